"""The minutes of the committee speak of its meeting, not of one of the whole cell (BB-14, TG-01)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.documents.compiling import said_in_minutes
from chibo.documents.layout import lay_out
from chibo.documents.minutes_paper import minutes_paper
from tests.shell.groups.walking import EARLY, committee_meets, planned
from tests.shell.groups_cell import groups_cell

pytestmark = pytest.mark.django_db


def test_the_committees_minutes_in_both_formats() -> None:
    walk = planned(groups_cell())
    key = committee_meets(walk, EARLY + timedelta(days=5), votes=3)
    said = said_in_minutes(key)
    later = {
        "opened_at": said.opened_at + timedelta(days=120),
        "closed_at": said.opened_at + timedelta(days=120, hours=2),
    }

    old, new = minutes_paper(said), minutes_paper(replace(said, **later))

    assert (old.format, new.format) == ("hd36-2018", "hd05-2026")
    for paper in (old, new):
        written = repr(lay_out(paper))
        assert "sinh hoạt" not in written.lower().replace("sinh hoạt đảng", "")
        assert "HÌNH THỨC HỌP" in written
        assert "Số chi ủy viên: 04 đồng chí." in written
        assert "Có mặt: 04 đồng chí; đều dự trực tiếp." in written
        assert "Kết luận của chủ trì: Nhất trí." in written
        assert "Biên bản đã được đọc trước cuộc họp và được thông qua" in written
        assert "Cuộc họp kết thúc lúc" in written
