"""Who may see which papers: officers here and above, members what goes to members, drafters their drafts."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from chibo.core.procedure.papers import PaperState
from chibo.core.rulebook.model import Rulebook
from chibo.documents.kinds import paper_kinds
from chibo.documents.models import RegisteredPaper
from chibo.meetings import facts
from chibo.meetings.permissions import may_view_application
from chibo.meetings.queries import listing
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.registry.models import Body, Member
from chibo.registry.permissions import (
    decides_above,
    is_in_body,
    is_officer_here_or_above,
    leads,
)
from chibo.registry.queries import holds_office, member_of
from chibo.registry.words import COMMITTEE_OFFICES

_SHOWN = (PaperState.ISSUED, PaperState.VOID)


@dataclass(frozen=True)
class Reader:
    """One person before the papers of one body."""

    account: Any
    body: Body
    _led: dict[str, bool] = field(default_factory=dict, compare=False)
    """Whether the person leads a meeting, by its key: every kind of paper asks."""

    @cached_property
    def member(self) -> Member | None:
        """Return who the account belongs to."""
        return member_of(self.account)

    @property
    def code(self) -> str:
        """Return the code under which the person acts."""
        return self.member.code if self.member else ""

    @cached_property
    def _rulebooks(self) -> RulebooksInForce:
        """The body's rulebooks by day: every kind of paper asks for them."""
        return RulebooksInForce([self.body])

    def rulebook_on(self, day: date) -> Rulebook:
        """Return the rulebook of the body on a day."""
        return self._rulebooks.of(self.body, day)

    @cached_property
    def is_officer(self) -> bool:
        """Whether the person sees everything that was issued."""
        return is_officer_here_or_above(self.account, self.body)

    @cached_property
    def is_of_body(self) -> bool:
        """Whether the person belongs to the body."""
        return is_in_body(self.account, self.body)

    @cached_property
    def leads(self) -> bool:
        """Whether the person issues papers and keeps the register."""
        return leads(self.account, self.body)

    @cached_property
    def is_above(self) -> bool:
        """Whether the person takes note of papers for the superior committee."""
        return decides_above(self.account, self.body)

    @cached_property
    def is_on_committee(self) -> bool:
        """Whether the person may draft by office."""
        today = timezone.localdate()
        return self.member is not None and holds_office(
            self.member, self.body, COMMITTEE_OFFICES, today
        )

    @property
    def may_enter(self) -> bool:
        """Whether the person learns that there is a register at all."""
        return self.is_officer or self.is_of_body

    def may_draft(self, source: str) -> bool:
        """Whether the person may write papers on a meeting: by office, as chair or minutes taker."""
        return self.is_on_committee or self._leads_meeting(source)

    def _leads_meeting(self, source: str) -> bool:
        if source not in self._led:
            self._led[source] = self._is_led(source)
        return self._led[source]

    def _is_led(self, source: str) -> bool:
        found = listing(source)
        return (
            found is not None
            and bool(self.code)
            and found.body == str(self.body.public_id)
            and self.code in {found.chair, found.minutes_taker}
        )

    def sees(self, paper: RegisteredPaper) -> bool:
        """Whether the person may open a paper."""
        if paper.state not in _SHOWN:
            return self.may_draft(paper.source)
        if self.is_officer or self._leads_meeting(paper.source):
            return True
        if paper.for_members and self.is_of_body:
            return True
        # AP-05: an answer stands in the committee's register; whoever asked reads it.
        return paper_kinds()[paper.name].by_superior and may_view_application(
            self.account, paper.source
        )

    def shown(self) -> Q:
        """Return the condition that an issued paper stands in this person's list."""
        return Q() if self.is_officer else Q(for_members=True)


def reader_of(account: Any, paper: RegisteredPaper) -> Reader | None:
    """Return a person before a paper, None where they may not see it."""
    reader = Reader(account, facts.body(paper.body))
    return reader if reader.sees(paper) else None
