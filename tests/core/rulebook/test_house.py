"""Rules are tables: no rulebook is named in the code, and the engine has no numbers of its own."""

import ast
import re

from chibo.core.rulebook.citing import REFUSING, SPEAKING
from tests.core.rulebook.shelf import ROOT, SHELF

RULE = re.compile(r"[A-Z]{2}-\d{2}")
SOURCES = sorted((ROOT / "src" / "chibo").rglob("*.py"))
ENGINE = sorted((ROOT / "src" / "chibo" / "core" / "rulebook").glob("*.py"))


def test_no_rulebook_id_occurs_in_code() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in SHELF.rulebooks
    ]

    assert named == []


def test_every_rule_named_in_code_is_required_of_every_rulebook() -> None:
    named = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and RULE.fullmatch(node.value)
    }

    assert named <= {*REFUSING, *SPEAKING}
    assert len({*REFUSING, *SPEAKING}) == len(REFUSING) + len(SPEAKING)


def test_no_rulebook_number_occurs_in_the_engine() -> None:
    """Thresholds, caps and days stand in the rulebooks; 2, 4, 7 … here are arithmetic and TOML."""
    arithmetic = {
        "majority.py": {2, 10, 1000},
        "content.py": {2},
        "lines.py": {2},
        "model.py": {23, 59},
        "paper_parts.py": {4},
        "parts.py": {8, 24, 366},
        "reading.py": {14},
        "table.py": {2, 60},
        "citing.py": {60},
        "extending.py": {60},
        "quota_years.py": {12},
        "text_hints.py": {10, 12, 60, 200},
    }
    found: dict[str, set[int]] = {}
    for path in ENGINE:
        numbers = {
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant)
            and type(node.value) is int
            and node.value not in (0, 1)
        }
        if numbers:
            found[path.name] = numbers

    assert found == arithmetic
