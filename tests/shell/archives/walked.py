"""The year of a cell of sixty-four that met by groups: committee, four groups, reports, synthesis, decision."""

from datetime import timedelta
from io import BytesIO

from chibo.archives.contents import of_year
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.terms import Figures, Treatment
from chibo.core.procedure.terms import OpinionKind
from chibo.core.values import Refusal
from chibo.groups import queries
from tests.shell.groups.walking import (
    LEADER,
    MEMBER,
    SECRETARY,
    Walk,
    committee_meets,
    group_meets,
    planned,
    report,
)
from tests.shell.groups_cell import DAY, GroupsCell

SAID = (
    ("Đề nghị tăng mức thu", OpinionKind.OPINION),
    ("Bảo lưu ý kiến về mức thu", OpinionKind.RESERVED),
)


def walked(of: GroupsCell) -> Walk:
    """Return a procedure that went its whole way, and what followed from it."""
    walk = planned(of)
    for number, votes in enumerate((10, 9, 7, 5), 1):
        group_meets(walk, number, votes, opinions=SAID if number == 2 else ())
        sent = report(walk, number, at=DAY + timedelta(days=number, hours=4))
        assert not isinstance(sent, Refusal), sent
    at = DAY + timedelta(days=6)
    first, second = queries.opinions(walk.state)
    for actor, command in (
        (MEMBER, do.CreatePoint("p1", " Mức thu ")),
        (MEMBER, do.CreatePoint("p2", "Mức thu năm sau")),
        (MEMBER, do.RenamePoint("p2", "Mức thu của năm sau", 1)),
        (SECRETARY, do.PlaceOpinion(first, "p1", "")),
        (SECRETARY, do.PlaceOpinion(second, "p2", "")),
        (SECRETARY, do.PlaceOpinion(first, "p2", "p1")),
        (SECRETARY, do.MergePoints("p2", "p1", 2, 1)),
        (MEMBER, do.AnswerPoint("p1", Treatment.IN_PART, "Giữ mức thu, giãn thời hạn", 2)),
        (SECRETARY, do.CloseSynthesis("")),
    ):
        walk.done(actor, command, at=at)
    meeting = committee_meets(walk, DAY + timedelta(days=8), votes=3)
    at = DAY + timedelta(days=9)
    due, group = (DAY + timedelta(days=30)).date(), of.name(2)
    who = queries.opinions(walk.state)[second].mark.person
    for by, after in (
        (SECRETARY, do.DecideText(meeting, Figures(1, 1, 1, 0, 0))),
        (MEMBER, do.AssignTask("k1", "", group, "Vận động các hộ", due)),
        (MEMBER, do.AssignTask("k2", of.code(1, 7), "", "Lập danh sách", due)),
        (of.code(2, LEADER), do.ReportTask("k1", "Đã vận động", is_done=True)),
        (MEMBER, do.WithdrawTask("k2", "Trùng việc")),
        (who, do.WishUpward(second)),
        (SECRETARY, do.SendUpward(second, "Đảng ủy xã", at.date())),
        (walk.superior, do.RecordAnswer(second, "Đã xem xét", at.date())),
        (SECRETARY, do.CloseProcedure()),
    ):
        walk.done(by, after, at=at)
    return walk


def year_of(walk: Walk) -> bytes:
    """Return the archive of the cell's year."""
    stream = BytesIO()
    of_year(walk.of.body, 2026).into(stream)
    return stream.getvalue()
