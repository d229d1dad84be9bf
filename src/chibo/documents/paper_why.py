"""Why a paper could be issued: its type and format on its day, the journal it rests on, the people behind its numbers."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.application import Application
from chibo.core.procedure.ballots import Ballot
from chibo.core.procedure.events import Rules, TextProposed
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.papers import Record
from chibo.core.rulebook.model import PaperFormat, PaperType, Rulebook
from chibo.core.rulebook.papers import document_ruling
from chibo.core.values import BodyKind, Finding, Mode, Ruling
from chibo.meetings.queries import Standing, entries, state_of
from chibo.meetings.rulebooks import rulebook_for, rulebook_kept
from chibo.registry.models import Body

Words = str | Promise

_MINUTES = "BB"
"""DF-01: how minutes are signed in the table of types."""


@dataclass(frozen=True, slots=True)
class Resting:
    """The journal that a paper rests on, up to an entry, and whether that entry still says so."""

    journal: str
    seq: int
    hash: str
    is_unchanged: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """A meeting that a paper speaks of: its ruling, its votes, who was there."""

    key: str
    rules: Rulebook
    ruling: Ruling | None
    votes: tuple[tuple[Ballot, TextProposed], ...]
    people: tuple[tuple[Words, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PaperWhy:
    """What allowed a paper, as the rulebook of its day says."""

    rules: Rulebook
    named: Rules
    dated: date
    type: PaperType | None
    """None for lists and slips, which are of no type and bear no number."""
    findings: tuple[Finding, ...]
    format: PaperFormat | None
    resting: Resting
    meeting: Behind | None = None
    application: str = ""


def of_minutes(key: str, state: Meeting, standing: Standing, body: Body) -> PaperWhy:
    """Return why the minutes of a meeting are as they are; the head is what they were compiled up to."""
    if state.convened is None or state.opened_at is None:
        raise LookupError(key)
    rules = rulebook_kept(state.convened.rules.fingerprint)
    dated = rules.day_of(state.opened_at)
    seq = next((entry.seq for entry, _ in entries(key) if entry.hash == state.minutes_head), 0)
    resting = Resting(key, seq, state.minutes_head, is_unchanged=seq > 0)
    return _made(rules, state.convened.rules, _MINUTES, body, dated, resting, standing)


def of_paper(record: Record, kind: str, body: Body, today: date) -> PaperWhy:
    """Return why a paper on a kind of journal could be issued; a draft is looked at as if it were today."""
    issued, source = record.issued, record.drafted.source
    standing = state_of(source.journal, kind)
    if issued is None:
        rules = rulebook_for(body, today)
        named = Rules(rules.id, rules.version, rules.fingerprint)
        return _made(
            rules,
            named,
            "",
            body,
            today,
            _resting(source.journal, source.seq, source.hash),
            standing,
        )
    rules = rulebook_kept(issued.rules.fingerprint)
    at = issued.source
    resting = _resting(at.journal, at.seq, at.hash)
    return _made(rules, issued.rules, issued.type, body, issued.dated, resting, standing)


def _resting(journal: str, seq: int, known: str) -> Resting:
    found = next((entry.hash for entry, _ in entries(journal) if entry.seq == seq), "")
    return Resting(journal, seq, known, is_unchanged=found == known)


def _made(  # noqa: PLR0917 -- what each caller knows, side by side
    rules: Rulebook,
    named: Rules,
    code: str,
    body: Body,
    dated: date,
    resting: Resting,
    standing: Standing,
) -> PaperWhy:
    ruled = document_ruling(rules, paper_type=code, body=BodyKind(body.kind), dated=dated)
    state = standing.state
    return PaperWhy(
        rules=rules,
        named=named,
        dated=dated,
        type=rules.papers.types.get(code),
        findings=ruled.ruling.findings if code else (),
        format=ruled.format,
        resting=resting,
        meeting=_behind(standing.key, state) if isinstance(state, Meeting) else None,
        application=standing.key if isinstance(state, Application) else "",
    )


def _behind(key: str, state: Meeting) -> Behind | None:
    if state.convened is None:
        return None
    ruling = state.opened.ruling if state.opened else state.convened.ruling
    return Behind(
        key=key,
        rules=rulebook_kept(state.convened.rules.fingerprint),
        ruling=ruling,
        votes=tuple(
            (each, state.ballots.text_of(each)) for each in state.ballots.ballots.values()
        ),
        people=tuple((label, names) for label, names in _people(state) if names),
    )


def _people(state: Meeting) -> tuple[tuple[Words, tuple[str, ...]], ...]:
    """Return who stands behind the figures of attendance (BB-03)."""
    people = state.attendance
    rules = people.roll

    def came(mode: Mode) -> tuple[str, ...]:
        return tuple(
            people.name_of(code) for code, it in people.presences.items() if it.mode is mode
        )

    away = [code for code in rules if code not in people.presences]
    excused = [
        code for code in away if code in people.absences and people.absences[code].excused
    ]
    return (
        (_("Came to the room"), came(Mode.IN_PERSON)),
        (_("Came online"), came(Mode.ONLINE)),
        (_("Absent with a reason"), tuple(people.name_of(code) for code in excused)),
        (
            _("On the roll and not there"),
            tuple(people.name_of(code) for code in away if code not in excused),
        ),
    )
