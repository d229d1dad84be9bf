"""What is told of a meeting by letter: that it is convened, called off, or has other documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev


class NoticeKind(StrEnum):
    """The kinds of letter; each has its own words."""

    CONVENED = "convened"
    CANCELLED = "cancelled"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class DocumentNews:
    """One document that came or went."""

    title: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell, at one place of the journal."""

    kind: NoticeKind
    entry: int
    at: datetime
    documents: tuple[DocumentNews, ...] = ()


def notices(entries: Sequence[tuple[Entry, object]]) -> tuple[Notice, ...]:
    """Return what the entries of a meeting give to tell; documents that came together are one letter."""
    titles: dict[str, str] = {}
    found: list[Notice] = []
    for entry, event in entries:
        at = datetime.fromisoformat(entry.at)
        match event:
            case ev.MeetingConvened():
                found.append(Notice(NoticeKind.CONVENED, entry.seq, at))
            case ev.MeetingCancelled():
                found.append(Notice(NoticeKind.CANCELLED, entry.seq, at))
            case ev.DocumentAttached(document=document, title=title):
                titles[document] = title
                found.append(_documents(entry, at, DocumentNews(title)))
            case ev.DocumentWithdrawn(document=document):
                news = DocumentNews(titles.get(document, ""), is_withdrawn=True)
                found.append(_documents(entry, at, news))
            case _:
                pass
    return tuple(found)


def _documents(entry: Entry, at: datetime, news: DocumentNews) -> Notice:
    return Notice(NoticeKind.DOCUMENTS, entry.seq, at, (news,))


def gathered(found: Sequence[Notice], *, told_until: int) -> Notice | None:
    """Return one notice of all documents that came or went after what was told last."""
    fresh = [
        each for each in found if each.kind is NoticeKind.DOCUMENTS and each.entry > told_until
    ]
    if not fresh:
        return None
    news = tuple(one for each in fresh for one in each.documents)
    return Notice(NoticeKind.DOCUMENTS, fresh[-1].entry, fresh[-1].at, news)
