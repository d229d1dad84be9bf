"""What only meetings of the committee and of Party groups have, in words: who meets, and what happened."""

from typing import assert_never

from django.utils.translation import gettext as _

from chibo.core.procedure.events import BallotClosed
from chibo.core.procedure.gathering_terms import GatheringNamed, NoneStated, TextBrought
from chibo.core.procedure.terms import Gathering, OpinionKind
from chibo.core.values import GatheringKind, MeetingKind
from chibo.meetings.words import KINDS, Words

Gathered = GatheringNamed | NoneStated | TextBrought


def who_meets(gathering: Gathering) -> Words:
    """Return who of the body meets; nothing where everybody does."""
    match gathering.kind:
        case GatheringKind.WHOLE:
            return ""
        case GatheringKind.COMMITTEE:
            return _("Cell committee")
        case GatheringKind.GROUP:
            return gathering.group
        case _:
            assert_never(gathering.kind)


def called(kind: MeetingKind, gathering: GatheringKind, group: str = "") -> Words:
    """Return what a meeting is called: by its kind, or by who of the body meets."""
    match gathering:
        case GatheringKind.WHOLE:
            return KINDS[kind]
        case GatheringKind.COMMITTEE:
            return _("Meeting of the cell committee")
        case GatheringKind.GROUP:
            return _("Meeting of %(group)s") % {"group": group}
        case _:
            assert_never(gathering)


def gathered(event: Gathered) -> str:
    """Return what happened, in the reader's language."""
    match event:
        case GatheringNamed():
            return _named(event)
        case NoneStated(kind=OpinionKind.OPINION):
            return _("The minutes say that there were no opinions.")
        case NoneStated(kind=OpinionKind.DIFFERING):
            return _("The minutes say that there were no differing opinions.")
        case NoneStated():
            return _("The minutes say that there were no reserved opinions.")
        case TextBrought(text=text):
            return _(
                "Version %(version)s of the cell's draft “%(title)s” lies before the group."
            ) % {"version": text.version, "title": text.title}
        case _:
            assert_never(event)


def counted(event: BallotClosed) -> str:
    """Return the figures of a group's vote, which adopt nothing by themselves (TG-10)."""
    return _(
        "The group's vote: %(votes_for)s of %(base)s for, %(against)s against, %(other)s other;"
        " it is added to the votes of the other groups."
    ) % {
        "votes_for": event.votes_for,
        "base": event.base,
        "against": event.against,
        "other": event.other,
    }


def _named(event: GatheringNamed) -> str:
    parts = [_("Who meets: %(who)s.") % {"who": who_meets(event.gathering)}]
    if event.guests:
        names = ", ".join(guest.name for guest in event.guests)
        parts.append(_("Invited besides, without a vote: %(names)s.") % {"names": names})
    if event.assigned is not None:
        parts.append(_("Committee member in charge: %(name)s.") % {"name": event.assigned.name})
    if event.text is not None:
        parts.append(
            _("The cell's draft “%(title)s”, version %(version)s, is put to the vote.")
            % {"title": event.text.title, "version": event.text.version}
        )
    return " ".join(parts)
