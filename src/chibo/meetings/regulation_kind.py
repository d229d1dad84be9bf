"""The journal of a body's registered texts: what its core is told, and the list kept beside it (LB-10)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone

from chibo.core.procedure import regulation as procedure
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.regulation import (
    RegisterText,
    Regulation,
    RegulationCommand,
    RegulationFacts,
    Regulations,
)
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.reading import read_rulebook
from chibo.meetings import facts
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.models import MeetingListing, RegisteredText
from chibo.meetings.rulebooks import keep, rulebook_kept, shipped, text_ids, texts_of
from chibo.registry.models import Body
from chibo.registry.queries import bodies_above

KIND = "regulation"


def journal_of(body: Body) -> str:
    """Return the key of the journal of a body's texts; a body has one."""
    return f"texts-{body.public_id}"


def shelf_of(body: Body) -> Mapping[str, Rulebook]:
    """Return the rulebooks that a new text of a body may extend or follow, by id.

    A text that was closed speaks no longer than until then; one closed before it began is none.
    """
    found = dict(shipped())
    above = [str(each.public_id) for each in (body, *bodies_above(body))]
    for row in texts_of(above):
        if row.last_on is None or row.last_on >= row.first_on:
            read = rulebook_kept(row.fingerprint)
            found[row.rulebook] = replace(read, valid=Period(row.first_on, row.last_on))
    return found


def gathered(body: Body, today: date) -> RegulationFacts:
    """Return what registering or closing a text of a body is judged by."""
    return RegulationFacts(
        leaders=facts.secretaries(body, today),
        has_bodies_below=body.children.exists(),
        shelf=shelf_of(body),
        taken=text_ids(),
        last_held=_last_held(texts_of([str(body.public_id)])),
    )


def _last_held(texts: list[RegisteredText]) -> dict[str, date]:
    held: dict[str, date] = {}
    for text in texts:
        zone = rulebook_kept(text.fingerprint).zone
        opened = MeetingListing.objects.filter(rulebook=text.rulebook, opened_at__isnull=False)
        last = opened.order_by("-starts_at").first()
        if last is not None:
            held[text.rulebook] = last.starts_at.astimezone(zone).date()
    return held


def gather(
    place: Place, state: Regulations, command: RegulationCommand, now: Moment
) -> RegulationFacts:
    """Return what the registry and the other texts say, the body held against everybody else."""
    body = facts.locked_body(place.body)
    found = gathered(body, timezone.localdate(now.at))
    if isinstance(command, RegisterText):
        read = read_rulebook(command.difference, others=found.shelf)
        if isinstance(read, Rulebook):
            keep(read)
    return found


def listed(place: Place, state: Regulations) -> None:
    """Write every text of the body into the list that says which rulebook is in effect."""
    for text in state.texts.values():
        _list(place, text)


def _list(place: Place, text: Regulation) -> None:
    named = text.registered
    RegisteredText.objects.update_or_create(
        rulebook=named.rulebook,
        defaults={
            "fingerprint": named.fingerprint,
            "journal": place.key,
            "body": place.body,
            "number": named.number,
            "dated": named.dated,
            "issuer": named.issuer,
            "title": named.title,
            "first_on": named.valid_from,
            "last_on": text.last_on,
        },
    )


REGULATION = Kind(
    name=KIND,
    start=Regulations,
    decide=procedure.decide,
    evolve=lambda state, event, now, _: procedure.evolve(state, event, now),
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=lambda state: tuple(
        (each.registered.rulebook, each.last_on) for each in state.texts.values()
    ),
    listed=listed,
)
