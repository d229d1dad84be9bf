"""A rulebook is read whole or not at all, and every mistake is named with its line."""

import json
import tomllib
from datetime import date

import pytest

from chibo.core.rulebook.citing import REFUSING
from chibo.core.rulebook.lines import lines_of
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.reading import needed_by, read_rulebook, read_written
from chibo.core.rulebook.shelf import read_shelf
from chibo.core.rulebook.table import Wrong
from chibo.core.values import BodyKind, Citation, Form, Source
from tests.core.rulebook.shelf import PILOT, PILOT_TEXT, SHELF, TRAINING, variant


def mistakes(text: str) -> list[tuple[int, str, Wrong]]:
    read = read_rulebook(text, others=SHELF.rulebooks)
    assert not isinstance(read, Rulebook)
    return [(it.line, it.path, it.what) for it in read]


def test_the_shipped_rulebooks_have_no_mistakes() -> None:
    assert SHELF.mistakes == {}
    assert sorted(SHELF.rulebooks) == ["hd03-2022", "leaders-2021", "training", "union-2026"]


def test_the_pilot_names_itself_and_its_days() -> None:
    assert (PILOT.id, PILOT.number, PILOT.dated) == (
        "hd03-2022",
        "03-HD/TW",
        date(2022, 12, 27),
    )
    assert (PILOT.valid_from, PILOT.valid_to) == (date(2022, 12, 27), date(2025, 6, 30))
    assert not PILOT.is_training


def test_training_is_a_small_difference_and_says_that_it_is_training() -> None:
    assert TRAINING.is_training
    assert "tập huấn" in TRAINING.title
    assert TRAINING.valid == Period(date(2025, 7, 1), None)
    assert TRAINING.quotas == PILOT.quotas
    assert TRAINING.clause("LB-04") == Citation(
        Source.LOCAL_SETTING, "Bộ quy tắc tập huấn, phần thời gian áp dụng"
    )
    assert TRAINING.clause("SC-02") == PILOT.clause("SC-02")


def test_forms_depend_on_the_body() -> None:
    online = (Form.IN_PERSON, Form.HYBRID, Form.ALL_ONLINE)
    assert PILOT.forms_open_to(BodyKind.CELL) == (*online, Form.BY_GROUPS)
    assert PILOT.forms_open_to(BodyKind.GRASSROOTS_ORGANISATION) == online
    assert PILOT.forms_open_to(BodyKind.COMMITTEE) == (Form.IN_PERSON,)


def test_our_own_values_are_never_passed_off_as_the_guideline() -> None:
    for rule in PILOT.rules.values():
        is_guideline = rule.citation.source is Source.GUIDELINE
        is_local = rule.citation.source is Source.LOCAL_SETTING
        assert rule.citation.clause.startswith("Hướng dẫn 03-HD/TW") is is_guideline
        assert rule.citation.clause.startswith("Thiết lập tại chỗ") is is_local


def test_words_fall_back_to_vietnamese() -> None:
    label = PILOT.inability["C3"].label

    assert [label.in_language(it) for it in ("en", "fr-fr", "vi", "de")] == [
        "Forest rangers",
        "Gardes forestiers",
        "Kiểm lâm",
        "Kiểm lâm",
    ]


def test_the_fingerprint_knows_the_rules_and_not_the_layout() -> None:
    laid_out = read_rulebook("# Another comment.\n\n" + PILOT_TEXT.replace(" = ", "  =  "))
    changed = read_rulebook(PILOT_TEXT.replace("cap = 3", "cap = 4"))

    assert isinstance(laid_out, Rulebook)
    assert isinstance(changed, Rulebook)
    assert laid_out == PILOT
    assert hash(laid_out) == hash(PILOT)
    assert changed.fingerprint != PILOT.fingerprint
    assert len({PILOT.fingerprint, TRAINING.fingerprint, changed.fingerprint}) == 3


@pytest.mark.parametrize("rulebook", [PILOT, TRAINING])
def test_what_an_archive_keeps_is_the_same_rulebook(rulebook: Rulebook) -> None:
    assert read_written(rulebook.written) == rulebook


