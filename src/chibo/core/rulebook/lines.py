"""On which line of a TOML text a key stands, so that a mistake can be found in the file."""

import re

from chibo.core.rulebook.table import Path

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
KEY = re.compile(
    r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)
STEP = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def lines_of(text: str) -> dict[Path, int]:
    """Return the line of every table and key that begins a line."""
    found: dict[Path, int] = {}
    lengths: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := HEADER.match(line):
            table = _steps(header[2])
            if header[1] == "[[":
                index = lengths.get(table, 0)
                lengths[table] = index + 1
                table = (*table, index)
            found.setdefault(table, number)
        elif key := KEY.match(line):
            found.setdefault((*table, *_steps(key[1])), number)
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest table around it, or 1."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return lines.get(("rulebook", "extends"), 1)


def _steps(name: str) -> Path:
    return tuple(step.strip("\"'") for step in STEP.findall(name))
