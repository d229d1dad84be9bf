"""The resolution and the conclusion of a meeting as papers (DF-06, VT-07)."""

from dataclasses import replace

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import TextKind
from chibo.core.projections.decisions import Concluded, Decided, adopted, conclusions
from chibo.core.projections.minutes import minutes
from chibo.core.projections.minutes_value import Minutes
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer
from chibo.documents.meeting_words import (
    circumstances,
    meeting_planned,
    numbered,
    opinions_annex,
    own_sections,
    presence,
    task_table,
    text_blocks,
)
from chibo.documents.minutes_course import spoken
from chibo.documents.paper import Block, Heading, Paper, Paragraph
from chibo.documents.wording import day, day_of, ended, percentage, spelled, words_of
from chibo.web import naming

_TITLES = {TextKind.RESOLUTION: "NGHỊ QUYẾT", TextKind.CONCLUSION: "KẾT LUẬN"}
_SAID = {TextKind.RESOLUTION: "quyết nghị", TextKind.CONCLUSION: "kết luận"}
_BEGINNINGS = ("dự thảo ", "nghị quyết ", "kết luận ", "của chi bộ ")


def resolutions_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return a resolution for every text adopted as one."""
    return _offers(meeting, TextKind.RESOLUTION)


def conclusions_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return a conclusion for every text adopted as one, else one for what the chair concluded."""
    offers = _offers(meeting, TextKind.CONCLUSION)
    if offers or meeting.closed_at is None or not conclusions(meeting):
        return offers
    # What was only said, and not adopted as a text, stands in the minutes anyhow.
    return (Offer(abstract=f"tại buổi {meeting_planned(meeting.plan)}"),)


def _offers(meeting: Meeting, kind: TextKind) -> tuple[Offer, ...]:
    if meeting.closed_at is None:
        return ()
    return tuple(
        Offer(abstract=_abstract(each.title), subject=each.key)
        for each in adopted(meeting)
        if each.kind is kind
    )


def _abstract(title: str) -> str:
    """Return the title of a text without the words that the type of the paper says already."""
    for beginning in _BEGINNINGS:
        if title.casefold().startswith(beginning):
            title = title[len(beginning) :]
    return title.rstrip(" .")


def resolution_paper(drafting: Drafting) -> Paper:
    """Return the resolution: who met, the text word for word, who does what, and the vote."""
    return _decided_paper(drafting, TextKind.RESOLUTION)


def conclusion_paper(drafting: Drafting) -> Paper:
    """Return the conclusion: a text that was adopted, or what the chair concluded item by item."""
    if drafting.subject:
        return _decided_paper(drafting, TextKind.CONCLUSION)
    said = minutes(drafting.standing.state, drafting.rulebook)
    found = conclusions(drafting.standing.state)
    table = task_table(said)
    title = f"{len(found) + 1}. Phân công, tổ chức thực hiện."
    tasks = (Heading(2, title), *table) if table else ()
    blocks = (*_opening(said, TextKind.CONCLUSION), *_concluded(found), *tasks)
    return _paper(drafting, TextKind.CONCLUSION, blocks, ())


def _decided_paper(drafting: Drafting, kind: TextKind) -> Paper:
    meeting = drafting.standing.state
    said = minutes(meeting, drafting.rulebook)
    decided = next(each for each in adopted(meeting) if each.key == drafting.subject)
    blocks = (
        *_opening(said, kind),
        *_text(decided),
        *_tasks(said, max(own_sections(decided.text), 1)),
        Paragraph(_vote(said, decided, kind)),
    )
    opinions = tuple(replace(spoken(each), mode=None) for each in decided.opinions)
    return _paper(drafting, kind, blocks, opinions_annex(opinions))


def _paper(
    drafting: Drafting, kind: TextKind, blocks: tuple[Block, ...], annexes: tuple[Block, ...]
) -> Paper:
    unit = words_of(drafting.body.name).archive.lower()
    above = committee_above(drafting)
    return framed(
        drafting,
        Framed(
            title=_TITLES[kind],
            blocks=blocks,
            recipients=(
                *((f"{above} (để báo cáo)",) if above else ()),
                f"{naming.said('Đảng viên')} trong {unit} (để thực hiện)",
            ),
            annexes=annexes,
        ),
    )


def _opening(said: Minutes, kind: TextKind) -> tuple[Block, ...]:
    unit = words_of(said.body).archive.lower()
    return (
        Paragraph(f"{circumstances(said)} {presence(said.figures)}"),
        Paragraph(f"Sau khi thảo luận, {unit} {_SAID[kind]}:"),
    )


def _text(decided: Decided) -> tuple[Block, ...]:
    if own_sections(decided.text):
        return text_blocks(decided.text)
    return (Heading(1, "I. NỘI DUNG"), *text_blocks(decided.text))


def _concluded(found: tuple[Concluded, ...]) -> tuple[Block, ...]:
    return tuple(
        block
        for place, each in enumerate(found, start=1)
        for block in (
            Heading(2, f"{place}. {ended(each.title)}"),
            *text_blocks(each.conclusion),
        )
    )


def _tasks(said: Minutes, after: int) -> tuple[Block, ...]:
    """Return who carries it out, under the numeral that follows the text's own (DF-06)."""
    return numbered([("PHÂN CÔNG, TỔ CHỨC THỰC HIỆN", task_table(said))], after=after)


def _vote(said: Minutes, decided: Decided, kind: TextKind) -> str:
    """VT-07: for / base / percent, as the last sentence of the paper."""
    vote = decided.vote
    return (
        f"{_TITLES[kind].capitalize()} này được {spelled(said.body)} thông qua tại buổi sinh hoạt"
        f" {day(day_of(said.opened_at))} với {vote.votes_for}/{vote.base} đồng chí tán thành,"
        f" đạt {percentage(vote.percent)}."
    )
