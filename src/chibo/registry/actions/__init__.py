"""What changes the registry: imports, and what befalls a body for a time."""

from chibo.registry.actions.circumstances import (
    end_circumstance,
    record_circumstance,
    record_summer_holiday,
)
from chibo.registry.actions.imports import (
    STALE_AFTER,
    carry_out,
    claim_job,
    hand_out_first_passwords,
    prepare,
    progress_of,
    start,
)

__all__ = [
    "STALE_AFTER",
    "carry_out",
    "claim_job",
    "end_circumstance",
    "hand_out_first_passwords",
    "prepare",
    "progress_of",
    "record_circumstance",
    "record_summer_holiday",
    "start",
]
