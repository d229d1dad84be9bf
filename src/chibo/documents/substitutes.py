"""Who could sign in place of a minutes taker or chair who has left the cell (BB-12)."""

from dataclasses import dataclass

from django.utils import timezone

from chibo.core.procedure.confirmation import ORDER
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.signatures import AppointSigner
from chibo.core.procedure.terms import Person, Role
from chibo.core.values import Reason, Refusal
from chibo.meetings import facts
from chibo.meetings.queries import Standing, may
from chibo.registry.queries import office_holders


@dataclass(frozen=True, slots=True)
class Place:
    """A signature that somebody else has to give, and who could."""

    office: Role
    gone: Person
    people: tuple[Person, ...]

    @property
    def is_chair(self) -> bool:
        """Whether it is the chair's."""
        return self.office is Role.CHAIR


def open_places(standing: Standing, state: Meeting, *, actor: str) -> tuple[Place, ...]:
    """Return the places this person may fill now; none as long as both signers are in the cell."""
    found = (
        Place(office, gone, _able(standing, state, office, actor))
        for office, gone in zip(ORDER, state.signers, strict=True)
        if _is_gone(standing, office, gone, actor)
    )
    return tuple(found)


def _is_gone(standing: Standing, office: Role, gone: Person, actor: str) -> bool:
    """Whether the core has nothing against naming somebody for this place but the person named."""
    refusal = may(standing, AppointSigner(office, gone, "?"), actor=actor)
    return isinstance(refusal, Refusal) and refusal.reason is Reason.SIGNER_UNFIT


def _able(standing: Standing, state: Meeting, office: Role, actor: str) -> tuple[Person, ...]:
    people = state.attendance
    if office is Role.CHAIR:
        held = office_holders(facts.body(standing.body), timezone.localdate())
        asked = [Person(each.code, each.name) for each in held]
    else:
        asked = [Person(code, people.name_of(code)) for code in people.presences]
    return tuple(
        person
        for person in dict.fromkeys(asked)
        if may(standing, AppointSigner(office, person, "?"), actor=actor) is None
    )
