"""The rulebooks as shipped, and short ways to say a roll and a question."""

from datetime import UTC, datetime
from pathlib import Path

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.rulebook.shelf import read_shelf
from chibo.core.values import BodyKind, Form, Ground, RollEntry, Standing, Status

ROOT = Path(__file__).parents[3]
TEXTS = {path.name: path.read_text("utf-8") for path in (ROOT / "rulebooks").glob("*.toml")}
SHELF = read_shelf(TEXTS)
PILOT = SHELF.rulebooks["hd03-2022"]
TRAINING = SHELF.rulebooks["training"]
PILOT_TEXT = TEXTS["hd03-2022.toml"]


def variant(text: str, parent: Rulebook = PILOT) -> str:
    """Return a rulebook that is the parent with some lines changed."""
    head = f'[rulebook]\nextends = "{parent.id}"\nid = "variant"\n'
    return head + text


def members(
    count: int,
    inability: str | None = None,
    *,
    standing: Standing = Standing.OFFICIAL,
    status: Status = Status.ACTIVE,
    group: str | None = None,
) -> RollEntry:
    """Return so many members alike."""
    return RollEntry(
        standing=standing, status=status, inability=inability, group=group, count=count
    )


def meeting(*roll: RollEntry, form: Form = Form.HYBRID, **more: object) -> MeetingQuestion:
    """Ask for an evening in May 2024, a cell, special nature, unless told otherwise."""
    asked: dict[str, object] = {
        "body": BodyKind.CELL,
        "form": form,
        "ground": Ground.SPECIAL_NATURE,
        "starts_at": datetime(2024, 5, 10, 12, 30, tzinfo=UTC),
        "roll": roll or (members(11, "B1"), members(9)),
    }
    return MeetingQuestion(**{**asked, **more})  # type: ignore[arg-type]  # a test's shorthand
