"""A superior body keeps the heads of journals, once each, and remembers who says otherwise."""

from dataclasses import replace

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.terms import CLOCK
from chibo.core.procedure.witness import (
    HeadContradicted,
    HeadWitnessed,
    Witness,
    WitnessHead,
    decide,
    evolve,
)
from chibo.core.values import Reason, Refusal
from tests.core.journals import NOW
from tests.core.people import UYEN

HEAD = WitnessHead("meeting-1", "meeting", "body-1", 7, "a" * 64, "2026-06-03", "MeetingClosed")
TOLD = (HEAD.journal, HEAD.kind, HEAD.body, HEAD.seq, HEAD.hash, HEAD.at, HEAD.after)
BY_CLOCK = Moment(NOW, CLOCK)


def test_a_head_is_kept() -> None:
    assert decide(Witness(), HEAD, now=BY_CLOCK, facts=None) == (HeadWitnessed(*TOLD),)


def test_a_head_is_kept_once() -> None:
    state = Witness()
    evolve(state, HeadWitnessed(*TOLD), BY_CLOCK)

    again = decide(state, HEAD, now=BY_CLOCK, facts=None)

    assert again == Refusal(Reason.HEAD_KNOWN, facts={"seq": 7})


def test_another_head_at_the_same_place_is_kept_as_a_contradiction() -> None:
    state = Witness()
    evolve(state, HeadWitnessed(*TOLD), BY_CLOCK)
    other = replace(HEAD, hash="b" * 64)

    decision = decide(state, other, now=BY_CLOCK, facts=None)

    contradicted = HeadContradicted(*TOLD[:4], "b" * 64, *TOLD[5:])
    assert decision == (contradicted,)
    evolve(state, contradicted, BY_CLOCK)
    assert (state.heads["meeting-1"][7].hash, state.contradicted) == ("a" * 64, [contradicted])


def test_nobody_keeps_heads_by_hand() -> None:
    decision = decide(Witness(), HEAD, now=Moment(NOW, UYEN), facts=None)

    assert decision == Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "clock"})
