"""Meetings of a year, written into the lists as the journals would."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from chibo.core.procedure.acts import Phase
from chibo.core.values import Form, Ground
from chibo.meetings.models import AllowedOccasion, MeetingListing, OccasionState
from chibo.registry.models import Body

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def allowed(
    body: Body,
    on: date,
    *,
    form: Form = Form.HYBRID,
    ground: Ground | None = Ground.SPECIAL_NATURE,
    state: OccasionState = OccasionState.HELD,
) -> None:
    """Write down that a meeting was allowed and what became of it."""
    at = datetime.combine(on, time(19), tzinfo=VIETNAM)
    AllowedOccasion.objects.create(
        body=str(body.public_id),
        form=form,
        ground=ground,
        on=on,
        state=state,
        application=uuid4().hex,
        application_seq=1,
        application_hash="0" * 64,
        decided_at=at - timedelta(days=10),
    )


def listed(
    body: Body,
    on: date,
    *,
    form: Form = Form.IN_PERSON,
    phase: Phase = Phase.CLOSED,
    hour: int = 19,
) -> str:
    """Write a meeting into the list and return its key."""
    key = uuid4().hex
    MeetingListing.objects.create(
        key=key,
        body=str(body.public_id),
        kind="ordinary",
        form=form,
        ground="",
        phase=phase,
        starts_at=datetime.combine(on, time(hour), tzinfo=VIETNAM),
        rulebook="training",
        chair="x",
        minutes_taker="y",
    )
    return key
