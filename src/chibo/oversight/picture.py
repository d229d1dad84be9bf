"""The year as a picture: where each month and each unit of a quota is drawn."""

from dataclasses import dataclass

from chibo.core.rulebook.quota_years import QuotaYear
from chibo.oversight.year import Month, Year

COLUMNS = 3
WIDTH, HEIGHT, GAP = 109, 72, 8
DOT, DOT_GAP = 28, 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A month and the upper left corner of its tile."""

    month: Month
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Twelve tiles, a quarter of the year in a row, so that a phone shows them at full size."""

    tiles: tuple[Tile, ...]
    width: int = COLUMNS * (WIDTH + GAP) - GAP
    height: int = 12 // COLUMNS * (HEIGHT + GAP) - GAP


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a quota: held, reserved, free, or beyond the cap."""

    look: str
    x: int


@dataclass(frozen=True, slots=True)
class QuotaPicture:
    """A quota as a row of units."""

    quota: QuotaYear
    units: tuple[Unit, ...]
    height: int = DOT

    @property
    def width(self) -> int:
        """How wide the row is."""
        return len(self.units) * (DOT + DOT_GAP)


def picture_of(year: Year) -> Picture:
    """Return where the months of a year are drawn."""
    return Picture(
        tuple(
            Tile(month, place % COLUMNS * (WIDTH + GAP), place // COLUMNS * (HEIGHT + GAP))
            for place, month in enumerate(year.months)
        )
    )


def picture_of_quota(quota: QuotaYear) -> QuotaPicture:
    """Return the units of a quota from left to right: held, reserved, free."""
    use = quota.use
    looks = ["held"] * use.held + ["reserved"] * use.reserved + ["free"] * quota.left
    return QuotaPicture(
        quota, tuple(Unit(look, place * (DOT + DOT_GAP)) for place, look in enumerate(looks))
    )
