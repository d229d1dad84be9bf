"""The people of one cell, named once: each stands for one way of belonging to it, or of not belonging."""

from chibo.core.procedure.terms import Person
from chibo.core.values import PersonId, RollEntry, Standing, Status

AN: PersonId = "AN"
"""The chair."""
BINH: PersonId = "BINH"
"""The minutes taker."""
CUONG: PersonId = "CUONG"
"""An official member who works far away (B1) and is online."""
DUNG: PersonId = "DUNG"
"""A probationary member, far away too: speaks, does not vote (MB-02)."""
GIANG: PersonId = "GIANG"
"""Attached from elsewhere: takes part, not on the roll of the rules, no vote (MB-03)."""
HOA: PersonId = "HOA"
"""Exempt: counted only where she comes and votes (MB-05)."""
KHANH: PersonId = "KHANH"
"""Suspended: takes no part (MB-06)."""
MINH: PersonId = "MINH"
"""A forest ranger (C3)."""
NGA: PersonId = "NGA"
"""Works in an agency spread over provinces (A2)."""
PHUC: PersonId = "PHUC"
"""An official member without a code: has to come (PR-03)."""
SON: PersonId = "SON"
"""Transferred out for a time: counted only where he comes and votes (MB-04)."""
THU: PersonId = "THU"
"""The deputy secretary."""
UYEN: PersonId = "UYEN"
"""Decides for the superior committee."""
VINH: PersonId = "VINH"
"""Watches over the cell for the superior committee (MB-07)."""
XUAN: PersonId = "guest-1"
"""A guest."""
LAN: PersonId = "LAN"
"""From another cell: must never get anything but a refusal."""

NAMES = {
    AN: "Nguyễn Văn An",
    BINH: "Trần Thị Bình",
    CUONG: "Lê Mạnh Cường",
    DUNG: "Phạm Thùy Dung",
    GIANG: "Hoàng Thu Giang",
    HOA: "Vũ Thị Hoa",
    KHANH: "Đặng Quốc Khánh",
    MINH: "Bùi Đức Minh",
    NGA: "Đỗ Hằng Nga",
    PHUC: "Ngô Hồng Phúc",
    SON: "Dương Thái Sơn",
    THU: "Lý Minh Thu",
    UYEN: "Mai Tố Uyên",
    VINH: "Phan Quang Vinh",
    LAN: "Trịnh Ngọc Lan",
}


def person(code: PersonId) -> Person:
    """Return somebody as the journal names them."""
    return Person(code, NAMES[code])


def _entry(
    code: PersonId,
    standing: Standing = Standing.OFFICIAL,
    status: Status = Status.ACTIVE,
    inability: str | None = None,
) -> RollEntry:
    return RollEntry(standing, status, inability, person=code, name=NAMES[code])


ROLL = (
    _entry(AN),
    _entry(BINH),
    _entry(CUONG, inability="B1"),
    _entry(DUNG, Standing.PROBATIONARY, inability="B1"),
    _entry(GIANG, Standing.TEMPORARY),
    _entry(HOA, status=Status.EXEMPT),
    _entry(KHANH, status=Status.SUSPENDED),
    _entry(MINH, inability="C3"),
    _entry(NGA, inability="A2"),
    _entry(PHUC),
    _entry(SON, status=Status.TRANSFERRED_OUT, inability="A2"),
    _entry(THU),
)
"""Base of SC-02: 9 without Giang, Hoa and Khánh; 5 of them cannot come. Voting base: 7 without
Hoa and Sơn, so that 4 adopt."""

INVITED = tuple(
    person(entry.person) for entry in ROLL if entry.person and entry.person != KHANH
)
