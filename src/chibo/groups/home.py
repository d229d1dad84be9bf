"""What meetings by Party groups contribute to the first page: the step, what is late, my own part."""

from django.http import HttpRequest
from django.utils import timezone

from chibo.groups.board import board_of
from chibo.groups.groups_kind import rulebook_of
from chibo.groups.queries import place_of, procedure, running_in
from chibo.meetings import facts
from chibo.registry.permissions import leads
from chibo.registry.queries import bodies_of, member_of
from chibo.web.home import Part

MOST = 3


def procedures(request: HttpRequest) -> Part | None:
    """Show how the meeting by groups of my cell stands, and what waits for me in it."""
    member = member_of(request.user)
    if member is None:
        return None
    today = timezone.localdate()
    own = [str(body.public_id) for body in bodies_of(member, today)]
    rows = []
    for each in running_in(own)[:MOST]:
        state, _ = procedure(each.key)
        body = facts.body(each.body)
        rules = rulebook_of(state, body)
        board = board_of(state, rules, timezone.now())
        led = {it.group for it in facts.leaders(body, today) if it.code == member.code}
        tasks = [
            it
            for it in state.aftermath.open_tasks()
            if it.person == member.code or it.group in led
        ]
        rows.append(
            {
                "key": each.key,
                "body": body,
                "on": each.on,
                "step": board.current,
                # The secretary sees at once what is late; a leader sees what is theirs to send.
                "late": board.late if leads(request.user, body) else (),
                "reports": [
                    (place_of(state, lane.group.name), lane)
                    for lane in board.lanes
                    if lane.group.name in led and lane.due_at and not lane.report
                ],
                "tasks": tasks,
            }
        )
    return Part("groups/home.html", {"rows": rows}) if rows else None
