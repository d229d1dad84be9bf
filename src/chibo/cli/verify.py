"""`chibo verify FILE`: say whether an archive is true; needs neither Django, database nor network."""

import argparse
import locale
import os
import sys
from pathlib import Path

from chibo.archive.saying import NoArchiveError, Said
from chibo.archive.verifying import verify
from chibo.archive.witness import Head, read_heads
from chibo.archive.words import LANGUAGES, lines, sentence

TRUE, LIE, NO_ARCHIVE = 0, 1, 2


def main(argv: list[str]) -> int:
    """Verify a file; 1 at the first lie, 2 for what is no archive."""
    wanted = _arguments(argv)
    language = wanted.language or _language()
    try:
        with Path(wanted.file).open("rb") as file:
            report = verify(file, heads=_heads(wanted.witness))
    except OSError as error:
        return _no_archive(Said("file.unreadable", {"file": error.filename}), language)
    except NoArchiveError as error:
        return _no_archive(error.said, language)
    _tell(lines(report, language))
    return TRUE if report.is_true else LIE


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="chibo verify", description="Say whether an archive is true."
    )
    parser.add_argument("file", help="the archive, a ZIP file")
    parser.add_argument(
        "--witness", action="append", default=[], help="a list of witnessed heads"
    )
    parser.add_argument("--language", choices=LANGUAGES, help="default: by the locale")
    return parser.parse_args(argv)


def _language() -> str:
    named = next(
        (os.environ[it] for it in ("LC_ALL", "LC_MESSAGES", "LANG") if it in os.environ), ""
    )
    short = (named or locale.getlocale()[0] or "")[:2].lower()
    return short if short in LANGUAGES else LANGUAGES[0]


def _heads(files: list[str]) -> list[Head] | None:
    if not files:
        return None
    return [head for file in files for head in read_heads(Path(file).read_bytes()).heads]


def _no_archive(said: Said, language: str) -> int:
    _tell([sentence(Said("no_archive"), language), f"  {sentence(said, language)}"])
    return NO_ARCHIVE


def _tell(said: list[str]) -> None:
    # A console that knows no Vietnamese letters still gets the sentence.
    sys.stdout.buffer.write("\n".join([*said, ""]).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
