"""The report to the superior committee on the results of a meeting (MT-12)."""

from collections.abc import Iterator

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.task_book import TaskState
from chibo.core.projections.minutes import minutes
from chibo.core.projections.minutes_value import Minutes, MinutesItem, Opinion, OpinionKind
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer
from chibo.documents.meeting_words import (
    hours,
    meeting_named,
    meeting_planned,
    numbered,
    presence,
    task_table,
    text_blocks,
)
from chibo.documents.minutes_course import DEFERRED, spoken, tally_of
from chibo.documents.minutes_end import incidents
from chibo.documents.paper import Block, Heading, KeyValues, Paper, Paragraph
from chibo.documents.wording import (
    day,
    day_of,
    ended,
    form_words,
    in_paper,
    short_day,
    spelled,
)
from chibo.meetings.open_tasks import open_tasks
from chibo.registry.queries import names_of

EVALUATION = "evaluation"
PROPOSALS = "proposals"
EARLIER = "earlier"
"""How the tasks of earlier meetings stand."""
_STATES = {TaskState.REPORTED: "đã báo cáo hoàn thành"}


def reports_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return the report that every meeting that was held calls for, begun with the open tasks."""
    if meeting.closed_at is None:
        return ()
    words = {EARLIER: "\n".join(_earlier(meeting))}
    return (Offer(abstract=f"kết quả {meeting_planned(meeting.plan)}", words=words),)


def _earlier(meeting: Meeting) -> Iterator[str]:
    given = {(each.person, each.content) for each in meeting.tasks.standing()}
    tasks = [
        each
        for each in open_tasks(meeting.plan.body)
        if (each.entered.person, each.entered.content) not in given
    ]
    names = names_of({each.entered.person for each in tasks})
    for each in tasks:
        task = each.entered
        state = _STATES.get(each.state, "đang thực hiện")
        name = names.get(task.person, task.person)
        yield f"- Đồng chí {name}: {task.content} (thời hạn {short_day(each.due_on)}): {state}."


def report_paper(drafting: Drafting) -> Paper:
    """Return the report: the course in short, decisions with their votes, tasks, what is asked for."""
    said = minutes(drafting.standing.state, drafting.rulebook)
    above = committee_above(drafting)
    sections = [
        ("TÌNH HÌNH CHUNG", _general(said)),
        ("NỘI DUNG VÀ KẾT QUẢ", _results(said)),
        ("NHIỆM VỤ ĐÃ PHÂN CÔNG", task_table(said)),
        (
            "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ ĐÃ GIAO",
            text_blocks(drafting.words.get(EARLIER, "")),
        ),
        ("Ý KIẾN BẢO LƯU", _reserved(said)),
        ("SỰ CỐ KỸ THUẬT", incidents(said)),
        ("ĐÁNH GIÁ", text_blocks(drafting.words.get(EVALUATION, ""))),
        ("KIẾN NGHỊ, ĐỀ XUẤT", text_blocks(drafting.words.get(PROPOSALS, ""))),
    ]
    opening = Paragraph(
        f"{spelled(said.body)} báo cáo {above or in_paper('cấp ủy cấp trên')} kết quả buổi"
        f" {meeting_named(said)} như sau:"
    )
    return framed(
        drafting,
        Framed(
            title="BÁO CÁO",
            addressee=above,
            blocks=(opening, *numbered(sections)),
            recipients=(above or in_paper("Cấp ủy cấp trên"),),
        ),
    )


def _general(said: Minutes) -> tuple[Block, ...]:
    pairs = [
        ("1. Thời gian", f"{hours(said)}, {day(day_of(said.opened_at))}"),
        ("2. Địa điểm", said.place),
        ("3. Hình thức", form_words(said.form)),
    ]
    if said.approval is not None:
        number = f" số {said.approval.number}" if said.approval.number else ""
        pairs.append(("Văn bản cho phép", f"Công văn{number}, {day(said.approval.dated)}"))
    people = (
        ("4. Chủ trì", f"đồng chí {said.chair.name}"),
        ("Người ghi biên bản", f"đồng chí {said.minutes_taker.name}"),
    )
    return (KeyValues((*pairs, *people)), Paragraph(f"5. {presence(said.figures)}"))


def _results(said: Minutes) -> tuple[Block, ...]:
    return tuple(
        block
        for place, item in enumerate(said.items, start=1)
        for block in (Heading(2, f"{place}. {ended(item.title)}"), *_result(item))
    )


def _result(item: MinutesItem) -> tuple[Block, ...]:
    if item.is_deferred:
        # CT-15: nothing of the substance goes up either.
        return (Paragraph(DEFERRED, italic=True),)
    count = len(item.opinions)
    spoke = (Paragraph(f"Có {count:02d} ý kiến phát biểu."),) if count else ()
    return (*spoke, *(tally_of(vote) for vote in item.votes), *_conclusion(item))


def _conclusion(item: MinutesItem) -> tuple[Block, ...]:
    return (Paragraph(f"Kết luận: {ended(item.conclusion)}"),) if item.conclusion else ()


def _reserved(said: Minutes) -> tuple[Block, ...]:
    """VT-06: a reserved opinion goes up word for word."""
    kept: list[Opinion] = [
        each
        for item in said.items
        for each in item.opinions
        if each.kind is OpinionKind.RESERVED
    ]
    return tuple(spoken(each) for each in kept)
