"""The people of the cell in two groups with leaders, and the cell's draft that the groups vote on."""

from dataclasses import replace

from chibo.core.procedure.gatherings import text_ref
from chibo.core.procedure.terms import Officer, TextKind, TextRef
from chibo.core.values import PersonId
from tests.core.journals import FACTS
from tests.core.people import AN, BINH, CUONG, DUNG, GIANG, KHANH, MINH, NAMES, NGA, PHUC, THU

FIRST, SECOND = "Tổ đảng số 1", "Tổ đảng số 2"
IN_FIRST = {AN, BINH, CUONG, DUNG, GIANG, KHANH, PHUC}
"""An leads, Cường is the deputy; the others are in the second group, which Minh leads."""


def officer(code: PersonId, office: str, group: str = "") -> Officer:
    """Return somebody with an office of the cell or of a group."""
    return Officer(code, NAMES[code], office, group)


GROUPED = replace(
    FACTS,
    roll=tuple(
        replace(each, group=FIRST if each.person in IN_FIRST else SECOND) for each in FACTS.roll
    ),
    committee=(
        officer(THU, "deputy_secretary"),
        officer(AN, "committee_member"),
        officer(BINH, "committee_member"),
    ),
    leaders=(
        officer(AN, "group_leader", FIRST),
        officer(CUONG, "deputy_group_leader", FIRST),
        officer(MINH, "group_leader", SECOND),
        officer(NGA, "deputy_group_leader", SECOND),
    ),
)
"""What the registry knows of a cell with groups."""


def guest(code: PersonId, group: str = SECOND) -> Officer:
    """Return a group leader as the committee invites them."""
    return officer(code, "group_leader", group)


def draft(version: int, body: str = "", item: str = "item-1") -> TextRef:
    """Return a version of the cell's draft resolution."""
    words = body or f"Điều 1, bản {version}."
    return text_ref(
        "draft-1", version, kind=TextKind.RESOLUTION, title="Nghị quyết tháng 6", body=words,
        item=item,
    )  # fmt: skip
