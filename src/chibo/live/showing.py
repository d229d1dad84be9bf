"""Showing papers, or a screen: what everybody is led to, and who may lead; no database."""

from dataclasses import dataclass

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.events import DocumentAttached
from chibo.core.procedure.meeting import Meeting
from chibo.documents.led_documents import is_pdf


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of a document to which everybody is led; no document, and nothing is shown."""

    document: str = ""
    page: int = 1
    pages: int = 0
    by: str = ""
    speaker_may: bool = False
    """Whether the chair lets who has the floor lead as well."""
    turn: int = 0
    """Grows with every change."""
    screen: str = ""
    """Who shares their screen; nobody, and none is shared."""


def may_lead(meeting: Meeting, person: str, shown: Shown) -> bool:
    """Whether somebody may lead everybody through the papers now."""
    officers = {meeting.chair.code, meeting.minutes_taker.code}
    is_speaking = bool(person) and person == meeting.floor.speaker
    return leads(meeting, shown, is_officer=person in officers, is_speaking=is_speaking)


def leads(meeting: Meeting, shown: Shown, *, is_officer: bool, is_speaking: bool) -> bool:
    """Whether a reader who stands like this may lead: the one rule, without names."""
    return _is_at_work(meeting) and (is_officer or (is_speaking and shown.speaker_may))


def _is_at_work(meeting: Meeting) -> bool:
    # Until the chair resumes a suspended meeting, nothing is handled.
    return meeting.phase is Phase.OPEN and meeting.pauses.current is None


def offered(meeting: Meeting) -> tuple[DocumentAttached, ...]:
    """Return the papers of the item that is being handled."""
    current = meeting.agenda.current
    return tuple(each for each in meeting.documents.values() if each.item == current)


def on_show(meeting: Meeting, shown: Shown) -> DocumentAttached | None:
    """Return the document that everybody sees, None once its item is over or it was withdrawn."""
    if not _is_at_work(meeting):
        return None
    found = meeting.documents.get(shown.document)
    return found if found is not None and found in offered(meeting) else None


def sharing(meeting: Meeting, shown: Shown) -> str:
    """Return whose screen is shared, "" for nobody's: it ends with the right to lead."""
    return shown.screen if may_lead(meeting, shown.screen, shown) else ""


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown, as one kind of reader sees it."""

    shown: Shown
    document: DocumentAttached | None
    leads: bool
    by: str
    """The name of who leads."""
    pdfs: tuple[DocumentAttached, ...]
    others: tuple[DocumentAttached, ...]
    """Papers of the item that have no pages to be led through."""
    sharer: str = ""
    """The name of whoever shares a screen."""

    @classmethod
    def of(cls, meeting: Meeting, shown: Shown, *, leads: bool) -> "Showing":
        """Return what is shown now."""
        papers = offered(meeting) if leads else ()
        sharer = sharing(meeting, shown)
        return cls(
            shown,
            on_show(meeting, shown),
            leads,
            meeting.attendance.name_of(shown.by) if shown.by else "",
            tuple(each for each in papers if is_pdf(each)),
            tuple(each for each in papers if not is_pdf(each)),
            meeting.attendance.name_of(sharer) if sharer else "",
        )

    @property
    def before(self) -> int:
        """The number of the page before; the first stays the first."""
        return max(1, self.shown.page - 1)

    @property
    def after(self) -> int:
        """The number of the page after; the last stays the last."""
        return min(self.shown.pages, self.shown.page + 1)
