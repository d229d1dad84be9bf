"""What the house promises and no other tool checks."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chibo.core.values import Reason
from chibo.web.refusal_words import WORDS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "chibo"
CORE = SOURCE / "core"
LONGEST = 400


def named(paths):
    return {"argvalues": sorted(paths), "ids": lambda path: str(path.relative_to(ROOT))}


def python_files(*folders):
    return [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and "node_modules" not in path.parts
    ]


def test_the_core_needs_the_standard_library_only():
    modules = [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        for path in CORE.rglob("*.py")
    ]
    script = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n" + "".join(
        f"import {module}\n" for module in sorted(modules)
    )

    # -I: no environment, no user's packages; -S: no installed packages either.
    done = subprocess.run(  # noqa: S603 -- our own words, our own interpreter
        [sys.executable, "-I", "-S", "-B", "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""


@pytest.mark.parametrize("path", **named(CORE.rglob("*.py")))
def test_there_is_no_float_in_the_core(path):
    found = [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
    ]

    assert found == []


@pytest.mark.parametrize("path", **named(python_files("src", "tests", "bench")))
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:"""
    r"""|<script\b(?![^>]*\b(?:src\s*=|type\s*=\s*["']application/json))""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", **named(SOURCE.rglob("templates/**/*.html")))
def test_templates_hold_nothing_inline(path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>",
        "<button onclick='x()'>",
        "<script>x()</script>",
        '<script type="module">x()</script>',
        '<a href="javascript:x()">',
    ],
)
def test_what_is_inline_is_noticed(text):
    assert INLINE.search(text)


def test_scripts_of_our_own_are_not_inline():
    assert not INLINE.search('<script type="module" src="/static/x.js"></script>')


BARE_EXCEPTION = re.compile(
    r"#\s*noqa(?!:\s*[A-Z0-9, ]+ -- \S)|#\s*type:\s*ignore(?!\[[\w, -]+\]  ?# \S)"
)


@pytest.mark.parametrize("path", **named(python_files("src", "tests", "bench")))
def test_an_exception_to_a_check_gives_its_reason(path):
    if path == Path(__file__):
        return
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line.strip() for line in lines if BARE_EXCEPTION.search(line)] == []


IMPORTED = re.compile(r"""(?:from\s*|import\s*\(?\s*)["'](\.[^"']+)["']""")


def test_scripts_name_each_other_in_no_circle():
    # A name that holds a hash is worked out after those it imports, in a comment (JSDoc) too.
    left = {
        path: {(path.parent / name).resolve() for name in IMPORTED.findall(path.read_text())}
        for path in SOURCE.glob("*/static/**/*.js")
    }
    while ready := [path for path, names in left.items() if not names & set(left)]:
        for path in ready:
            del left[path]

    assert sorted(path.name for path in left) == []


def test_every_reason_has_words():
    assert set(WORDS) == set(Reason)


def test_no_rulebook_is_named_in_the_program():
    rulebooks = {path.stem for path in (ROOT / "rulebooks").glob("*.toml")} - {"training"}
    found = [
        f"{path.relative_to(ROOT)}: {rulebook}"
        for path in SOURCE.rglob("*.py")
        for rulebook in rulebooks
        if f'"{rulebook}"' in path.read_text(encoding="utf-8")
    ]

    # The demonstration is data, and says which rulebook each of its cells follows.
    assert [line for line in found if "demonstration" not in line] == []
