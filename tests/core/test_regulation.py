"""LB-10: a higher body registers texts; they are closed or followed, never changed."""

import json
from dataclasses import replace
from datetime import date

import pytest

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.regulation import (
    CloseText,
    RegisterText,
    RegulationCommand,
    RegulationFacts,
    Regulations,
    Replayed,
    Scan,
    TextClosed,
    TextRegistered,
    decide,
    evolve,
)
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.rulebook.toml_text import toml_of
from chibo.core.values import PersonId, Reason, Refusal
from tests.core.journals import NOW, RULES
from tests.core.people import AN, LAN

SCAN = Scan("d-1", "99-HD.pdf", "a" * 64, 1200)
SHOWN = Replayed(decisions=12, differing=2)
FACTS = RegulationFacts(leaders=frozenset({AN}), has_bodies_below=True, shelf={RULES.id: RULES})


def text(
    name: str = "hd99-2027", first: str = "2027-01-05", last: str = '"open"', more: str = ""
) -> str:
    return f"""[rulebook]
extends = "{RULES.id}"
id = "{name}"
number = "99-HD/TW"
dated = 2027-01-04
valid_from = {first}
valid_to = {last}
{more}"""


def read(written: str) -> Rulebook:
    found = read_rulebook(written, others=FACTS.shelf)
    assert isinstance(found, Rulebook), found
    return found


def register(written: str) -> RegisterText:
    found = read_rulebook(written, others=FACTS.shelf)
    fingerprint = found.fingerprint if isinstance(found, Rulebook) else ""
    return RegisterText(written, fingerprint, SCAN, SHOWN)


def registered(written: str) -> TextRegistered:
    of = read(written)
    return TextRegistered(
        of.id, of.fingerprint, of.number, of.dated, of.issuer, of.title, of.valid_from,
        of.valid_to, RULES.id, of.follows, written, SCAN, SHOWN,
    )  # fmt: skip


def state(*events: TextRegistered | TextClosed) -> Regulations:
    made = Regulations()
    for event in events:
        evolve(made, event, Moment(NOW, AN))
    return made


def when(
    command: RegulationCommand,
    *events: TextRegistered | TextClosed,
    by: PersonId = AN,
    facts: RegulationFacts = FACTS,
) -> object:
    return decide(state(*events), command, now=Moment(NOW, by), facts=facts)


def refused(reason: Reason, **facts: object) -> Refusal:
    return Refusal(reason, facts=facts)  # type: ignore[arg-type]  # plain facts


FIRST = registered(text())
CLOSED = TextClosed("hd99-2027", date(2027, 12, 31), "Có văn bản mới")
CLOSE = CloseText("hd99-2027", date(2027, 12, 31), " Có văn bản mới ")


def test_a_text_is_registered_with_what_it_says_and_its_scan() -> None:
    assert when(register(text())) == (FIRST,)
    assert state(FIRST).texts["hd99-2027"].by == AN


def test_a_whole_rulebook_of_its_own_extends_nothing() -> None:
    pilot = RULES.written.replace(f'"id":"{RULES.id}"', '"id":"own-2027"')
    # The same values as TOML: a text may also stand alone.
    alone = toml_of(json.loads(pilot))
    (event,) = when(register(alone))  # type: ignore[misc]  # registered

    assert (event.rulebook, event.extends, event.valid_to) == (
        "own-2027",
        "",
        date(2025, 6, 30),
    )


@pytest.mark.parametrize("command", [register(text()), CLOSE])
def test_only_a_secretary_of_a_body_with_bodies_below(command: RegulationCommand) -> None:
    lowest = replace(FACTS, has_bodies_below=False)

    assert when(command, FIRST, by=LAN) == refused(Reason.AUTHORITY_MISSING, needed="secretary")
    assert when(command, FIRST, facts=lowest) == refused(Reason.BODY_LOWEST)


def test_a_text_that_cannot_be_read_names_its_first_mistake() -> None:
    decision = when(register(text(more="\n[deadlines]\nissue_days = -1\n")))

    assert decision == refused(
        Reason.RULEBOOK_BROKEN,
        count=1,
        place="deadlines.issue_days",
        message="must not be negative",
    )


