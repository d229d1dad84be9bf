"""What every page of a meeting asks first: may this person see it, and how does it stand."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import NAMESPACE_OID, uuid5

from django.http import Http404, HttpRequest
from django.utils import timezone

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import Officer
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Refusal
from chibo.meetings import actions, facts, queries
from chibo.meetings.meeting_kind import rulebook_of
from chibo.meetings.permissions import may_view_meeting
from chibo.meetings.queries import Standing
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body
from chibo.registry.permissions import is_officer_here_or_above, leads
from chibo.registry.queries import member_of
from chibo.web.naming import speak_of


@dataclass(frozen=True)
class Visit:
    """One person at one meeting, as it stands now."""

    request: HttpRequest
    meeting: Meeting
    standing: Standing
    body: Body
    rules: Rulebook
    person: str
    read: dict[Hashable, object] = field(default_factory=dict, repr=False)
    """What was read of the registry to say which acts are open."""

    @property
    def key(self) -> str:
        """Return the key of the meeting."""
        return self.standing.key

    @property
    def is_convened(self) -> bool:
        """Whether the meeting is still to come."""
        return self.meeting.phase is Phase.CONVENED

    @cached_property
    def is_convener(self) -> bool:
        """Whether the person is secretary or deputy of the body today, or leads the group that meets."""
        return leads(self.request.user, self.body) or any(
            each.code == self.person for each in self.leaders
        )

    @cached_property
    def leaders(self) -> tuple[Officer, ...]:
        """Who leads the group that meets today, and the deputies; nobody where no group meets."""
        if not self.meeting.is_of_group:
            return ()
        known = facts.leaders(self.body, timezone.localdate())
        return tuple(each for each in known if each.group == self.meeting.gathering.group)

    @cached_property
    def is_officer(self) -> bool:
        """Whether the person prepares the meeting or watches over it, and so sees who answered what."""
        meeting = self.meeting
        here = {meeting.chair.code, meeting.minutes_taker.code, *meeting.attendance.observers}
        return self.person in here or is_officer_here_or_above(self.request.user, self.body)

    @cached_property
    def may_attach(self) -> bool:
        """Whether the person may bring documents now."""
        people = {self.meeting.chair.code, self.meeting.minutes_taker.code}
        is_live = self.meeting.phase in {Phase.CONVENED, Phase.OPEN}
        return is_live and (self.person in people or self.is_convener)

    def stands_against(self, command: object) -> Refusal | None:
        """Return what would stand against a command of this person."""
        return queries.may(self.standing, command, actor=self.person, read=self.read)

    def carry_out(self, command: object, command_id: str) -> Receipt | Refusal:
        """Carry out a command of this person."""
        return actions.carry_out(self.key, command, actor=self.person, command_id=command_id)


def visit(request: HttpRequest, key: str) -> Visit:
    """Return a person's visit to a meeting; who may not see it learns nothing of it."""
    member = member_of(request.user)
    if member is None or not may_view_meeting(request.user, key):
        raise Http404
    meeting, standing = queries.meeting(key)
    body = facts.body(standing.body)
    rules = rulebook_of(meeting, body)
    speak_of(rules)
    return Visit(request, meeting, standing, body, rules, member.code)


def derived(*parts: str) -> str:
    """Return the one key that belongs to these parts: a form sent twice makes one thing."""
    return uuid5(NAMESPACE_OID, "\n".join(parts)).hex
