"""The draft conclusion or resolution: numbered versions, and what a change asks for (TG-10)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import Change, Consequence
from chibo.core.procedure.opinions import objection_to_text
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, PersonId, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text, who wrote it and when."""

    proposed: ev.VersionProposed
    by: PersonId
    at: Instant


@dataclass(slots=True)
class Texts:
    """All versions, the first one first."""

    versions: list[Version] = field(default_factory=list)

    @property
    def latest(self) -> Version | None:
        """The version that holds now."""
        return self.versions[-1] if self.versions else None

    @property
    def number(self) -> int:
        """The number of the version that holds now; 0 without a text."""
        return len(self.versions)

    @property
    def round(self) -> int:
        """The version whose substance the groups vote on now; 0 without a text."""
        return self.round_of(self.number)

    @property
    def is_moved(self) -> bool:
        """Whether a change of substance has moved the item to the next full meeting."""
        latest = self.latest
        return latest is not None and any(
            each.proposed.consequence is Consequence.FULL_MEETING
            for each in self.versions[self.round :]
        )

    def round_of(self, version: int) -> int:
        """Return the version whose substance a version has: votes on it stand for both."""
        # TG-10: an editing change is listed and keeps the votes. What was moved to the full
        # meeting asks the groups for nothing more.
        while version > 1 and not _asks_for_votes(self.versions[version - 1].proposed):
            version -= 1
        return version


def _asks_for_votes(proposed: ev.VersionProposed) -> bool:
    return (
        proposed.change is not Change.EDITING
        and proposed.consequence is not Consequence.FULL_MEETING
    )


def decide(
    texts: Texts,
    command: do.ProposeVersion,
    *,
    now: Moment,
    voting: Iterable[str],
    has_votes: bool,
    rules: Rulebook,
) -> Decision[ev.VersionProposed]:
    """Return the new version; `voting` are the groups that are meeting on the present one."""
    if objection := objection_to_text(command.title) or objection_to_text(command.body):
        return objection
    latest = texts.latest
    if latest is not None and command.seen != texts.number:
        return Refusal(Reason.VERSION_CHANGED, facts={"version": texts.number})
    if meeting := ", ".join(voting):
        # Nobody votes on words that change under their hands.
        return Refusal(
            Reason.VERSION_VOTED, citation=rules.clause("TG-10"), facts={"groups": meeting}
        )
    if latest is None:
        return (_proposed(command, 1, Change.FIRST, None),)
    return _changed(texts, latest.proposed, command, has_votes=has_votes, rules=rules)


def _changed(
    texts: Texts,
    latest: ev.VersionProposed,
    command: do.ProposeVersion,
    *,
    has_votes: bool,
    rules: Rulebook,
) -> Decision[ev.VersionProposed]:
    made = (command.kind, command.title.strip(), command.body.strip())
    if made == (latest.kind, latest.title, latest.body):
        return Refusal(Reason.VERSION_SAME)
    if command.change is Change.FIRST:
        return Refusal(Reason.CHANGE_UNDECLARED, citation=rules.clause("TG-10"))
    number = texts.number + 1
    if command.change is Change.EDITING or not has_votes:
        return (_proposed(command, number, command.change, None),)
    if command.consequence is None:
        return Refusal(Reason.CONSEQUENCE_MISSING, citation=rules.clause("TG-10"))
    return (_proposed(command, number, command.change, command.consequence),)


def _proposed(
    command: do.ProposeVersion, number: int, change: Change, consequence: Consequence | None
) -> ev.VersionProposed:
    return ev.VersionProposed(
        version=number,
        kind=command.kind,
        title=command.title.strip(),
        body=command.body.strip(),
        change=change,
        consequence=consequence,
        remarks=command.remarks.strip(),
    )


def evolve(texts: Texts, event: ev.VersionProposed, now: Moment) -> None:
    """Take a version in."""
    texts.versions.append(Version(event, now.actor, now.at))
