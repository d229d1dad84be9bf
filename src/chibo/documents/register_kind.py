"""The journal of a body's register of papers: what its core is told, and the list kept beside it."""

import unicodedata
from collections.abc import Mapping

from chibo.core.procedure import papers as procedure
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.papers import Record, Register, RegisterFacts
from chibo.core.procedure.register_acts import Audience, DraftPaper, PapersCommand
from chibo.core.rulebook.model import PaperType
from chibo.core.values import BodyKind
from chibo.documents.models import RegisteredPaper
from chibo.meetings import facts, queries
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.rulebooks import keep, rulebook_for
from chibo.registry.queries import office_holders
from chibo.registry.words import COMMITTEE_OFFICES


def register_key(body: str) -> str:
    """Return the key of the journal that holds a body's register of papers."""
    return f"papers-{body}"


def gather(place: Place, state: Register, command: PapersCommand, now: Moment) -> RegisterFacts:
    """Return who may act in the register, and the rules on papers of the day."""
    body = facts.body(place.body)
    rulebook = rulebook_for(body)
    keep(rulebook)
    today = rulebook.day_of(now.at)
    holders = office_holders(body, today)
    drafters = frozenset(each.code for each in holders if each.office in COMMITTEE_OFFICES)
    return RegisterFacts(
        rulebook=rulebook,
        kind=BodyKind(body.kind),
        secretaries=facts.secretaries(body, today),
        superiors=facts.superiors(body, today),
        drafters=drafters | _of_the_meeting(place, state, command),
    )


def _of_the_meeting(place: Place, state: Register, command: PapersCommand) -> frozenset[str]:
    """Return the chair and the minutes taker of the meeting a paper rests on, if it is of this body."""
    if isinstance(command, DraftPaper):
        source = command.source.journal
    else:
        known = state.papers.get(getattr(command, "paper", ""))
        source = known.drafted.source.journal if known else ""
    listing = queries.listing(source) if source else None
    if listing is None or listing.body != place.body:
        return frozenset()
    return frozenset({listing.chair, listing.minutes_taker})


def listed(place: Place, state: Register) -> None:
    """Write what has changed in the register into the list."""
    rows = RegisteredPaper.objects.filter(body=place.body)
    known = dict(rows.values_list("key", "changes"))
    changed = {key: one for key, one in state.papers.items() if known.get(key) != one.changes}
    types = rulebook_for(facts.body(place.body)).papers.types if changed else {}
    for key, record in changed.items():
        RegisteredPaper.objects.update_or_create(
            key=key, defaults={"body": place.body, **_row(record, types)}
        )


def _row(record: Record, types: Mapping[str, PaperType]) -> dict[str, object]:
    drafted, issued = record.drafted, record.issued
    row: dict[str, object] = {
        "name": drafted.name,
        "source": drafted.source.journal,
        "subject": drafted.source.subject,
        "state": record.state,
        "abstract": drafted.abstract,
        "is_reached": record.reached is not None,
        "searched": plain(drafted.abstract),
        "changes": record.changes,
    }
    if issued is None:
        return row
    signers = ", ".join(each.name for each in issued.signers)
    label = types[issued.type].label.vi if issued.type in types else ""
    return row | {
        "type": issued.type,
        "ordinal": issued.ordinal,
        "number": issued.number,
        "term": issued.term,
        "dated": issued.dated,
        "issued_at": record.issued_at,
        "signer": signers,
        "pdf_sha256": issued.pdf_sha256,
        "docx_sha256": issued.docx_sha256,
        "for_members": Audience.MEMBERS in issued.audiences,
        "for_superior": Audience.SUPERIOR in issued.audiences,
        "searched": plain(f"{label} {issued.number} {issued.abstract} {signers}"),
    }


def plain(text: str) -> str:
    """Return words as people type them without accents: "Nghị quyết" is found by "nghi quyet"."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(each for each in spread if not unicodedata.combining(each)).split())


PAPERS = Kind(
    name="papers",
    start=Register,
    decide=procedure.decide,
    evolve=lambda state, event, now, _: procedure.evolve(state, event, now),
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=lambda state: state.changes,
    listed=listed,
)
