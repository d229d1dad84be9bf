"""The convocation of a meeting: a notice where the body may issue one, else a slip of invitation (MT-06)."""

from dataclasses import replace

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.commands import Plan
from chibo.core.procedure.meeting import Meeting
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer
from chibo.documents.meeting_words import bullets, meeting_planned
from chibo.documents.paper import Block, KeyValues, Paper, Paragraph
from chibo.documents.wording import day, day_of, ended, form_words, hour, spelled, words_of
from chibo.web.naming import said

REQUESTS = "requests"
_CALLED = "triệu tập "
_REQUEST = (
    "Đề nghị các đồng chí nghiên cứu trước tài liệu, tham dự đầy đủ, đúng giờ; trường hợp vắng mặt"
    " báo cáo lý do với đồng chí {secretary} trước buổi sinh hoạt"
)


def convocations_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return the convocation of a meeting that is still to come."""
    if meeting.phase is not Phase.CONVENED:
        return ()
    request = _REQUEST.format(secretary=said("bí thư"))
    return (
        Offer(abstract=f"{_CALLED}{meeting_planned(meeting.plan)}", words={REQUESTS: request}),
    )


def convocation_paper(drafting: Drafting) -> Paper:
    """Return who is called, when, where, in which form and for what."""
    plan, is_slip = drafting.standing.state.plan, not drafting.type
    if is_slip and drafting.abstract.startswith(_CALLED):
        drafting = replace(drafting, abstract=f"dự {drafting.abstract.removeprefix(_CALLED)}")
    unit = words_of(plan.body_name).archive.lower()
    above = committee_above(drafting)
    return framed(
        drafting,
        Framed(
            title="GIẤY MỜI" if is_slip else "THÔNG BÁO",
            addressee=f"Các đồng chí {said('đảng viên')} {spelled(plan.body_name)}"
            if is_slip
            else "",
            blocks=(
                Paragraph(
                    f"{spelled(plan.body_name)} {'trân trọng kính mời' if is_slip else 'triệu tập'}"
                    f" các đồng chí {said('đảng viên')} dự buổi {meeting_planned(plan)}, cụ thể như sau:"
                ),
                *_blocks(plan, drafting.words.get(REQUESTS, "")),
            ),
            recipients=(
                f"Các đồng chí {said('đảng viên')} trong {unit}",
                *((f"{above} (để theo dõi)",) if above else ()),
            ),
        ),
    )


def _blocks(plan: Plan, requests: str) -> tuple[Block, ...]:
    on = day(day_of(plan.starts_at))
    pairs = [
        ("1. Thời gian", f"từ {hour(plan.starts_at)} đến {hour(plan.expected_end_at)}, {on}"),
        ("2. Địa điểm", plan.place),
        ("3. Hình thức", form_words(plan.form)),
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
