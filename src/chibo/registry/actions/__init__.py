"""What changes the registry: imports, what befalls a body for a time, checks of devices."""

from chibo.registry.actions.circumstances import (
    end_circumstance,
    record_circumstance,
    record_summer_holiday,
)
from chibo.registry.actions.device_checks import keep_check
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
    "keep_check",
    "prepare",
    "progress_of",
    "record_circumstance",
    "record_summer_holiday",
    "start",
]
