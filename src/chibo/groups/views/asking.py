"""What every page of a procedure asks first: who is this, may they see it, what may they do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.procedure import Procedure, may
from chibo.core.procedure.groups.terms import CellFacts
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import PersonId, Refusal
from chibo.groups import actions
from chibo.groups.groups_kind import gather, rulebook_of
from chibo.groups.permissions import may_view, sees_opinions
from chibo.groups.queries import group_at, procedure
from chibo.meetings import facts
from chibo.meetings.kinds import Place
from chibo.meetings.queries import JournalUnknownError, Standing
from chibo.registry.models import Body
from chibo.registry.queries import member_of
from chibo.web.naming import speak_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one procedure."""

    key: str
    state: Procedure
    standing: Standing
    body: Body
    rules: Rulebook
    person: PersonId
    facts: CellFacts
    now: Moment
    sees_all: bool
    """Whether they read what was said in every group."""

    def offers(self, command: do.GroupsCommand) -> bool:
        """Whether the person has the role for an act, at this step."""
        return may(self.state, command, now=self.now, facts=self.facts)

    @property
    def is_committee(self) -> bool:
        """Whether the person sits on the cell's committee."""
        return self.person in self.facts.seats

    @property
    def own_group(self) -> str:
        """Return the group in which the plan has the person, if any."""
        found = self.state.sessions.group_of(self.person)
        return found.name if found else ""

    def leads(self, group: str) -> bool:
        """Whether the person leads a group today."""
        return any(it.code == self.person and it.group == group for it in self.facts.leaders)

    def kept(
        self, form: forms.Form | None, *, may_send: bool, is_theirs: bool = False
    ) -> forms.Form | None:
        """Return the form of a page; what was filled in stays where others were quicker."""
        is_filled_in = form is not None and form.is_bound
        may_keep = is_filled_in and (is_theirs or self.is_committee)
        return form if may_send or may_keep else None


def visit(request: HttpRequest, key: str) -> Visit:
    """Return what a person finds; what they may not see is not there."""
    member = member_of(request.user)
    if member is None or not may_view(request.user, key):
        raise Http404
    try:
        state, standing = procedure(key)
    except JournalUnknownError:
        raise Http404 from None
    body = facts.body(standing.body)
    rules = rulebook_of(state, body)
    speak_of(rules)
    now = Moment(timezone.now(), member.code)
    place = Place(key, standing.body, standing.seq, standing.hash)
    return Visit(
        key=key,
        state=state,
        standing=standing,
        body=body,
        rules=rules,
        person=member.code,
        facts=gather(place, state, do.CloseProcedure(), now),
        now=now,
        sees_all=sees_opinions(request.user, key),
    )


def committee_only(seen: Visit) -> None:
    """Stop whoever is neither on the committee nor above the cell."""
    if not seen.sees_all:
        raise PermissionDenied


def group_of(seen: Visit, place: int) -> str:
    """Return the group of an address."""
    found = group_at(seen.state, place)
    if found is None:
        raise Http404
    return found


def new_id() -> str:
    """Return an id for what is about to be sent."""
    return uuid4().hex


Page = Callable[..., HttpResponse]


def carried_out(
    request: HttpRequest,
    seen: Visit,
    command: do.GroupsCommand,
    *,
    page: Page,
    to: str,
    said: str | Promise,
    args: list[Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """Carry a command out and go on; a refusal shows the page again with everything entered."""
    sent = request.POST.get("command_id", "") or new_id()
    outcome = actions.act(seen.key, command, actor=seen.person, command_id=sent)
    if isinstance(outcome, Refusal):
        # How things stand now may be why: the page is read again.
        again = visit(request, seen.key)
        return page(request, again, refusal=outcome, status=409, **more)
    if not outcome.is_repeated:
        messages.success(request, str(said))
    return redirect(to, *(args or [seen.key]))