def test_what_an_archive_keeps_is_read_as_strictly() -> None:
    values = json.loads(PILOT.written)
    del values["quotas"]

    assert read_written(json.dumps(values)) is None


def test_a_variant_of_a_variant() -> None:
    text = (
        '[rulebook]\nextends = "training"\nid = "local"\n[deadlines]\napply_working_days = 7\n'
    )
    read = read_rulebook(text, others=SHELF.rulebooks)

    assert isinstance(read, Rulebook)
    assert read.is_training
    assert (read.deadlines.apply_working_days, read.deadlines.reply_working_days) == (7, 3)


def test_a_variant_may_offer_another_form() -> None:
    text = variant(
        "[forms.leaders]\n"
        'label = { vi = "Họp lãnh đạo", en = "Leaders", fr = "Responsables" }\n'
        'bodies = ["cell"]\nneeds_ground = false\nonline = false\n'
        "by_groups = false\nexcludes_content = false\n"
    )
    read = read_rulebook(text, others=SHELF.rulebooks)

    assert isinstance(read, Rulebook)
    assert list(read.forms) == [Form.HYBRID, Form.ALL_ONLINE, Form.BY_GROUPS, Form.LEADERS]


WRONG = [
    ("\n[quota]\nx = 1\n", [(5, "quota", Wrong.UNKNOWN_KEY)]),
    (
        '[by_groups]\nminimum_members = -50\nmaximum = 3\nminimum_groups = "two"\n',
        [
            (5, "by_groups.minimum_members", Wrong.NEGATIVE),
            (6, "by_groups.maximum", Wrong.UNKNOWN_KEY),
            (7, "by_groups.minimum_groups", Wrong.WRONG_TYPE),
        ],
    ),
    ("by_groups = 3\n", [(4, "rulebook.by_groups", Wrong.UNKNOWN_KEY)]),
    (
        "valid_from = 2025-07-01\n",
        [(1, "rulebook.valid_to", Wrong.DAYS_REVERSED)],
    ),
    ('valid_to = "never"\n', [(4, "rulebook.valid_to", Wrong.WRONG_TYPE)]),
    (
        "valid_to = 2024-05-10T00:00:00Z\n",
        [(4, "rulebook.valid_to", Wrong.WRONG_TYPE)],
    ),
    ("utc_offset_hours = 15\n", [(4, "rulebook.utc_offset_hours", Wrong.OUT_OF_RANGE)]),
    ('title = " "\n', [(4, "rulebook.title", Wrong.EMPTY)]),
    (
        'legal_basis = [1, ""]\n',
        [
            (4, "rulebook.legal_basis[0]", Wrong.WRONG_TYPE),
            (4, "rulebook.legal_basis[1]", Wrong.EMPTY),
        ],
    ),
    ('[eligibility]\nmore_than = "1/0"\n', [(5, "eligibility.more_than", Wrong.WRONG_TYPE)]),
    ("[eligibility]\nmore_than = 0.5\n", [(5, "eligibility.more_than", Wrong.WRONG_TYPE)]),
    (
        '[eligibility]\nwithout = ["exempt", "dead"]\n',
        [(5, "eligibility.without[1]", Wrong.UNKNOWN_VALUE)],
    ),
    (
        "[forms.in_person]\nneeds_ground = false\n",
        [(4, "forms.in_person", Wrong.UNKNOWN_KEY)],
    ),
    ("[forms]\nhybrid = 1\n", [(5, "forms.hybrid", Wrong.WRONG_TYPE)]),
    ("[forms.hybrid]\nonline = 1\n", [(5, "forms.hybrid.online", Wrong.WRONG_TYPE)]),
    ('[inability.A1]\ngroup = "E"\n', [(5, "inability.A1.group", Wrong.UNKNOWN_VALUE)]),
    (
        '[inability.A1]\nrule = "SC-99"\n',
        [(5, "inability.A1.rule", Wrong.NO_CLAUSE)],
    ),
    (
        '[inability.A1]\nlabel.it = "Forze armate"\n',
        [(5, "inability.A1.label.it", Wrong.UNKNOWN_KEY)],
    ),
    (
        '[[quotas]]\nrule = "PR-99"\nbody = "cell"\nforms = ["hybrid"]\nground = "any"\ncap = 1\n',
        [(5, "quotas[0].rule", Wrong.NO_CLAUSE)],
    ),
    (
        '[[quotas]]\nrule = "PR-09"\nbody = "cell"\nforms = ["hybrid"]\nground = "any"\ncap = 1\n',
        [(2, "rules.PR-09.remedy", Wrong.NO_REMEDY)],
    ),
    (
        '[[quotas]]\nrule = "PR-06"\nbody = "cell"\nforms = ["hybrid"]\nground = "all"\ncap = 1\n',
        [(8, "quotas[0].ground", Wrong.UNKNOWN_VALUE)],
    ),
    (
        "[deadlines]\nworking_days = []\n",
        [(5, "deadlines.working_days", Wrong.OUT_OF_RANGE)],
    ),
    (
        "[deadlines]\nworking_days = [0, 8]\n",
        [(5, "deadlines.working_days", Wrong.OUT_OF_RANGE)],
    ),
    (
        "[deadlines]\nissue_days = 1000000000\n",
        [(5, "deadlines.issue_days", Wrong.OUT_OF_RANGE)],
    ),
    ("infrastructure = [1]\n", [(4, "rulebook.infrastructure", Wrong.UNKNOWN_KEY)]),
    (
        (
            '[[papers.formats]]\nid = "a"\nfrom = 2020-01-01\nuntil = "open"\nclause = "x"\n'
            "margins_mm = [20, 20]\nbody_pt = 14\nline_pt = 19\nparagraph_pt = 6\n"
            "first_line_mm = 10\npost_bold = true\n"
        ),
        [(9, "papers.formats[0].margins_mm", Wrong.OUT_OF_RANGE)],
    ),
    (
        "".join(
            f'[[papers.rights]]\nfrom = {first}\nuntil = {last}\nclause = "x"\n'
            'cell = ["NQ"]\ngrassroots_organisation = ["NQ"]\ncommittee = ["NN"]\n'
            for first, last in (("2020-01-01", '"open"'), ("2019-01-01", "2020-01-01"))
        ),
        [
            (10, "papers.rights[0].committee[0]", Wrong.UNKNOWN_VALUE),
            (11, "papers.rights[1]", Wrong.DAYS_OVERLAP),
            (17, "papers.rights[1].committee[0]", Wrong.UNKNOWN_VALUE),
        ],
    ),
    (
        (
            '[[agenda]]\nkey = "x"\npart = "middle"\nrule = "MT-08"\n'
            'title = { vi = "a", en = "b", fr = "c" }\n'
        ),
        [(6, "agenda[0].part", Wrong.UNKNOWN_VALUE)],
    ),
    ('[rules.SC-02]\nsource = "press"\n', [(5, "rules.SC-02.source", Wrong.UNKNOWN_VALUE)]),
]


