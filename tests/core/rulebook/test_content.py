"""CT-12, CT-13: words hint at excluded content, accented or not, and decide nothing."""

from dataclasses import replace

import pytest

from chibo.core.rulebook.content import Hint, hints
from tests.core.rulebook.shelf import PILOT, TRAINING

TITLES = [
    ("Xem xét kết nạp đảng viên", "X02"),
    ("XEM XÉT KẾT NẠP ĐẢNG VIÊN", "X02"),
    ("xem xet ket nap dang vien", "X02"),
    ("Xét đề nghị công nhận đảng viên chính thức", "X03"),
    ("Xóa tên đồng chí A", "X04"),
    ("Xoá tên đồng chí A", "X04"),
    ("Đồng chí B xin ra khỏi Đảng", "X05"),
    ("Kiểm tra, giám sát quý II", "X06"),
    ("Kiem tra giam sat quy II", "X06"),
    ("Xem xét kỷ luật", "X06"),
    ("Xem xét kỉ luật", "X06"),
    ("Đề nghị khen thưởng", "X07"),
    ("de nghi khen thuong", "X07"),
    ("Trao Huy hiệu 40 năm tuổi Đảng", "X07"),
    ("Sàng lọc đảng viên", "X08"),
    ("Công tác bảo vệ chính trị nội bộ", "X09"),
    ("Triển khai 58-QĐ/TW", "X09"),
    ("Tài liệu tối mật", "X10"),
    ("Tài liệu mật", "X10"),
    ("Phối hợp với Mặt trận Tổ quốc", None),
    ("Phoi hop voi Mat tran To quoc", None),
    ("Báo cáo tình hình mất mùa", None),
    ("Lấy phiếu tín nhiệm", "X11"),
    ("Kiểm điểm cuối năm", "X12"),
    ("kiem diem cuoi nam", "X12"),
    ("Đánh giá, xếp loại chất lượng đảng viên", "X12"),
    ("Đánh giá xếp loại chất lượng chi bộ năm 2024", "X12"),
    ("Kiểm điểm tự phê bình và phê bình", "X12"),
    ("Tự phê bình và phê bình", None),
    ("tu phe binh va phe binh", None),
    ("Tự chấm điểm, đánh giá, xếp loại buổi sinh hoạt", None),
    ("Tự chấm điểm, đánh giá, xếp loại chất lượng sinh hoạt chi bộ", None),
    ("Bảo mật tài khoản sổ tay đảng viên", None),
    ("Xếp loại buổi sinh hoạt và xếp loại đảng viên", "X12"),
    ("Cho ý kiến chủ trương đầu tư đường thôn", "X13"),
    ("Bầu bổ sung chi ủy viên", "X01"),
    ("Bổ sung chi uỷ", "X01"),
    ("Quy hoạch cán bộ", "X01"),
    ("Quy hoạch sử dụng đất của xã", None),
    ("Kế hoạch trồng rừng tháng 6", None),
    ("Nghị quyết tháng 5", None),
    ("Kết quả nạp thẻ", None),
    ("", None),
    ("12345 !!! ⚑", None),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles_hint_at_their_class(title: str, expected: str | None) -> None:
    found = [hint.content_class for hint in hints(PILOT, title)]

    assert found == ([expected] if expected else [])


def test_a_title_may_hint_at_several_classes_and_names_the_words() -> None:
    assert hints(PILOT, "Khen thưởng và ky luat") == (
        Hint("X06", "kỷ luật"),
        Hint("X07", "khen thưởng"),
    )


def test_every_keyword_hints_at_its_own_class() -> None:
    for content in PILOT.content.values():
        for keyword in (*content.keywords, *content.accented):
            assert content.code in [hint.content_class for hint in hints(PILOT, keyword)]


def test_a_word_that_needs_its_accents_says_nothing_without_them() -> None:
    assert [it.content_class for it in hints(PILOT, "Đọc bản tin mật")] == ["X10"]
    assert hints(PILOT, "doc ban tin mat") == ()


def test_the_words_of_a_keyword_may_stand_apart() -> None:
    assert hints(PILOT, "Công nhận đồng chí Hà Văn Thảo là đảng viên chính thức") == (
        Hint("X03", "công nhận … chính thức"),
    )
    assert hints(PILOT, "Chính thức công nhận xã đạt chuẩn nông thôn mới") == ()


def test_a_phrase_without_a_word_says_nothing() -> None:
    odd = replace(PILOT.content["X07"], keywords=("…", "!"), unless=("…", "?"))
    rulebook = replace(PILOT, content={"X07": odd})

    assert hints(rulebook, "Khen thưởng! …") == ()


def test_no_step_of_the_ordinary_meeting_is_under_suspicion() -> None:
    for rulebook in (PILOT, TRAINING):
        assert [hints(rulebook, step.title.vi) for step in rulebook.agenda] == [()] * 16
