"""The journal of an application: what its core is told, and the lists kept beside it."""

from dataclasses import replace

from django.utils import timezone

from chibo.applications.models import ApplicationListing
from chibo.core.procedure import application as procedure
from chibo.core.procedure.application import Application, DraftApplication, Stage
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.meetings import facts, quotas
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.rulebooks import keep, rulebook_for


def gather(
    place: Place,
    state: Application,
    command: procedure.ApplicationCommand,
    now: Moment,
) -> BodyFacts:
    """Return what the registry and the quotas say on the day of the meeting asked for (SC-11)."""
    body = facts.locked_body(place.body)
    request = command.request if isinstance(command, DraftApplication) else state.request
    # LB-10: what is asked for is judged under the text that speaks on its own day.
    rulebook = rulebook_for(body, timezone.localdate(request.starts_at if request else now.at))
    keep(rulebook)
    if request is not None:
        facts.check_body(place, request.body)
    found = facts.of_body(
        body,
        rulebook.day_of(request.starts_at if request else now.at),
        rulebook=rulebook,
        today=rulebook.day_of(now.at),
        application=place.key,
    )
    return replace(found, committee=facts.committee(body, rulebook.day_of(now.at)))


def listed(place: Place, state: Application) -> None:
    """Write the application into the lists, and reserve or release its quota unit (PR-10)."""
    if state.request is None:
        return
    ApplicationListing.objects.update_or_create(
        key=place.key,
        defaults={
            "body": place.body,
            "stage": state.stage,
            "form": state.request.form,
            "starts_at": state.request.starts_at,
            "submitted_at": state.submitted_at,
            "submitted_by": state.submitted_by,
            "decided_at": state.decided_at,
            "decided_by": state.decided_by,
            "number": state.approved.number if state.approved else "",
            "until": state.until,
        },
    )
    if state.stage is Stage.APPROVED and state.approved and state.decided_at:
        rulebook = rulebook_for(
            facts.body(place.body), timezone.localdate(state.request.starts_at)
        )
        quotas.reserve(
            place,
            form=state.request.form,
            ground=state.request.ground,
            on=rulebook.day_of(state.request.starts_at),
            number=state.approved.number,
            decided_at=state.decided_at,
            until=state.until,
        )
    elif state.stage in {Stage.WITHDRAWN, Stage.EXPIRED}:
        quotas.release(place.key)


APPLICATION = Kind(
    name="application",
    start=Application,
    decide=procedure.decide,
    evolve=lambda state, event, now, _: procedure.evolve(state, event, now),
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=lambda state: (state.stage, state.request, state.until, state.submitted_at),
    listed=listed,
)