@pytest.mark.parametrize(("text", "found"), WRONG)
def test_every_mistake_is_named_with_its_line(
    text: str, found: list[tuple[int, str, Wrong]]
) -> None:
    assert mistakes(variant(text)) == found


def test_items_that_are_no_tables() -> None:
    text = "infrastructure = [1]\nagenda = 7\n" + variant("")

    assert mistakes(text) == [
        (1, "infrastructure[0]", Wrong.WRONG_TYPE),
        (2, "agenda", Wrong.WRONG_TYPE),
    ]


def test_papers_without_types() -> None:
    text = PILOT_TEXT.split("[papers.types]")
    rest = text[1].split("[[papers.rights]]", 1)
    found = mistakes(text[0] + "[papers.types]\n\n[[papers.rights]]" + rest[1])

    assert ("papers.types.types", Wrong.EMPTY) in [(path, what) for _, path, what in found]


def test_an_empty_text_names_everything_that_is_missing() -> None:
    found = mistakes("")

    assert len(found) > 15
    assert {what for _, _, what in found} >= {Wrong.MISSING, Wrong.NO_CLAUSE}
    assert {line for line, _, _ in found} == {1}


@pytest.mark.parametrize("rule", REFUSING)
def test_a_rule_that_refuses_needs_its_clause_and_a_way_out(rule: str) -> None:
    values = json.loads(PILOT.written)
    del values["rules"][rule]["remedy"]
    assert read_written(json.dumps(values)) is None
    del values["rules"][rule]
    assert read_written(json.dumps(values)) is None


