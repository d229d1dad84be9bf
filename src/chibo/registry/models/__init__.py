"""The registry's tables: bodies, members, dated periods, circumstances, checks, imports."""

from chibo.registry.models.bodies import Body, Circumstance, Group, SummerHoliday
from chibo.registry.models.checks import DeviceCheck
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
    "DeviceCheck",
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
