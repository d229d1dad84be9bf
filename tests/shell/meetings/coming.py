"""A meeting that is still to come, for pages and letters that look at the clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import PlannedItem
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.facts import expected, observers, occasion
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.story import Cell, accepted, ask_and_approve, cell, new_id, request

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def coming_day() -> datetime:
    """Return seven in the evening, Vietnam time, a fortnight from now."""
    day = timezone.localdate() + timedelta(days=14)
    return datetime.combine(day, time(19), tzinfo=VIETNAM)


def cell_with_addresses() -> Cell:
    """Make the cell; everybody but Hoa has an e-mail address a mail server takes."""
    made = cell()
    for number, (name, member) in enumerate(made.people.items()):
        member.email = "" if name == "Hoa" else f"dv{number}@example.org"
        member.save(update_fields=["email"])
    return made


def approved(of: Cell, **changes: object) -> str:
    """Have a mixed meeting of the coming day approved and return the application's key."""
    starts_at = coming_day()
    wanted = request(
        of, starts_at=starts_at, expected_end_at=starts_at + timedelta(hours=2), **changes
    )
    return ask_and_approve(of, at=timezone.now(), wanted=wanted)


def convened(of: Cell, application: str | None = None) -> str:
    """Convene the meeting of an approval and return its key."""
    allowed = occasion(application or approved(of))
    assert allowed is not None
    starts_at = coming_day()
    wanted = request(of, starts_at=starts_at, expected_end_at=starts_at + timedelta(hours=2))
    plan = do.Plan(
        body=wanted.body, body_name=wanted.body_name, superior_name=wanted.superior_name,
        kind=wanted.kind, form=wanted.form, ground=wanted.ground, starts_at=wanted.starts_at,
        expected_end_at=wanted.expected_end_at, place=wanted.place, points=wanted.points,
        platform=wanted.platform,
        agenda=(*wanted.agenda, PlannedItem("i3", "Thông tin thời sự", "ordinary")),
        chair=wanted.chair, minutes_taker=wanted.minutes_taker, approval=allowed.approval,
    )  # fmt: skip
    rules = rulebook_for(of.body)
    invited = expected(of.body, rules.day_of(starts_at), rules)
    watching = observers(of.body, rules.day_of(starts_at), invited)
    key = new_id()
    begin(key, "meeting", of.public_id)
    by(of, key, "An", do.ConveneMeeting(plan, invited, watching))
    return key


def by(of: Cell, key: str, name: str, command: object) -> None:
    """Carry out a command that has to be accepted."""
    accepted(carry_out(key, command, actor=of.code(name), command_id=new_id()))


def browser(of: Cell, name: str) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    account = of.people[name].account
    assert account is not None
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
