"""What happened at connection points, as the journal's page tells it."""

from collections.abc import Callable
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.core.procedure.point_terms import (
    HandEntered,
    KeeperNamed,
    MissedVoteReported,
    PersonAtPoint,
    PointConfirmed,
    PointEvent,
)
from chibo.core.values import Choice, PersonId


def at_points(event: PointEvent, name: Callable[[PersonId], str]) -> str:
    """Return what happened, in the reader's language."""
    match event:
        case KeeperNamed(point=point, person=person):
            return _("%(name)s keeps the point “%(point)s”.") % {
                "name": name(person),
                "point": point,
            }
        case PersonAtPoint(person=person, point=point):
            return _("%(name)s is at the point “%(point)s”.") % {
                "name": name(person),
                "point": point,
            }
        case HandEntered(person=person, point=point, over_own_vote=over_own_vote):
            words = (
                _(
                    "The hand of %(name)s was entered by the keeper of “%(point)s”; it counts "
                    "instead of the vote cast by phone before."
                )
                if over_own_vote
                else _("The hand of %(name)s was entered by the keeper of “%(point)s”.")
            )
            return words % {"name": name(person), "point": point}
        case PointConfirmed(point=point, by=by, people=people, votes=votes):
            words = ngettext(
                "%(name)s confirmed the sheet of “%(point)s”: %(people)s person, "
                "%(votes)s votes entered.",
                "%(name)s confirmed the sheet of “%(point)s”: %(people)s people, "
                "%(votes)s votes entered.",
                len(people),
            )
            return words % {
                "name": by.name,
                "point": point,
                "people": len(people),
                "votes": votes,
            }
        case MissedVoteReported(person=person, choice=choice):
            return _missed(choice) % {"name": name(person)}
        case _:
            assert_never(event)


def _missed(choice: Choice) -> str:
    match choice:
        case Choice.FOR:
            return _("%(name)s had voted for, but the line kept it until the vote was closed.")
        case Choice.AGAINST:
            return _(
                "%(name)s had voted against, but the line kept it until the vote was closed."
            )
        case Choice.OTHER:
            return _(
                "%(name)s had given another opinion in the vote, but the line kept it until the vote was closed."
            )
        case _:
            assert_never(choice)