def test_broken_toml_is_named_by_its_line() -> None:
    assert mistakes('a = 1\nb = "\n') == [(2, "", Wrong.SYNTAX)]
    assert mistakes("a = 1\n[b\n") == [(2, "", Wrong.SYNTAX)]
    assert mistakes("a = 1\nb = [1") == [(2, "", Wrong.SYNTAX)]
    assert mistakes("a = " + "[" * 100_000)[0][2] is Wrong.SYNTAX


def test_a_parent_that_is_not_there() -> None:
    text = '[rulebook]\nid = "x"\nextends = '

    assert mistakes(text + '"nothing"') == [(3, "rulebook.extends", Wrong.NO_PARENT)]
    assert mistakes(text + "7") == [(3, "rulebook.extends", Wrong.NO_PARENT)]
    assert needed_by(text + '"nothing"\nfollows = "former"') == {"nothing", "former"}
    assert needed_by(text + "7") == needed_by("rulebook = 3") == needed_by("[") == set()


def test_the_shelf_reads_in_any_order_and_goes_on_after_a_mistake() -> None:
    child = '[rulebook]\nextends = "{}"\nid = "{}"\n'
    shelf = read_shelf(
        {
            "a": child.format("c", "b"),
            "b": child.format("hd03-2022", "c"),
            "c": PILOT_TEXT,
            "d": child.format("f", "e"),
            "e": child.format("e", "f"),
            "f": PILOT_TEXT,
            "g": "[",
        }
    )

    assert sorted(shelf.rulebooks) == ["b", "c", "hd03-2022"]
    assert {name: [it.what for it in found] for name, found in shelf.mistakes.items()} == {
        "d": [Wrong.NO_PARENT],
        "e": [Wrong.NO_PARENT],
        "f": [Wrong.TWICE],
        "g": [Wrong.SYNTAX],
    }


def test_lines_are_found_in_tables_of_every_kind() -> None:
    text = 'a = 1\n[b]\n"c d" = 2\ne.f = 3\n[[g]]\nh = [\n  "i = j",\n]\n[[g]]\nh = 5\n'

    assert lines_of(text) == {
        ("a",): 1,
        ("b",): 2,
        ("b", "c d"): 3,
        ("b", "e", "f"): 4,
        ("g", 0): 5,
        ("g", 0, "h"): 6,
        ("g", 1): 9,
        ("g", 1, "h"): 10,
    }


def leaves(table: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every key of every table; tables in lists are looked into by other tests."""
    if not isinstance(table, dict):
        return [path]
    return [leaf for key, value in table.items() for leaf in leaves(value, (*path, key))]


def test_a_rulebook_that_lost_a_key_is_never_read_silently() -> None:
    """Every key is needed, but words that need their accents, and the remedy of a rule that refuses nothing."""
    may_refuse = {*REFUSING, *(quota.rule for quota in PILOT.quotas)}
    # One key in five: all of them would take too long.
    for leaf in leaves(json.loads(PILOT.written))[::5]:
        values = json.loads(PILOT.written)
        table = values
        for key in leaf[:-1]:
            table = table[key]
        del table[leaf[-1]]
        if leaf[-1] == "accented":
            continue
        if leaf[0] == "rules" and leaf[2] == "remedy" and leaf[1] not in may_refuse:
            continue
        assert read_written(json.dumps(values)) is None, leaf


def test_the_pilot_is_valid_toml_of_plain_values() -> None:
    assert json.loads(PILOT.written).keys() == tomllib.loads(PILOT_TEXT).keys()
