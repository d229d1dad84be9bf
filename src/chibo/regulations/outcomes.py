"""What a replay has shown, in words for a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from chibo.core.projections.replay import Differing, Outcome, Replay
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Finding, Form
from chibo.meetings.rulebooks import rulebook_kept
from chibo.meetings.words import FORMS
from chibo.registry.models import Body
from chibo.regulations.words import ACTS
from chibo.web.refusals import FindingSentence, finding_sentence

MOST_SHOWN = 200
"""A longer list helps nobody decide; the numbers above it are of all."""


@dataclass(frozen=True, slots=True)
class Told:
    """One rule that says something else, with its sentences and clauses before and after."""

    rule: str
    before: FindingSentence | None
    after: FindingSentence | None
    clause_before: str
    clause_after: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A decision that would come out differently, in words."""

    differing: Differing
    body: str
    act: str | Promise
    subject: str | Promise
    rules: tuple[Told, ...]


def told(found: Replay, bodies: Sequence[Body], text: Rulebook) -> tuple[Turned, ...]:
    """Return the differences in words: answers that turn first, then warnings; by body and day."""
    names = {str(body.public_id): body.name for body in bodies}
    places = {key: place for place, key in enumerate(names)}
    ordered = sorted(
        found.differing,
        key=lambda it: (not it.is_turned, places.get(it.body, len(places)), it.at),
    )
    return tuple(_turned(each, names, text) for each in ordered[:MOST_SHOWN])


def _turned(each: Differing, names: dict[str, str], text: Rulebook) -> Turned:
    own = rulebook_kept(each.rulebook)
    is_form = each.subject in {form.value for form in Form}
    return Turned(
        differing=each,
        body=names.get(each.body, each.body),
        act=ACTS[each.act],
        subject=FORMS[Form(each.subject)] if is_form else each.subject,
        rules=tuple(_told(outcome, own, text) for outcome in each.outcomes),
    )


def _told(outcome: Outcome, own: Rulebook, text: Rulebook) -> Told:
    return Told(
        rule=outcome.rule,
        before=_sentence(outcome.before, own),
        after=_sentence(outcome.after, text),
        clause_before=outcome.clause_before.clause if outcome.clause_before else "",
        clause_after=outcome.clause_after.clause if outcome.clause_after else "",
    )


def _sentence(finding: Finding | None, rulebook: Rulebook) -> FindingSentence | None:
    return finding_sentence(finding, rulebook.rules) if finding else None
