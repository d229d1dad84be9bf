"""The sentences of the minutes about lines, pauses and another chair (BB-09, TC-07, AT-04)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.projections.minutes_value import (
    Incident,
    Interruption,
    MissedBallot,
    NewChair,
)
from chibo.core.values import Form
from chibo.documents.minutes_end import ending
from tests.shell.documents.samples import MINUTES, OPENED, SHORT

AT = OPENED + timedelta(minutes=5)
BACK = OPENED + timedelta(minutes=9)
ANN = Incident("Lò Văn Inh", AT, BACK, "Bàn thu quỹ")
LOST = (
    "Từ 19 giờ 35 phút đến 19 giờ 39 phút: đồng chí Lò Văn Inh bị mất kết nối, "
    "khi đang bàn nội dung “Bàn thu quỹ”"
)


def said(minutes):
    return {title: blocks for title, blocks in ending(minutes) if blocks}


@pytest.mark.parametrize(
    ("incident", "sentence"),
    [
        (ANN, f"{LOST}; không ảnh hưởng đến biểu quyết."),
        (
            replace(ANN, votes=(MissedBallot("Nghị quyết", is_counted=False),)),
            f"{LOST}; trong lúc biểu quyết “Nghị quyết”, không biểu quyết được.",
        ),
        (
            replace(
                ANN,
                later_items=("Bàn làm đường",),
                votes=(MissedBallot("Nghị quyết", is_counted=True),),
            ),
            (
                f"{LOST}, sang cả nội dung “Bàn làm đường”; trong lúc biểu quyết “Nghị quyết”, "
                "ý kiến biểu quyết vẫn được ghi nhận."
            ),
        ),
        (
            replace(ANN, has_left=True),
            (
                f"{LOST}; không kết nối lại được cho đến khi rời buổi sinh hoạt, tính là vắng có lý do; "
                "không ảnh hưởng đến biểu quyết."
            ),
        ),
        (
            Incident("Lò Văn Inh", AT),
            (
                "Từ 19 giờ 35 phút: đồng chí Lò Văn Inh bị mất kết nối; đến khi kết thúc vẫn chưa kết nối "
                "lại được, tính là vắng có lý do; không ảnh hưởng đến biểu quyết."
            ),
        ),
    ],
    ids=["nothing lost", "vote missed", "voice entered", "left", "never back"],
)
def test_each_failure_of_a_line_is_one_sentence(incident, sentence):
    (told,) = said(replace(MINUTES, incidents=(incident,)))["SỰ CỐ KỸ THUẬT"]

    assert told.items == (sentence,)


def test_minutes_of_a_meeting_under_way_say_that_the_line_is_not_back_yet():
    minutes = replace(MINUTES, incidents=(Incident("Lò Văn Inh", AT),), closed_at=None)

    (told,) = said(minutes)["SỰ CỐ KỸ THUẬT"]

    assert told.items == (
        (
            "Từ 19 giờ 35 phút: đồng chí Lò Văn Inh bị mất kết nối; hiện chưa kết nối lại được; "
            "không ảnh hưởng đến biểu quyết."
        ),
    )


def test_pauses_and_another_chair_stand_in_the_order_they_came():
    minutes = replace(
        MINUTES,
        interruptions=(
            Interruption(AT, BACK, "giải lao"),
            Interruption(BACK + timedelta(minutes=9), None, "mất điện"),
        ),
        new_chairs=(NewChair(BACK + timedelta(minutes=1), "Lò Thị Xuân", "mất mạng"),),
    )

    (told,) = said(minutes)["TẠM DỪNG, THAY ĐỔI CHỦ TRÌ"]

    assert told.items == (
        "Buổi sinh hoạt tạm dừng từ 19 giờ 35 phút đến 19 giờ 39 phút; lý do: giải lao.",
        "Từ 19 giờ 40 phút, đồng chí Lò Thị Xuân chủ trì; lý do: mất mạng.",
        "Buổi sinh hoạt tạm dừng từ 19 giờ 48 phút, không tiếp tục được nữa; lý do: mất điện.",
    )


def test_a_meeting_that_was_not_disturbed_says_nothing_of_it():
    assert "TẠM DỪNG, THAY ĐỔI CHỦ TRÌ" not in said(SHORT)
    assert "SỰ CỐ KỸ THUẬT" not in said(replace(SHORT, form=Form.IN_PERSON))
