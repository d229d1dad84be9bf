"""The proposal (tờ trình) of a cell to its superior committee as a paper (AP-04, AP-05)."""

from collections.abc import Callable, Iterator
from typing import assert_never

from chibo.core.projections.proposal_value import (
    CodeMembers,
    Computation,
    GroupPlan,
    Proposal,
    QuotaState,
)
from chibo.core.values import Form, Ground, MeetingKind
from chibo.documents.formats import format_on
from chibo.documents.paper import (
    Block,
    BulletList,
    Heading,
    KeyValues,
    Paper,
    Paragraph,
    SignatureBlock,
    Table,
)
from chibo.documents.wording import (
    body_line,
    closed,
    comrades,
    counted,
    day,
    day_of,
    draft_line,
    empty_number,
    ended,
    form_words,
    hour,
    in_paper,
    integrity_line,
    percentage,
    spelled,
    superior_line,
    words_of,
)
from chibo.web.naming import said

_KINDS = {
    MeetingKind.ORDINARY: "thường kỳ",
    MeetingKind.THEMATIC: "chuyên đề",
    MeetingKind.CONGRESS: "đại hội",
}


def proposal_paper(proposal: Proposal) -> Paper:
    """Return the proposal as a paper in the format of its date."""
    words = words_of(proposal.body)
    return Paper(
        format=format_on(proposal.dated).id,
        kind_code="TTr",
        superior_line=superior_line(proposal.superior),
        body_line=body_line(proposal.body),
        number=proposal.number or empty_number("TTr", words.code),
        draft_line=draft_line(proposal.draft),
        place=proposal.place,
        dated=proposal.dated,
        title="TỜ TRÌNH",
        abstract=f"về việc tổ chức sinh hoạt {form_words(proposal.form)}",
        addressee=spelled(proposal.addressee),
        grounds=proposal.legal_basis,
        blocks=tuple(_blocks(proposal)),
        recipients=(spelled(proposal.addressee), f"Lưu {words.archive}"),
        signatures=(
            SignatureBlock(
                heading=f"T/M {words.on_behalf}",
                post=proposal.post.upper(),
                name=proposal.signatory.name,
                signed_at=proposal.signatory.signed_at,
            ),
        ),
        integrity_line=integrity_line(
            proposal.journal_head, proposal.rulebook_title, proposal.rulebook_fingerprint
        ),
        is_training=proposal.is_training,
    )


def _blocks(proposal: Proposal) -> Iterator[Block]:
    yield Paragraph(
        f"{spelled(proposal.body)} kính trình {spelled(proposal.addressee)} xem xét, cho phép"
        f" tổ chức sinh hoạt {form_words(proposal.form)}, cụ thể như sau:"
    )
    made = ((title, tuple(section(proposal))) for title, section in _SECTIONS)
    held = [(title, blocks) for title, blocks in made if blocks]
    for number, (title, blocks) in enumerate(held, start=1):
        yield Heading(1, f"{number}. {in_paper(title)}")
        yield from blocks
    yield Paragraph(f"Kính đề nghị {spelled(proposal.addressee)} xem xét, quyết định.")


def _reasons(proposal: Proposal) -> Iterator[Block]:
    """Return the ground, the members under each code and the computation (SC-02 to SC-07)."""
    if proposal.ground is not None:
        yield Paragraph(f"Lý do: {ended(_ground(proposal.ground))}")
    if proposal.reason:
        yield Paragraph(ended(proposal.reason))
    if proposal.circumstance:
        yield Paragraph(f"Hoàn cảnh: {ended(proposal.circumstance)}")
    if proposal.codes:
        yield _codes(proposal.codes)
    if proposal.computation is not None:
        yield Paragraph(_computed(proposal.computation))


def _ground(ground: Ground) -> str:
    match ground:
        case Ground.SPECIAL_NATURE:
            return said("chi bộ có tính chất đặc thù")
        case Ground.SPECIAL_CIRCUMSTANCE:
            return said("chi bộ trong hoàn cảnh đặc biệt")
        case _:
            assert_never(ground)


def _codes(codes: tuple[CodeMembers, ...]) -> Table:
    return Table(
        columns=("Mã", "Đối tượng", "Số lượng", "Họ và tên"),
        rows=tuple(
            (code.code, code.label, counted(len(code.members)), ", ".join(code.members))
            for code in codes
        ),
        widths=(2, 8, 3, 11),
        centred=(0, 2),
    )


def _computed(computation: Computation) -> str:
    return (
        said(
            "Số đảng viên để tính (không gồm đảng viên miễn công tác và sinh hoạt đảng,"
            " bị đình chỉ sinh hoạt đảng)"
        )
        + f": {comrades(computation.base)}; {said('số đảng viên')} không thể"
        f" sinh hoạt trực tiếp tại cùng một địa điểm: {comrades(computation.affected)},"
        f" chiếm tỷ lệ {percentage(computation.percent)}."
    )


