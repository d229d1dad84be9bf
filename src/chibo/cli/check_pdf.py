"""`chibo check-pdf FILE [--roots PEM]`: say in words whose signatures a PDF carries; needs no Django."""

import argparse
import sys
from pathlib import Path

from chibo.documents.pdf_check import (
    PdfUnreadableError,
    Seal,
    State,
    Trust,
    check_pdf,
    roots_in,
)

FINE, DOUBTFUL, WRONG = 0, 1, 2

STATES = {
    State.UNCHANGED: "unchanged since it was signed",
    State.ADDED_TO: "something was added after it was signed",
    State.CHANGED: "CHANGED since it was signed: this is not the paper that was signed",
}
TRUST = {
    Trust.TRUSTED: "its certificate comes from an authority in the roots given",
    Trust.DEMONSTRATION: "a demonstration's certificate: it counts for nothing",
    Trust.UNKNOWN: "nobody in the roots given vouches for this certificate",
}


def main(argv: list[str]) -> int:
    """Check a file; 1 unless every signature is unchanged and trusted, 2 if it cannot be read."""
    wanted = _arguments(argv)
    try:
        roots = roots_in(Path(wanted.roots).read_bytes()) if wanted.roots else ()
        seals = check_pdf(Path(wanted.file).read_bytes(), roots)
    except OSError as error:
        return _wrong(f"{error.filename}: {error.strerror}")
    except PdfUnreadableError as error:
        return _wrong(f"{wanted.file} cannot be read as a PDF ({error})")
    except ValueError as error:
        return _wrong(f"{wanted.roots} holds no certificates in PEM form ({error})")
    for line in [line for seal in seals for line in told(seal)] or ["no signature"]:
        _tell(line)
    return FINE if seals and all(_is_good(seal) for seal in seals) else DOUBTFUL


def told(seal: Seal) -> tuple[str, ...]:
    """Return what there is to say about a signature, a line each."""
    at = f", {seal.signed_at.isoformat(timespec='seconds')}" if seal.signed_at else ""
    said = (f"  {seal.reason}",) if seal.reason else ()
    return (
        f"signed by {seal.name}{at}",
        *said,
        f"  {STATES[seal.state]}",
        f"  {TRUST[seal.trust]}",
        f"  certificate SHA-256 {seal.fingerprint}",
    )


def _is_good(seal: Seal) -> bool:
    return seal.state is State.UNCHANGED and seal.trust is Trust.TRUSTED


def _wrong(words: str) -> int:
    sys.stderr.write(f"chibo check-pdf: {words}\n")
    return WRONG


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="chibo check-pdf", description="Say whose signatures a PDF carries."
    )
    parser.add_argument("file", help="the PDF")
    parser.add_argument("--roots", help="a PEM file of the authorities you trust")
    return parser.parse_args(argv)
