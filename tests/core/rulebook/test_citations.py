"""A value of our own is never passed off as the guideline's, under no rulebook and in no output."""

import json
import re
from pathlib import Path

import pytest

from chibo.cli.rulings import main
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Citation, Source
from tests.core.rulebook.golden_cases import questions
from tests.core.rulebook.shelf import SHELF

OURS = ("Thiết lập tại chỗ: ", "Bộ quy tắc tập huấn, ")
TEXT_OF_OTHERS = re.compile(
    r"\d+-[A-ZĐ]+/|\bĐiều \d|\bĐiều lệ\b|\bMục [IVX]|\bKhoản \d|\bHướng dẫn\b"
)
"""What a clause of somebody else's text looks like: a number, an article, the Charter."""

RULEBOOKS = sorted(SHELF.rulebooks.values(), key=lambda it: it.id)


def guidelines_of(rulebook: Rulebook) -> list[str]:
    """Return the numbers of the guidelines that a rulebook holds: its own and those it extends."""
    parent = json.loads(rulebook.written)["rulebook"].get("extends")
    own = [] if rulebook.is_training else [f"Hướng dẫn {rulebook.number}"]
    return own + (guidelines_of(SHELF.rulebooks[parent]) if parent else [])


def is_honest(citation: Citation, rulebook: Rulebook) -> bool:
    """Tell whether a citation says whose words it rests on."""
    is_ours = citation.clause.startswith(OURS)
    if citation.source is Source.LOCAL_SETTING:
        return is_ours and not TEXT_OF_OTHERS.search(citation.clause)
    if citation.source is Source.GUIDELINE:
        return citation.clause.startswith(tuple(guidelines_of(rulebook)))
    return not is_ours


@pytest.mark.parametrize("rulebook", RULEBOOKS, ids=lambda it: it.id)
def test_every_rule_says_whose_words_it_rests_on(rulebook: Rulebook) -> None:
    dishonest = [
        (rule.id, rule.citation)
        for rule in rulebook.rules.values()
        if not is_honest(rule.citation, rulebook)
    ]

    assert dishonest == []


@pytest.mark.parametrize("name", ["leaders-2021", "union-2026"])
def test_where_there_is_no_guideline_none_is_cited(name: str) -> None:
    sources = {rule.citation.source for rule in SHELF.rulebooks[name].rules.values()}

    assert sources == {Source.REGULATION, Source.LOCAL_SETTING}


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation(Source.GUIDELINE, "Hướng dẫn 03-HD/TW, phần nguyên tắc"), True),
        (Citation(Source.GUIDELINE, "Thiết lập tại chỗ: thời hạn"), False),
        (Citation(Source.GUIDELINE, "Hướng dẫn 99-HD/TW, phần nguyên tắc"), False),
        (Citation(Source.REGULATION, "Thiết lập tại chỗ: thời hạn"), False),
        (Citation(Source.LOCAL_SETTING, "Hướng dẫn 03-HD/TW, phần nguyên tắc"), False),
        (Citation(Source.LOCAL_SETTING, "Thiết lập tại chỗ: theo 03-HD/TW"), False),
        (Citation(Source.LOCAL_SETTING, "Thiết lập tại chỗ: thời hạn"), True),
    ],
)
def test_what_is_passed_off_is_noticed(citation: Citation, expected: bool) -> None:  # noqa: FBT001 -- parametrized
    assert is_honest(citation, SHELF.rulebooks["hd03-2022"]) is expected


@pytest.mark.parametrize("rulebook", RULEBOOKS, ids=lambda it: it.id)
def test_what_the_command_prints_is_as_honest(
    rulebook: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cases.jsonl"
    asked = [json.dumps({**it, "rulebook": rulebook.id}) for it in questions()]
    file.write_text("\n".join(asked), encoding="utf-8")

    main([str(file)])
    printed = [
        (finding["rule"], finding["citation"])
        for line in capsys.readouterr().out.splitlines()
        for finding in json.loads(line).get("ruling", {}).get("findings", [])
    ]

    assert len(printed) > 500
    for rule, shown in printed:
        citation = Citation(Source(shown["source"]), shown["clause"])
        assert citation == rulebook.clause(rule)
        assert is_honest(citation, rulebook)
