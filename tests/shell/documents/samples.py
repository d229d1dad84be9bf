"""Papers of an invented cell in Mường Khoang, rich enough to show every field."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from chibo.core.projections.answer_value import Answer, Verdict
from chibo.core.projections.minutes_value import (
    Absence,
    Approval,
    Figures,
    Incident,
    Minutes,
    MinutesItem,
    NamedVote,
    Opinion,
    OpinionKind,
    Override,
    Presence,
    Reading,
    SelfScore,
    Signatory,
    Task,
    TextPutToVote,
    VoteResult,
)
from chibo.core.projections.proposal_value import (
    CheckedCondition,
    CodeMembers,
    Computation,
    GroupPlan,
    Proposal,
    ProposedItem,
    QuotaState,
)
from chibo.core.values import Choice, Form, Ground, MeetingKind, Mode

VIETNAM = timezone(timedelta(hours=7))
OPENED = datetime(2026, 6, 5, 19, 30, tzinfo=VIETNAM)
CLOSED = datetime(2026, 6, 5, 21, 10, tzinfo=VIETNAM)
HEAD = "9f2c5b7e41d08a63c1f4e92b7d05a8364ce1b0f7d92a58e3416b7c0d8f25e93a"

GUIDELINE = (
    "Hướng dẫn số 03-HD/TW, ngày 27/12/2022 của Ban Bí thư thí điểm sinh hoạt đảng trực"
    " tuyến ở đảng bộ cơ sở, chi bộ có tính chất đặc thù hoặc trong hoàn cảnh đặc biệt"
)

ITEMS = (
    MinutesItem(
        title="Đánh giá kết quả thực hiện nhiệm vụ tháng 5, phương hướng nhiệm vụ tháng 6",
        presenter="Lò Văn Thưởng",
        opinions=(
            Opinion(
                "Quàng Thị Nguyệt",
                "Nhất trí với dự thảo. Đề nghị làm rõ tiến độ sửa đường nội bản trước mùa mưa.",
            ),
            Opinion(
                "Nguyễn Phúc Bảo Khánh",
                "Cần thêm nội dung tuyên truyền phòng, chống sạt lở đất cho các hộ ven suối.",
                OpinionKind.DIFFERING,
                Mode.ONLINE,
            ),
            Opinion(
                "Tòng Văn Hặc",
                "Tôi đề nghị giữ nguyên thời hạn cũ và xin bảo lưu ý kiến này.",
                OpinionKind.RESERVED,
                Mode.IN_PERSON,
            ),
        ),
        texts=(
            TextPutToVote(
                "Dự thảo nghị quyết tháng 6",
                2,
                "Chi bộ tập trung lãnh đạo sửa xong 1,2 km đường nội bản trước ngày 20/6/2026.\n"
                "Phân công đảng viên phụ trách từng nhóm hộ ven suối trong mùa mưa lũ.",
            ),
        ),
        votes=(
            VoteResult(
                question="Thông qua nghị quyết tháng 6",
                base=22,
                votes_for=17,
                votes_against=1,
                votes_other=1,
                percent="77.3",
                is_adopted=True,
                version=2,
            ),
        ),
        conclusion="Chi bộ thống nhất nội dung đã biểu quyết; chi ủy hoàn thiện văn bản.",
    ),
    MinutesItem(title="Xem xét kết nạp quần chúng ưu tú", is_deferred=True),
)

FIGURES = Figures(
    official=25,
    probationary=3,
    temporary=1,
    exempt=2,
    transferred_out=1,
    suspended=1,
    present_official=Presence(8, 11),
    present_probationary=Presence(1, 2),
    present_temporary=Presence(1, 0),
    late=("Vàng A Sình",),
    left_early=("Lường Thị Ón",),
    absent_with_reason=(
        Absence("Nguyễn Hoàng Thảo Nguyên", "trực tại Trạm kiểm lâm Pa Ham"),
        Absence("Cà Văn Inh", "mất kết nối, đã báo chủ trì"),
    ),
    absent_without_reason=("Lò Văn Ơn",),
)

MINUTES = Minutes(
    superior="Đảng ủy xã Mường Khoang",
    body="Chi bộ bản Nà Lùng",
    kind=MeetingKind.ORDINARY,
    year=2026,
    month=6,
    opened_at=OPENED,
    closed_at=CLOSED,
    place="Nhà văn hóa bản Nà Lùng, xã Mường Khoang",
    form=Form.HYBRID,
    figures=FIGURES,
    chair=Signatory("Lò Văn Thưởng", CLOSED + timedelta(minutes=12)),
    minutes_taker=Signatory("Quàng Thị Nguyệt", CLOSED + timedelta(minutes=7)),
    items=ITEMS,
    connection_points=("Nhà văn hóa bản Nà Lùng (điểm cầu chính)", "Trạm kiểm lâm Pa Ham"),
    platform="Chibo",
    legal_basis=(GUIDELINE,),
    approval=Approval("05-CV/ĐU", date(2026, 5, 28), "Đảng ủy xã Mường Khoang"),
    guests=("Hoàng Minh Đức, Phó Bí thư Đảng ủy xã, dự chỉ đạo",),
    tasks=(
        Task(
            "Quàng Thị Nguyệt",
            "Hoàn thiện nghị quyết, đăng Sổ tay đảng viên điện tử",
            date(2026, 6, 7),
        ),
        Task(
            "Vàng A Sình",
            "Vận động 12 hộ ven suối ký cam kết di dời khi có cảnh báo",
            date(2026, 6, 18),
        ),
    ),
    incidents=(
        Incident(
            "Lò Văn Inh",
            datetime(2026, 6, 5, 20, 5, tzinfo=VIETNAM),
            datetime(2026, 6, 5, 20, 9, tzinfo=VIETNAM),
            "Bàn phương án phòng chống lũ quét",
        ),
    ),
    overrides=(
        Override(
            datetime(2026, 6, 5, 19, 34, tzinfo=VIETNAM),
            "Lường Thị Ón",
            "đường bị ngập, không đến được điểm cầu chính",
        ),
    ),
    self_score=SelfScore(92, "Tốt"),
    reading=Reading(
        is_approved=True,
        comments=(
            Opinion(
                "Lò Văn Inh", "Bổ sung số điện thoại trực ban mùa mưa.", OpinionKind.ADDITION
            ),
        ),
    ),
    number="06-BB/CB",
    journal_head=HEAD,
    rulebook_title="Bộ quy tắc tập huấn",
    rulebook_fingerprint="4be19c20",
    is_training=True,
)

SHORT = replace(
    MINUTES,
    opened_at=datetime(2024, 2, 3, 8, 0, tzinfo=VIETNAM),
    closed_at=datetime(2024, 2, 3, 9, 35, tzinfo=VIETNAM),
    year=2024,
    month=2,
    form=Form.IN_PERSON,
    figures=Figures(5, 0, present_official=Presence(5, 0)),
    items=(MinutesItem(title="Nhiệm vụ tháng 2", conclusion="Chi bộ nhất trí."),),
    connection_points=(),
    platform="",
    legal_basis=(),
    approval=None,
    guests=(),
    tasks=(),
    incidents=(),
    overrides=(),
    self_score=None,
    reading=Reading(is_approved=True),
    chair=Signatory("Lò Văn Thưởng"),
    minutes_taker=Signatory("Quàng Thị Nguyệt"),
    is_training=False,
)
"""One page, in person, in the format of 2018."""

LONG = replace(
    MINUTES,
    is_training=False,
    items=tuple(
        MinutesItem(
            title=f"Nội dung thứ {place}: rà soát nhiệm vụ của các tổ, đội trong bản",
            presenter="Tôn Nữ Hoàng Thảo Nguyên Phương",
            opinions=tuple(
                Opinion(
                    f"Nguyễn Phúc Vĩnh Bảo Khánh {number}",
                    "Đề nghị nêu rõ người chịu trách nhiệm, thời hạn và cách kiểm tra; "
                    "những việc liên quan đến nhiều hộ cần bàn trước ở tổ, đội.",
                    mode=Mode.ONLINE if number % 2 else Mode.IN_PERSON,
                )
                for number in range(1, 8)
            ),
            votes=(
                VoteResult(
                    f"Thông qua nội dung thứ {place}",
                    64,
                    58,
                    2,
                    1,
                    "90.6",
                    is_adopted=True,
                    by_name=tuple(
                        NamedVote(
                            f"Nguyễn Phúc Vĩnh Bảo Khánh {number}",
                            list(Choice)[number % 3],
                            Mode.ONLINE if number % 2 else Mode.IN_PERSON,
                            "thư ký nhập theo lời nói" if number % 9 == 0 else "",
                        )
                        for number in range(1, 62)
                    )
                    if place == 1
                    else (),
                ),
            ),
            conclusion="Chi bộ thống nhất như dự thảo.",
        )
        for place in range(1, 11)
    ),
    tasks=tuple(
        Task(f"Lường Văn Pánh {number}", "Kiểm tra mốc giới rừng phòng hộ", date(2026, 6, 30))
        for number in range(1, 41)
    ),
)
"""More than ten pages, a task table and an annex that run over pages."""

PROPOSAL = Proposal(
    superior="Đảng ủy xã Mường Khoang",
    body="Chi bộ bản Nà Lùng",
    addressee="Đảng ủy xã Mường Khoang",
    place="Mường Khoang",
    dated=date(2026, 5, 27),
    kind=MeetingKind.ORDINARY,
    form=Form.HYBRID,
    ground=Ground.SPECIAL_NATURE,
    opens_at=OPENED,
    closes_at=CLOSED,
    signatory=Signatory("Lò Văn Thưởng", datetime(2026, 5, 27, 9, 0, tzinfo=VIETNAM)),
    agenda=(
        ProposedItem(
            "Đánh giá tháng 5, nhiệm vụ tháng 6", "Nội dung thường kỳ", "Lò Văn Thưởng"
        ),
        ProposedItem("Phòng, chống thiên tai mùa mưa", "Nội dung thường kỳ"),
    ),
    number="01-TTr/CB",
    legal_basis=(*MINUTES.legal_basis, "Quy chế làm việc của chi bộ nhiệm kỳ 2025 – 2027"),
    codes=(
        CodeMembers(
            "B1", "đi làm ăn xa nơi cư trú", ("Vàng A Sình", "Lường Thị Ón", "Cà Văn Inh")
        ),
        CodeMembers("C3", "kiểm lâm đang làm nhiệm vụ", ("Nguyễn Hoàng Thảo Nguyên",)),
    ),
    computation=Computation(25, 14, "56.0"),
    connection_points=MINUTES.connection_points,
    platform="Chibo",
    is_free_of_excluded_content=True,
    checklist=(
        CheckedCondition(
            "Đường truyền ổn định và đường truyền dự phòng tại mỗi điểm cầu", is_met=True
        ),
        CheckedCondition(
            "Phòng họp riêng, không có người ngoài nghe được", is_met=True, note="nhà văn hóa"
        ),
    ),
    quota=QuotaState(2026, 1, 0, 3),
    chair="Lò Văn Thưởng",
    minutes_taker="Quàng Thị Nguyệt",
    technician="Nguyễn Phúc Bảo Khánh",
    journal_head=HEAD,
)

BY_GROUPS = replace(
    PROPOSAL,
    form=Form.BY_GROUPS,
    ground=None,
    codes=(),
    computation=None,
    number=None,
    draft=2,
    groups=(GroupPlan("Tổ đảng số 1", "Quàng Văn Nọi", 17, "Lò Thị Hương"),),
    orientation="thảo luận dự thảo nghị quyết quý III.",
    draft_text="Chi bộ quyết nghị 03 nhiệm vụ.",
    signatory=Signatory("Lò Văn Thưởng"),
)

ANSWER = Answer(
    superior="Đảng bộ tỉnh Lai Châu",
    body="Đảng uỷ xã Mường Khoang",
    applicant="Chi bộ bản Nà Lùng",
    place="Mường Khoang",
    dated=date(2026, 5, 28),
    verdict=Verdict.APPROVED,
    form=Form.HYBRID,
    opens_at=OPENED,
    signatory=Signatory("Hoàng Minh Đức", datetime(2026, 5, 28, 15, 0, tzinfo=VIETNAM)),
    post="Phó bí thư",
    number="05-CV/ĐU",
    proposal_number="01-TTr/CB",
    proposal_dated=date(2026, 5, 27),
    requests=("Thực hiện đúng chương trình đã được cho phép", "Báo cáo kết quả trong 02 ngày"),
    journal_head=HEAD,
)

REJECTED = replace(
    ANSWER,
    verdict=Verdict.REJECTED,
    reason="hạn mức 03 lần trong năm 2026 đã được thực hiện hết",
    refused_items=("Nội dung 3: thuộc công tác cán bộ",),
)
RETURNED = replace(ANSWER, verdict=Verdict.RETURNED, reason="chưa nêu điểm cầu dự phòng")
