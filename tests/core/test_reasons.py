"""Every reason for a no can be produced, and is: no refusal without a test, no reason nobody gives."""

import re
from pathlib import Path

from chibo.core.values import Reason
from tests.core.journals import ROOT

OF_THE_DOOR = {Reason.COMMAND_REUSED, Reason.SECOND_FACTOR_MISSING}
"""Given by the one door itself and by the page of signatures, which are tested with the database."""


def named_in(files: list[Path]) -> set[Reason]:
    """Return the reasons that these files name."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return {Reason[name] for name in re.findall(r"\bReason\.([A-Z_]+)\b", text)}


def test_every_reason_is_expected_by_a_test() -> None:
    tests = [*Path(__file__).parent.rglob("test_*.py")]
    tests.remove(Path(__file__))

    assert set(Reason) - named_in(tests) == OF_THE_DOOR


def test_every_reason_is_given_by_the_procedure() -> None:
    procedure = [*(ROOT / "src/chibo/core/procedure").rglob("*.py")]

    assert set(Reason) - named_in(procedure) == OF_THE_DOOR
