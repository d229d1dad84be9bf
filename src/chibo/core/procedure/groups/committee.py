"""The committee's meetings before and after the groups', and its decision (TG-01, TG-06, TG-07)."""

from dataclasses import dataclass, field

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.frame import Decision
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.sessions import Sessions
from chibo.core.procedure.groups.sums import sum_of
from chibo.core.procedure.groups.terms import Figures
from chibo.core.procedure.groups.texts import Texts
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, Reason, Refusal


@dataclass(slots=True)
class Committee:
    """The committee's meetings in the order they were heard of, and what it decided."""

    meetings: dict[str, ev.CommitteeMeetingNoted] = field(default_factory=dict)
    decided: ev.TextDecided | None = None

    @property
    def has_met(self) -> bool:
        """Whether the committee has come together at all (TG-01)."""
        return any(each.phase in {Phase.OPEN, Phase.CLOSED} for each in self.meetings.values())

    def after(self, at: Instant) -> tuple[ev.CommitteeMeetingNoted, ...]:
        """Return the closed meetings that began after a moment (TG-06)."""
        return tuple(
            each
            for each in self.meetings.values()
            if each.phase is Phase.CLOSED
            and each.opened_at is not None
            and each.opened_at >= at
        )


def note(
    committee: Committee, command: do.NoteCommitteeMeeting
) -> Decision[ev.CommitteeMeetingNoted]:
    """Return what hearing of a committee meeting makes happen."""
    known = committee.meetings.get(command.meeting)
    if command.reference is None and not command.minutes.strip():
        # Held outside the program: somebody has to say where its minutes are.
        return Refusal(Reason.MINUTES_UNNAMED)
    if known is not None and not _is_news(known, command):
        return Refusal(Reason.MEETING_NOTED)
    return (
        ev.CommitteeMeetingNoted(
            meeting=command.meeting,
            reference=command.reference,
            phase=command.phase,
            starts_at=command.starts_at,
            opened_at=command.opened_at,
            closed_at=command.closed_at,
            ballots=command.ballots,
            minutes=command.minutes.strip(),
        ),
    )


def _is_news(known: ev.CommitteeMeetingNoted, command: do.NoteCommitteeMeeting) -> bool:
    before, now = known.reference, command.reference
    return before is not None and now is not None and now.seq > before.seq


def last_group_met_at(sessions: Sessions, round_: int) -> Instant | None:
    """Return when the last group of a round closed its meeting; None before any did."""
    closed = [each.closed_at for each in sessions.closed(round_) if each.closed_at is not None]
    return max(closed, default=None)


def versions_of(texts: Texts) -> tuple[int, ...]:
    """Return the versions on which a vote is a vote on the present substance (TG-10)."""
    return tuple(
        number for number in range(1, texts.number + 1) if texts.round_of(number) == texts.round
    )


def decide_text(
    committee: Committee,
    command: do.DecideText,
    *,
    texts: Texts,
    sessions: Sessions,
    rules: Rulebook,
) -> Decision[ev.TextDecided]:
    """Return the decision on the text: the cell's sum, then the committee's own (TG-10)."""
    if texts.latest is None:
        return Refusal(Reason.TEXT_UNKNOWN)
    if texts.is_moved:
        return Refusal(Reason.TEXT_MOVED, citation=rules.clause("TG-10"))
    figures = _figures(committee, command, texts, sessions)
    if figures is None:
        return Refusal(Reason.COMMITTEE_NOT_MET, citation=rules.clause("TG-06"))
    if not _holds(figures):
        return Refusal(Reason.FIGURES_WRONG)
    total = sum_of(sessions, texts.round, versions_of(texts), rules)
    is_passed = rules.voting.more_than.is_exceeded_by(figures.votes_for, figures.base)
    return (
        ev.TextDecided(
            version=texts.number,
            base=total.base,
            votes_for=total.votes_for,
            against=total.against,
            other=total.other,
            percent=total.percent,
            is_carried=total.is_adopted,
            meeting=command.meeting,
            committee=figures,
            is_adopted=total.is_adopted and is_passed,
            citation=rules.clause("VT-02").clause,
        ),
    )


def _figures(
    committee: Committee, command: do.DecideText, texts: Texts, sessions: Sessions
) -> Figures | None:
    """Return the committee's figures: its journal's where it holds a vote on this version."""
    met_at = last_group_met_at(sessions, texts.round)
    after = committee.after(met_at) if met_at is not None else ()
    meeting = next((it for it in after if it.meeting == command.meeting), None)
    if meeting is None:
        return None
    held = [it for it in meeting.ballots if it.version == texts.number]
    return held[-1] if held else command.figures


def _holds(figures: Figures) -> bool:
    given = (figures.votes_for, figures.against, figures.other)
    return min(given) >= 0 and 0 < figures.base >= sum(given)
