"""What an administrator reads before a big day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chibo.rehearsal.playing import Report, Step


def lines(report: Report, counted: int) -> Iterator[str]:
    """Yield the report line by line; `counted` is what the journal holds at the end."""
    yield _("Rehearsal with %(members)s members on this machine") % {"members": report.members}
    yield ""
    for step in report.steps:
        yield "  " + _line(step)
    yield ""
    yield _("State to a phone on joining: %(bytes)s bytes") % {"bytes": report.state_bytes}
    yield _("To a phone while all vote: %(bytes)s bytes") % {"bytes": report.storm_bytes}
    yield _("Votes in the journal: %(counted)s of %(members)s") % {
        "counted": counted,
        "members": report.members,
    }


def _line(step: Step) -> str:
    text = _("%(name)s: %(count)s in %(seconds).2f s") % {
        "name": _names()[step.name],
        "count": step.count,
        "seconds": step.seconds,
    }
    if len(step.each) > 1:
        text += _(" (%(rate).0f a second, 95 of 100 within %(p95).2f s)") % {
            "rate": step.count / step.seconds if step.seconds else 0,
            "p95": step.p95,
        }
    if step.refused or step.lost:
        text += _("; refused %(refused)s, lost %(lost)s") % {
            "refused": step.refused,
            "lost": step.lost,
        }
    return text


def _names() -> dict[str, str]:
    return {
        "come": _("All come in, each with the state of the meeting"),
        "open": _("The meeting opens, and every page shows it"),
        "check_in": _("All check in at once"),
        "ask_floor": _("Some ask for the floor"),
        "opinion": _("Some write an opinion"),
        "open_ballot": _("A vote opens, and every page shows it"),
        "vote": _("Half of them vote at once, and every page shows the count"),
        "return": _("After the server was killed in mid-ballot all are back"),
        "close": _("The vote closes, and every page shows the result"),
    }
