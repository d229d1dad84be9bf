"""`chibo rulings FILE [--check]`: answer worked cases, one JSON object a line; needs no Django."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from chibo.core.rulebook.cases import Answered, answer
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.shelf import Shelf, read_shelf

RULEBOOKS = Path(__file__).resolve().parents[3] / "rulebooks"

FINE, DIFFERENT, WRONG = 0, 1, 2


def main(argv: list[str]) -> int:
    """Answer every case of a file; 1 if a checked ruling differs, 2 if a line is not valid."""
    wanted = _arguments(argv)
    folder = Path(os.environ.get("CHIBO_RULEBOOKS") or RULEBOOKS)
    try:
        shelf = _shelf(folder)
        if wanted.file == "-":
            return _answer_all(sys.stdin.buffer, shelf, check=wanted.check)
        with Path(wanted.file).open("rb") as lines:
            return _answer_all(lines, shelf, check=wanted.check)
    except BrokenPipeError:
        # The reader, `head` for one, has seen enough: no more output, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        _tell(f"chibo rulings: {error.filename}: {error.strerror}")
        return WRONG


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="chibo rulings",
        description="Answer worked cases, one JSON object a line, by their rulebooks.",
    )
    parser.add_argument("file", help="a file of cases; - reads standard input")
    parser.add_argument(
        "--check", action="store_true", help="compare each ruling with what its case expects"
    )
    return parser.parse_args(argv)


def _shelf(folder: Path) -> Shelf:
    """Read every rulebook of a folder; one with mistakes is named and left out."""
    texts = {
        path.name: path.read_bytes().decode("utf-8-sig", "replace")
        for path in sorted(folder.iterdir())
        if path.suffix == ".toml"
    }
    shelf = read_shelf(texts)
    for name, mistakes in shelf.mistakes.items():
        for mistake in mistakes:
            _tell(f"{folder / name}:{mistake.line}: {mistake.path} {mistake.message}")
    return shelf


def _answer_all(lines: BinaryIO, shelf: Shelf, *, check: bool) -> int:
    is_wrong = is_different = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        answered = _answered(shelf.rulebooks, line, number)
        _show(answered)
        is_wrong |= answered.ruling is None
        if check and answered.differences:
            is_different = True
            _tell(*(f"{answered.case}: {difference}" for difference in answered.differences))
    if is_wrong:
        return WRONG
    return DIFFERENT if is_different else FINE


def _answered(rulebooks: Mapping[str, Rulebook], line: bytes, number: int) -> Answered:
    """Answer one line; what is no case at all is named by its line."""
    try:
        answered = answer(rulebooks, line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Answered(None, path=f"line {number}", message="is not UTF-8 text")
    if answered.ruling is None and not answered.path:
        return Answered(None, path=f"line {number}", message=answered.message)
    return answered


def _show(answered: Answered) -> None:
    # A lone surrogate has no UTF-8 form; written as an escape it is the same JSON.
    text = json.dumps(answered.shown, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _tell(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")
