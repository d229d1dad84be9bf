"""Special circumstances (SC-07) and summer holidays (SC-05) of a body."""

from datetime import date

from chibo.registry.models import Body, Circumstance, SummerHoliday


def record_circumstance(
    body: Body,
    *,
    code: str,
    area: str,
    from_on: date,
    until_on: date | None,
    authority_decision: str,
) -> Circumstance:
    """Enter a special circumstance with the decision of the authority."""
    return Circumstance.objects.create(
        body=body,
        code=code,
        area=area,
        from_on=from_on,
        until_on=until_on,
        authority_decision=authority_decision,
    )


def end_circumstance(circumstance: Circumstance, *, until_on: date) -> None:
    """Set the last day; after it no meeting rests on this circumstance (PR-08)."""
    circumstance.until_on = until_on
    circumstance.save(update_fields=["until_on"])


def record_summer_holiday(body: Body, *, from_on: date, until_on: date) -> SummerHoliday:
    """Enter the days between which students on holiday count as away."""
    return SummerHoliday.objects.create(body=body, from_on=from_on, until_on=until_on)
