"""What happened in a procedure by groups: one sentence for each kind of event."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.values import PersonId
from chibo.groups.words import CHANGES, CONSEQUENCES, TREATMENTS
from chibo.web.dates import day_in_words

_PHASES = {
    Phase.CONVENED: gettext_lazy("is convened"),
    Phase.OPEN: gettext_lazy("has opened"),
    Phase.CLOSED: gettext_lazy("is closed"),
    Phase.CANCELLED: gettext_lazy("is cancelled"),
    Phase.BROKEN_OFF: gettext_lazy("was broken off"),
    Phase.ANNULLED: gettext_lazy("was annulled"),
}


def told(
    state: Procedure, event: object, names: Mapping[PersonId, str], *, sees_all: bool
) -> str:
    """Return what happened, in the reader's language; what single people said stays closed."""
    match event:
        case ev.ProcedureStarted(approval=approval):
            return _("The meeting by Party groups was started on approval No. %(number)s.") % {
                "number": approval.number
            }
        case ev.ProcedureAbandoned(reason=reason):
            return _("The meeting by Party groups was given up: %(reason)s.") % {
                "reason": reason
            }
        case ev.ProcedureClosed():
            return _("The meeting by Party groups was closed.")
        case ev.CommitteeMeetingNoted(phase=phase, starts_at=at):
            return _("The committee meeting of %(day)s %(state)s.") % {
                "day": day_in_words(at),
                "state": _PHASES.get(phase, phase),
            }
        case ev.ProcedurePlanned(groups=groups):
            return _("The committee settled the plan for %(count)s groups.") % {
                "count": len(groups)
            }
        case ev.GroupChanged(assignment=each, reason=reason):
            return _("%(group)s was moved to %(day)s: %(reason)s.") % {
                "group": each.group,
                "day": day_in_words(each.starts_at),
                "reason": reason,
            }
        case ev.VersionProposed():
            return _version(event)
        case _:
            return _told_of_work(state, event, sees_all=sees_all)


def _version(event: ev.VersionProposed) -> str:
    said = _("Version %(version)s of the draft: %(change)s.") % {
        "version": event.version,
        "change": CHANGES[event.change],
    }
    return f"{said} {CONSEQUENCES[event.consequence]}." if event.consequence else said


def _told_of_work(state: Procedure, event: object, *, sees_all: bool) -> str:
    match event:
        case ev.GroupMeetingNoted(group=group, phase=phase):
            return _("The meeting of %(group)s %(state)s.") % {
                "group": group,
                "state": _PHASES.get(phase, phase),
            }
        case ev.MissingRecorded(group=group, reason=reason):
            return _("%(group)s is missing: %(reason)s.") % {"group": group, "reason": reason}
        case ev.ReportSent(group=group, is_late=True):
            return _("%(group)s reported late.") % {"group": group}
        case ev.ReportSent(group=group):
            return _("%(group)s reported in time.") % {"group": group}
        case ev.ReportReminded(group=group):
            return _("The leader of %(group)s was reminded of the report.") % {"group": group}
        case ev.ReportOverdue(group=group):
            return _("The report of %(group)s is overdue.") % {"group": group}
        case _:
            return _told_of_synthesis(state, event, sees_all=sees_all)


def _told_of_synthesis(state: Procedure, event: object, *, sees_all: bool) -> str:
    match event:
        case ev.PointCreated(title=title):
            return _("Point “%(title)s” was made.") % {"title": title}
        case ev.PointRenamed(title=title):
            return _("A point is now called “%(title)s”.") % {"title": title}
        case ev.PointsMerged(into=into):
            return _("A point was merged into “%(title)s”.") % {"title": _title(state, into)}
        case ev.OpinionPlaced(point=point):
            return _("An opinion was put under “%(title)s”.") % {"title": _title(state, point)}
        case ev.PointAnswered(point=point, treatment=treatment):
            return _("“%(title)s”: %(answer)s.") % {
                "title": _title(state, point),
                "answer": TREATMENTS[treatment],
            }
        case ev.SynthesisClosed():
            return _("The synthesis was closed.")
        case ev.TextDecided(is_adopted=True, votes_for=votes, base=base, percent=percent):
            return _("The text was adopted: %(votes)s of %(base)s, %(percent)s %%.") % {
                "votes": votes,
                "base": base,
                "percent": percent,
            }
        case ev.TextDecided(votes_for=votes, base=base):
            return _("The text was not adopted: %(votes)s of %(base)s.") % {
                "votes": votes,
                "base": base,
            }
        case _:
            return _told_of_aftermath(event, sees_all=sees_all)


def _told_of_aftermath(event: object, *, sees_all: bool) -> str:
    match event:
        case ev.TaskAssigned(content=content):
            return _("A task was given: %(content)s.") % {"content": content}
        case ev.TaskWithdrawn(reason=reason):
            return _("A task was taken back: %(reason)s.") % {"reason": reason}
        case ev.TaskReported(text=text):
            return _("A task was reported on: %(text)s.") % {"text": text}
        case ev.UpwardWished():
            return _("The author of a reserved opinion wants it sent upward.")
        case ev.OpinionSentUpward(addressee=addressee):
            return _("A reserved opinion was sent to %(addressee)s.") % {"addressee": addressee}
        case ev.AnswerRecorded(answer=answer):
            # What the body above answered is between it, the author and the committee.
            return (
                _("The superior body answered on a reserved opinion: %(answer)s.")
                % {"answer": answer}
                if sees_all
                else _("The superior body answered on a reserved opinion.")
            )
        case _:
            raise LookupError(type(event).__name__)


def _title(state: Procedure, point: str) -> str:
    found = state.synthesis.points.get(point)
    return found.title if found else "–"
