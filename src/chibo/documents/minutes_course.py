"""How the meeting went: the agenda, item by item, with opinions, texts and votes (BB-05 to BB-07)."""

from collections.abc import Iterator
from typing import assert_never

from chibo.core.projections.minutes_value import (
    Minutes,
    MinutesItem,
    NamedVote,
    Opinion,
    TextPutToVote,
    VoteResult,
)
from chibo.core.values import Choice, Mode
from chibo.documents.paper import (
    Align,
    Block,
    Heading,
    Paragraph,
    SpokenOpinion,
    Table,
    Tally,
)
from chibo.documents.wording import ended
from chibo.web.naming import said

DEFERRED = "Nội dung được chuyển sang kỳ sinh hoạt trực tiếp."
STOPPED = (
    "Chủ trì đã dừng một nội dung thuộc danh mục không thực hiện khi sinh hoạt trực tuyến;"
    " nội dung đó được chuyển sang kỳ sinh hoạt trực tiếp."
)


def course(minutes: Minutes) -> tuple[Block, ...]:
    """Return every item of the agenda as it went, in order."""
    items = tuple(
        block
        for place, item in enumerate(minutes.items, start=1)
        for block in _item(place, item)
    )
    return (*items, Paragraph(STOPPED, italic=True)) if minutes.has_stopped_content else items


def annexes(minutes: Minutes) -> tuple[Block, ...]:
    """Return the lists of votes by name, one table a vote."""
    votes = [vote for item in minutes.items for vote in item.votes if vote.by_name]
    return tuple(
        block for place, vote in enumerate(votes, start=1) for block in _list(place, vote)
    )


def spoken(opinion: Opinion) -> SpokenOpinion:
    """Return an opinion of the minutes as a block of the paper."""
    return SpokenOpinion(opinion.speaker, opinion.text, opinion.kind, opinion.mode)


def _item(place: int, item: MinutesItem) -> Iterator[Block]:
    yield Heading(2, f"{place}. {ended(item.title)}")
    if item.is_deferred:
        # CT-15: no substance of excluded content enters the minutes, whatever was typed.
        yield Paragraph(DEFERRED, italic=True)
        return
    if item.presenter:
        yield Paragraph(f"Đồng chí {item.presenter} trình bày.")
    if item.opinions:
        yield Heading(3, "Ý kiến phát biểu:")
        yield from (spoken(opinion) for opinion in item.opinions)
    if item.has_stopped_content:
        yield Paragraph(STOPPED, italic=True)
    yield from _decided(item)


def _decided(item: MinutesItem) -> Iterator[Block]:
    for text in item.texts:
        yield from _text(text)
    for vote in item.votes:
        yield tally_of(vote)
        yield from _missed(vote)
    if item.conclusion:
        yield Paragraph(f"Kết luận của chủ trì: {ended(item.conclusion)}")


def _missed(vote: VoteResult) -> Iterator[Block]:
    """Say whose choice a lost line kept until the vote was closed (VT-08)."""
    if vote.missed:
        named = "; ".join(
            f"đồng chí {one.name} ({_choice(one.choice).lower()})" for one in vote.missed
        )
        yield Paragraph(
            "Ý kiến biểu quyết gửi đến sau khi đã kết thúc biểu quyết do mất đường truyền, không"
            f" tính vào kết quả: {named}."
        )


def _text(text: TextPutToVote) -> Iterator[Block]:
    yield Heading(3, f"Văn bản đưa ra biểu quyết: {text.title} (văn bản lần {text.version}):")
    yield Paragraph(text.text)


def tally_of(vote: VoteResult) -> Tally | Paragraph:
    """Return the result of a vote as a block of the paper (VT-07)."""
    if vote.is_of_group:
        return Paragraph(_figures_of_group(vote))
    return Tally(
        question=vote.question,
        version=vote.version,
        base=vote.base,
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        votes_other=vote.votes_other,
        percent=vote.percent,
        is_adopted=vote.is_adopted,
    )


def _figures_of_group(vote: VoteResult) -> str:
    # TG-10: no group adopts; what it voted is added to the votes of the others.
    group, member, cell = (said(each) for each in ("tổ đảng", "đảng viên", "chi bộ"))
    return (
        f"Kết quả biểu quyết của {group} đối với “{vote.question}” (văn bản lần {vote.version}):"
        f" tán thành {vote.votes_for}, không tán thành {vote.votes_against}, ý kiến khác"
        f" {vote.votes_other}, trên tổng số {vote.base} {member} chính thức của tổ. Kết quả này"
        f" được cộng với kết quả của các {group} khác để {cell} xem xét thông qua."
    )


def _list(place: int, vote: VoteResult) -> Iterator[Block]:
    yield Paragraph(f"PHỤ LỤC {place}", bold=True, align=Align.CENTRED)
    yield Paragraph(f"Danh sách biểu quyết “{vote.question}”", bold=True, align=Align.CENTRED)
    yield Table(
        columns=("Stt", "Họ và tên", "Hình thức", "Biểu quyết", "Ghi chú"),
        rows=tuple(
            (str(number), one.name, _mode(one.mode), _choice(one.choice), _note(one))
            for number, one in enumerate(vote.by_name, start=1)
        ),
        widths=(2, 8, 5, 6, 7),
        centred=(0,),
    )


def _note(vote: NamedVote) -> str:
    """Return by which way a vote came in, where it was not the voter's own page (VT-08)."""
    at_point = f"ghi tại điểm cầu {vote.point}" if vote.point else ""
    return "; ".join(filter(None, (at_point, vote.note)))


def _mode(mode: Mode) -> str:
    match mode:
        case Mode.IN_PERSON:
            return "Trực tiếp"
        case Mode.ONLINE:
            return "Trực tuyến"
        case _:
            assert_never(mode)


def _choice(choice: Choice) -> str:
    match choice:
        case Choice.FOR:
            return "Tán thành"
        case Choice.AGAINST:
            return "Không tán thành"
        case Choice.OTHER:
            return "Ý kiến khác"
        case _:
            assert_never(choice)
