"""Values that commands and events of the procedure share: people, items, points, choices of words."""

from dataclasses import dataclass
from enum import StrEnum

from chibo.core.values import GatheringKind, PersonId

ORDINARY = "ordinary"
"""The content class of an item that no list excludes (CT-11)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the journal names them."""

    code: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who holds an office of the body on the day, as the registry knows it."""

    code: PersonId
    name: str
    office: str
    group: str = ""
    """The Party group whose leader or deputy it is."""


@dataclass(frozen=True, slots=True)
class Point:
    """A connection point (điểm cầu); the first one of a hybrid meeting is the main point (PR-02)."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of an agenda: its class decides whether it may be handled in this form (CT-11)."""

    item: str
    title: str
    content_class: str
    presenter: str = ""


class Answer(StrEnum):
    """What somebody answers to a convocation."""

    IN_ROOM = "in_room"
    ONLINE = "online"
    ABSENT = "absent"


class OpinionKind(StrEnum):
    """How an opinion is to be recorded (BB-05, BB-07, VT-06)."""

    OPINION = "opinion"
    DIFFERING = "differing"
    RESERVED = "reserved"


class TextKind(StrEnum):
    """What a text put to the vote would become."""

    CONCLUSION = "conclusion"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who of a body meets, and for which procedure by groups, if it is for one."""

    kind: GatheringKind = GatheringKind.WHOLE
    group: str = ""
    procedure: str = ""
    """The key of the journal of the cell's procedure by groups; empty where there is none."""


@dataclass(frozen=True, slots=True)
class TextRef:
    """The cell's draft in one version, word for word, under its item of the common agenda."""

    key: str
    version: int
    sha256: str
    """Of the body in UTF-8."""
    kind: TextKind
    title: str
    body: str
    item: str


class Role(StrEnum):
    """What somebody is in one meeting or one application; the authority tables speak of these."""

    CHAIR = "chair"
    MINUTES_TAKER = "minutes_taker"
    SECRETARY = "secretary"
    """Secretary or deputy secretary of the body, by the registry."""
    COMMITTEE = "committee"
    """Secretary, deputy or member of the body's committee, by the registry."""
    GROUP_LEADER = "group_leader"
    """Leader or deputy of the Party group that meets, by the registry."""
    MEMBER = "member"
    """On the roll (once open) or invited, attached members included."""
    DRAFTER = "drafter"
    """Who may write papers: the committee, and the chair and minutes taker of the meeting."""
    SUBSTITUTE = "substitute"
    """Who signs in place of a minutes taker or chair who has left the cell (BB-12)."""
    SUPERIOR = "superior"
    """Entitled to decide for the immediately superior committee (AP-01)."""
    KEEPER = "keeper"
    """Who takes the roll and the hands at a connection point (PR-02)."""
    SPEAKER = "speaker"
    """Who has the floor."""
    SELF = "self"
    """The person the command is about."""
    CLOCK = "clock"
    """The followers and the line: facts that no person reports."""


CLOCK = "clock"
"""The actor of what no person does."""