def _time_and_place(proposal: Proposal) -> Iterator[Block]:
    hours = f"từ {hour(proposal.opens_at)} đến {hour(proposal.closes_at)}"
    pairs = [
        ("Thời gian", f"{hours}, {day(day_of(proposal.opens_at))}"),
        ("Loại sinh hoạt", _KINDS[proposal.kind]),
        ("Hình thức", form_words(proposal.form)),
    ]
    if proposal.main_place:
        pairs.append(("Địa điểm (điểm cầu chính)", proposal.main_place))
    if proposal.platform:
        pairs.append(("Nền tảng", proposal.platform))
    yield KeyValues(tuple(pairs))
    if proposal.connection_points:
        yield Paragraph("Điểm cầu:")
        yield BulletList(closed(proposal.connection_points))


def _agenda(proposal: Proposal) -> Iterator[Block]:
    """Return the agenda with its classes and the declaration (CT-11, CT-12)."""
    yield Table(
        columns=("Stt", "Nội dung", "Phân loại nội dung", "Người trình bày"),
        rows=tuple(
            (str(number), item.title, item.content_class, item.presenter)
            for number, item in enumerate(proposal.agenda, start=1)
        ),
        widths=(2, 10, 7, 6),
        centred=(0,),
    )
    if proposal.is_free_of_excluded_content:
        yield Paragraph(
            f"{said('Chi bộ')} cam kết chương trình không có nội dung thuộc danh mục không thực hiện"
            f" khi {_excluded_in(proposal.form)}."
        )


def _excluded_in(form: Form) -> str:
    return said("sinh hoạt theo tổ đảng" if form is Form.BY_GROUPS else "sinh hoạt trực tuyến")


_GROUP_COLUMNS = ("Tổ đảng", "Tổ trưởng", "Số đảng viên", "Chi ủy viên phụ trách")


def _groups(proposal: Proposal) -> Iterator[Block]:
    """Return the groups, the orientation and the draft of a meeting by groups (TG-01)."""
    if not proposal.groups:
        return
    yield Table(
        columns=tuple(in_paper(it) for it in _GROUP_COLUMNS),
        rows=tuple(_group_row(group) for group in proposal.groups),
        widths=(6, 7, 4, 8),
        centred=(2,),
    )
    if proposal.orientation:
        yield Paragraph(f"Định hướng nội dung: {proposal.orientation}")
    if proposal.draft_text:
        yield Paragraph("Dự thảo kết luận hoặc nghị quyết:")
        yield Paragraph(proposal.draft_text)


def _group_row(group: GroupPlan) -> tuple[str, ...]:
    return (group.name, group.leader, counted(group.members), group.follower)


def _conditions(proposal: Proposal) -> Iterator[Block]:
    """Return the infrastructure checklist and the quota (PR-01, PR-05 to PR-08)."""
    if proposal.checklist:
        yield Table(
            columns=("Điều kiện hạ tầng công nghệ thông tin", "Kết quả", "Ghi chú"),
            rows=tuple(
                (line.condition, "Có" if line.is_met else "Chưa có", line.note)
                for line in proposal.checklist
            ),
            widths=(13, 4, 7),
            centred=(1,),
        )
    if proposal.quota is not None:
        yield Paragraph(_quota(proposal.quota))


def _quota(quota: QuotaState) -> str:
    used = f"đã thực hiện {quota.used} lần, đã được cho phép và chưa thực hiện {quota.reserved} lần"
    if quota.cap is None:
        return (
            f"Số lần trong năm {quota.year}: {used}; không giới hạn trong hoàn cảnh đặc biệt."
        )
    return f"Số lần trong năm {quota.year}: {used}, hạn mức {quota.cap} lần/năm."


def _people(proposal: Proposal) -> Iterator[Block]:
    posts = (
        ("Chủ trì", proposal.chair),
        ("Người ghi biên bản", proposal.minutes_taker),
        ("Phụ trách kỹ thuật", proposal.technician),
    )
    named = tuple((post, f"đồng chí {name}") for post, name in posts if name)
    if named:
        yield KeyValues(named)


_SECTIONS: tuple[tuple[str, Callable[[Proposal], Iterator[Block]]], ...] = (
    ("Lý do và đối tượng", _reasons),
    ("Thời gian, hình thức và điểm cầu", _time_and_place),
    ("Chương trình sinh hoạt", _agenda),
    ("Tổ đảng và phân công chi ủy viên phụ trách", _groups),
    ("Điều kiện thực hiện", _conditions),
    ("Phân công", _people),
)
