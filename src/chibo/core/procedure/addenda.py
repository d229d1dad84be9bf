"""After the lock: whose signature stands for whom, the bytes held fast, and addenda (BB-13)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure.confirmation import ORDER, Confirmation, objection_to_signing
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.signatures import (
    MINUTES,
    AddendumProposed,
    AddendumSigned,
    AddendumWithdrawn,
    AppointSigner,
    FixPaper,
    PaperFixed,
    ProposeAddendum,
    SignAddendum,
    SignerAppointed,
    WithdrawAddendum,
    method_of,
)
from chibo.core.procedure.terms import Person, Role
from chibo.core.values import Instant, PersonId, Reason, Refusal

AddendumCommand = AppointSigner | FixPaper | ProposeAddendum | WithdrawAddendum | SignAddendum
AddendumEvent = (
    SignerAppointed | PaperFixed | AddendumProposed | AddendumWithdrawn | AddendumSigned
)


@dataclass(slots=True)
class Addendum:
    """One addendum, and how far it has come."""

    proposed: AddendumProposed
    at: Instant
    head: str
    """The hash of the entry that proposed it: what its signers sign."""
    number: int
    signed: list[tuple[AddendumSigned, Instant]] = field(default_factory=list)
    withdrawn: AddendumWithdrawn | None = None

    @property
    def is_locked(self) -> bool:
        """Whether both have signed it."""
        return len(self.signed) == len(ORDER)

    @property
    def is_waiting(self) -> bool:
        """Whether it still waits for a signature."""
        return self.withdrawn is None and not self.is_locked


@dataclass(slots=True)
class Addenda:
    """Everything that happens to the minutes after the meeting but their two signatures."""

    proposed: dict[str, Addendum] = field(default_factory=dict)
    fixed: dict[str, PaperFixed] = field(default_factory=dict)
    """The bytes held fast, by the paper's subject."""
    signers: dict[Role, SignerAppointed] = field(default_factory=dict)

    @property
    def waiting(self) -> Addendum | None:
        """The addendum that waits for signatures; there is one at a time."""
        return next((each for each in self.proposed.values() if each.is_waiting), None)


def decide(
    state: Addenda,
    command: AddendumCommand,
    *,
    confirmation: Confirmation,
    people: tuple[Person, Person],
    present: Collection[PersonId],
    now: Moment,
    facts: BodyFacts,
) -> Decision[AddendumEvent]:
    """Return what a command after the meeting makes happen; `people` are those who sign, in order."""
    match command:
        case AppointSigner():
            return _appoint(command, people, present, facts)
        case FixPaper():
            return _fix(state, command, confirmation)
        case ProposeAddendum():
            return _propose(state, command, confirmation, people, now)
        case WithdrawAddendum(addendum=key, reason=reason):
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return _objection_to_change(state, key) or (AddendumWithdrawn(key, reason.strip()),)
        case SignAddendum():
            return _sign(state, command, people, now)
        case _:
            assert_never(command)


def _appoint(
    command: AppointSigner,
    people: tuple[Person, Person],
    present: Collection[PersonId],
    facts: BodyFacts,
) -> Decision[AddendumEvent]:
    """BB-12: the two who were there sign; somebody else only for one who has left the cell."""
    if command.office not in ORDER:
        return Refusal(Reason.SIGNER_UNFIT)
    place = ORDER.index(command.office)
    gone, other = people[place], people[1 - place]
    if gone.code in facts.members:
        return Refusal(Reason.SIGNER_STILL_HERE, facts={"name": gone.name})
    if not command.reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if command.signer.code == other.code:
        return Refusal(Reason.OFFICERS_SAME)
    # The chair's place is taken by an officer, the minutes taker's by somebody who heard it all.
    able = facts.secretaries if command.office is Role.CHAIR else present
    known = facts.members.get(command.signer.code)
    if known is None or command.signer.code not in able:
        return Refusal(Reason.SIGNER_UNFIT, facts={"name": command.signer.name})
    person = Person(command.signer.code, known.name or command.signer.name)
    return (SignerAppointed(command.office.value, person, command.reason.strip()),)


