"""The points a meeting is given by its own body (MT-13)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one criterion."""

    criterion: str
    points: int


@dataclass(frozen=True, slots=True)
class ScoreMeeting:
    """Give the meeting its points, and say what is to be mended."""

    scores: tuple[Score, ...]
    remedies: str


@dataclass(frozen=True, slots=True)
class MeetingScored:
    """The points, their sum, the most there could be, and the class."""

    scores: tuple[Score, ...]
    total: int
    most: int
    grade: str
    remedies: str