def test_what_was_looked_at_is_what_is_registered() -> None:
    changed = replace(register(text()), fingerprint="0" * 64)

    assert when(changed) == refused(Reason.RULEBOOK_CHANGED)


def test_an_id_stands_for_one_text() -> None:
    elsewhere = replace(FACTS, taken=frozenset({"hd99-2027"}))

    assert when(register(text()), facts=elsewhere) == refused(
        Reason.RULEBOOK_KNOWN, id="hd99-2027"
    )
    known = replace(FACTS, shelf={**FACTS.shelf, "hd99-2027": read(text())})
    assert when(register(text()), facts=known) == refused(Reason.RULEBOOK_KNOWN, id="hd99-2027")


def test_two_texts_of_a_body_share_no_day() -> None:
    other = register(text("hd100-2028", "2028-01-01"))

    assert when(other, FIRST) == refused(
        Reason.DAYS_TAKEN, number="99-HD/TW", **{"from": "2027-01-05", "until": None}
    )
    # Once the first is closed, its last day counts, not the one it was registered with.
    assert isinstance(when(other, FIRST, CLOSED), tuple)
    early = register(text("hd100-2028", "2027-12-31"))
    assert when(early, FIRST, CLOSED) == refused(
        Reason.DAYS_TAKEN, number="99-HD/TW", **{"from": "2027-01-05", "until": "2027-12-31"}
    )


def test_a_text_has_one_successor() -> None:
    follows = f'follows = "{RULES.id}"\n'
    first = registered(text(last="2027-06-30", more=follows))
    second = register(text("hd100-2028", "2028-01-01", more=follows))

    assert when(second, first) == refused(Reason.SUCCESSOR_KNOWN, number="99-HD/TW")


def test_a_text_taken_back_before_it_began_stands_in_nobodys_way() -> None:
    taken_back = TextClosed("hd99-2027", date(2027, 1, 4), "Nhầm ngày")

    assert state(FIRST, taken_back).texts["hd99-2027"].days is None
    assert isinstance(when(register(text("hd100-2027")), FIRST, taken_back), tuple)


def test_closing_sets_the_last_day() -> None:
    assert when(CLOSE, FIRST) == (CLOSED,)
    assert state(FIRST, CLOSED).texts["hd99-2027"].days == Period(
        date(2027, 1, 5), date(2027, 12, 31)
    )


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (replace(CLOSE, rulebook="hd1"), refused(Reason.RULEBOOK_UNKNOWN)),
        (replace(CLOSE, reason=" "), refused(Reason.REASON_MISSING)),
        (
            replace(CLOSE, last_on=date(2027, 1, 3)),
            refused(Reason.CLOSED_TOO_EARLY, day="2027-01-04"),
        ),
    ],
)
def test_closing_needs_a_text_a_reason_and_a_day(command: CloseText, refusal: Refusal) -> None:
    assert when(command, FIRST) == refusal


def test_a_closed_text_is_only_closed_earlier() -> None:
    later = replace(CLOSE, last_on=date(2028, 1, 1))
    earlier = replace(CLOSE, last_on=date(2027, 11, 30))

    assert when(later, FIRST, CLOSED) == refused(Reason.RULEBOOK_ENDED, day="2027-12-31")
    assert when(CLOSE, FIRST, CLOSED) == refused(Reason.RULEBOOK_ENDED, day="2027-12-31")
    assert isinstance(when(earlier, FIRST, CLOSED), tuple)


def test_a_meeting_that_was_held_keeps_the_text_it_was_held_under() -> None:
    held = replace(FACTS, last_held={"hd99-2027": date(2028, 1, 3)})

    assert when(CLOSE, FIRST, facts=held) == refused(Reason.MEETINGS_HELD, day="2028-01-03")
    on_the_day = replace(CLOSE, last_on=date(2028, 1, 3))
    assert isinstance(when(on_the_day, FIRST, facts=held), tuple)