def _fix(
    state: Addenda, command: FixPaper, confirmation: Confirmation
) -> Decision[AddendumEvent]:
    is_minutes = command.subject == MINUTES
    addendum = state.proposed.get(command.subject)
    if not is_minutes and addendum is None:
        return Refusal(Reason.ADDENDUM_UNKNOWN)
    is_signed = confirmation.is_locked if is_minutes else bool(addendum and addendum.is_locked)
    if not is_signed:
        return Refusal(Reason.MINUTES_NOT_LOCKED)
    before = state.fixed.get(command.subject)
    # What bears a seal stays for ever; what bears none may still be given one.
    if before is not None and (before.seal or not command.seal):
        return Refusal(Reason.PAPER_FIXED)
    return (PaperFixed(command.subject, command.sha256, command.seal, command.fault),)


def _propose(
    state: Addenda,
    command: ProposeAddendum,
    confirmation: Confirmation,
    people: tuple[Person, Person],
    now: Moment,
) -> Decision[AddendumEvent]:
    if not confirmation.is_locked:
        return Refusal(Reason.MINUTES_NOT_LOCKED)
    if state.waiting is not None:
        return Refusal(Reason.ADDENDUM_WAITING)
    if command.addendum in state.proposed or command.addendum in {"", MINUTES}:
        return Refusal(Reason.ADDENDUM_UNKNOWN)
    if not command.reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if not command.text.strip():
        return Refusal(Reason.ADDENDUM_EMPTY)
    by = next((each for each in people if each.code == now.actor), None)
    if by is None:
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "chair,minutes_taker"})
    reason, text = command.reason.strip(), command.text.strip()
    return (AddendumProposed(command.addendum, by, reason, text),)


def _objection_to_change(state: Addenda, key: str) -> Refusal | None:
    addendum = state.proposed.get(key)
    if addendum is None:
        return Refusal(Reason.ADDENDUM_UNKNOWN)
    return None if addendum.is_waiting else Refusal(Reason.ADDENDUM_CLOSED)


def _sign(
    state: Addenda, command: SignAddendum, people: tuple[Person, Person], now: Moment
) -> Decision[AddendumEvent]:
    statement = command.statement
    if objection := _objection_to_change(state, statement.subject):
        return objection
    addendum = state.proposed[statement.subject]
    signed = tuple(each for each, _ in addendum.signed)
    if objection := objection_to_signing(
        statement,
        command.evidence,
        subject=addendum.proposed.addendum,
        head=addendum.head,
        paper=signed[0].paper_sha256 if signed else "",
        done=tuple(each.by.code for each in signed),
        people=people,
        now=now,
    ):
        return objection
    return (
        AddendumSigned(
            addendum=addendum.proposed.addendum,
            by=people[len(signed)],
            office=statement.office.value,
            head=statement.head,
            paper_sha256=statement.paper_sha256,
            statement=statement.text,
            method=method_of(command.evidence),
            evidence=command.evidence,
        ),
    )


def evolve(state: Addenda, event: AddendumEvent, now: Moment, entry_hash: str) -> None:
    """Take an event into the state."""
    match event:
        case SignerAppointed(office=office):
            state.signers[Role(office)] = event
        case PaperFixed(subject=subject):
            state.fixed[subject] = event
        case AddendumProposed(addendum=key):
            number = 1 + sum(1 for each in state.proposed.values() if each.withdrawn is None)
            state.proposed[key] = Addendum(event, now.at, entry_hash, number)
        case AddendumWithdrawn(addendum=key):
            state.proposed[key].withdrawn = event
        case AddendumSigned(addendum=key):
            state.proposed[key].signed.append((event, now.at))
        case _:
            assert_never(event)
