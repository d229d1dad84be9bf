"""The convocation of a meeting: a notice where the body may issue one, else a slip of invitation (MT-06)."""

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.commands import Plan
from chibo.core.procedure.meeting import Meeting
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer
from chibo.documents.meeting_words import KINDS, bullets
from chibo.documents.paper import Block, KeyValues, Paper, Paragraph
from chibo.documents.wording import FORMS, day, day_of, ended, hour, spelled, words_of

REQUESTS = "requests"
_REQUEST = (
    "Đề nghị các đồng chí nghiên cứu trước tài liệu, tham dự đầy đủ, đúng giờ; trường hợp vắng mặt"
    " báo cáo lý do với bí thư trước buổi sinh hoạt"
)


def convocations_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return the convocation of a meeting that is still to come."""
    if meeting.phase is not Phase.CONVENED:
        return ()
    return (Offer(abstract=_abstract(meeting.plan), words={REQUESTS: _REQUEST}),)


def _abstract(plan: Plan) -> str:
    on = day_of(plan.starts_at)
    unit = words_of(plan.body_name).archive.lower()
    return f"triệu tập sinh hoạt {unit} {KINDS[plan.kind]} tháng {on.month}/{on.year}"


def convocation_paper(drafting: Drafting) -> Paper:
    """Return who is called, when, where, in which form and for what."""
    plan = drafting.standing.state.plan
    unit = words_of(plan.body_name).archive.lower()
    above = committee_above(drafting)
    return framed(
        drafting,
        Framed(
            title="THÔNG BÁO" if drafting.type else "GIẤY MỜI",
            addressee=""
            if drafting.type
            else f"Các đồng chí đảng viên {spelled(plan.body_name)}",
            blocks=_blocks(plan, drafting.words.get(REQUESTS, "")),
            recipients=(
                f"Các đồng chí đảng viên trong {unit}",
                *((f"{above} (để theo dõi)",) if above else ()),
            ),
        ),
    )


def _blocks(plan: Plan, requests: str) -> tuple[Block, ...]:
    on = day(day_of(plan.starts_at))
    pairs = [
        ("1. Thời gian", f"từ {hour(plan.starts_at)} đến {hour(plan.expected_end_at)}, {on}"),
        ("2. Địa điểm", plan.place),
        ("3. Hình thức", FORMS[plan.form]),
    ]
    if plan.platform:
        pairs.append(("Nền tảng trực tuyến", plan.platform))
    points = tuple(
        f"{each.name} ({each.address})" if each.address else each.name for each in plan.points
    )
    people = (
        ("4. Chủ trì", f"đồng chí {plan.chair.name}"),
        ("Người ghi biên bản", f"đồng chí {plan.minutes_taker.name}"),
    )
    return (
        Paragraph(
            f"{spelled(plan.body_name)} triệu tập các đồng chí đảng viên dự buổi sinh hoạt"
            f" {KINDS[plan.kind]}, cụ thể như sau:"
        ),
        KeyValues(tuple(pairs)),
        *((Paragraph("Các điểm cầu:"),) if points else ()),
        *bullets(points),
        KeyValues(people),
        Paragraph("5. Nội dung:"),
        *bullets(_agenda(plan)),
        *((Paragraph(ended(requests)),) if requests else ()),
    )


def _agenda(plan: Plan) -> tuple[str, ...]:
    return tuple(
        f"{each.title} (đồng chí {each.presenter} trình bày)" if each.presenter else each.title
        for each in plan.agenda
    )
