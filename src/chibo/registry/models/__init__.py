"""The registry's tables: bodies, members, dated periods, special circumstances, imports."""

from chibo.registry.models.bodies import Body, Circumstance, Group, SummerHoliday
from chibo.registry.models.imports import ImportJob
from chibo.registry.models.members import Member
from chibo.registry.models.periods import (
    VALID,
    Affiliation,
    GroupPlace,
    InabilityPeriod,
    Office,
    Period,
    StandingPeriod,
    StatusPeriod,
    holds_on,
)

__all__ = [
    "VALID",
    "Affiliation",
    "Body",
    "Circumstance",
    "Group",
    "GroupPlace",
    "ImportJob",
    "InabilityPeriod",
    "Member",
    "Office",
    "Period",
    "StandingPeriod",
    "StatusPeriod",
    "SummerHoliday",
    "holds_on",
]
