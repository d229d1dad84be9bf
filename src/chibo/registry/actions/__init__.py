"""What changes the registry: imports, and what befalls a body for a time."""

from chibo.registry.actions.circumstances import (
    end_circumstance,
    record_circumstance,
    record_summer_holiday,
)
from chibo.registry.actions.imports import (
    carry_out,
    claim_job,
    hand_out_first_passwords,
    prepare,
    start,
)

__all__ = [
    "carry_out",
    "claim_job",
    "end_circumstance",
    "hand_out_first_passwords",
    "prepare",
    "record_circumstance",
    "record_summer_holiday",
    "start",
]
