"""Leads everybody through a paper: the acts on what is shown, which no journal keeps."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.events import DocumentAttached
from chibo.core.procedure.meeting import Meeting
from chibo.documents.drawn_pages import (
    MOST_PAGES,
    Fault,
    PageNotDrawnError,
    Source,
    draw_ahead,
    page_count,
    page_picture,
)
from chibo.documents.led_documents import is_pdf, source_of
from chibo.live import actions
from chibo.live.acting import Wish
from chibo.live.showing import Shown, may_lead, offered
from chibo.web.database import in_database

PHONE = 800
"""The width that most of the pages ask for."""

FAULTS = {
    Fault.LOCKED: _(
        "This PDF asks for a password, so its pages cannot be shown. Bring it without one."
    ),
    Fault.BROKEN: _(
        "This page cannot be drawn: the PDF is damaged. Save it as a PDF again and bring it anew."
    ),
    Fault.NO_SUCH_PAGE: _("The document has no such page."),
    Fault.TOO_SLOW: _(
        "Drawing this page takes too long. Try again, or bring the document with smaller pictures."
    ),
    Fault.GONE: _(
        "The file of this document is gone or was changed, so it is not shown. Tell the administrator."
    ),
}
"""What the leader is told where there is no picture."""


class ShowForm(forms.Form):
    """A page of a document for everybody."""

    document = forms.CharField(max_length=64)
    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=MOST_PAGES)


class AllowForm(forms.Form):
    """Whether who has the floor may lead as well."""

    speaker_may = forms.BooleanField(required=False)


_FORMS: dict[str, type[forms.Form]] = {
    "show_page": ShowForm,
    "stop_showing": forms.Form,
    "let_speaker_show": AllowForm,
    "end_sharing": forms.Form,
}

SHOWING = frozenset(_FORMS)
"""Acts on what is shown."""


DRAWING = "show_page"
"""The one of them that may take a while: a page has to be drawn."""


async def lead(wish: Wish, key: str, meeting: Meeting, shown: Shown) -> Shown | forms.Form:
    """Return what is shown from now on, or the form that says what stands against it."""
    asked_at = timezone.now()
    form = _FORMS[wish.act](wish.fields)
    if not may_lead(meeting, wish.actor, shown):
        return _not_theirs(form)
    if not form.is_valid():
        return form
    match wish.act:
        case "show_page":
            return await _show(form, wish, key, meeting, shown, asked_at=asked_at)
        case "stop_showing":
            nothing = {"document": "", "page": 1, "pages": 0, "by": ""}
            return await in_database(actions.lead_to)(key, asked_at, **nothing)
        case "end_sharing":
            if wish.actor not in (meeting.chair.code, shown.screen):
                return _against(
                    form, gettext("Only the chair ends the sharing of another's screen.")
                )
            return await in_database(actions.unshare)(key, shown.screen)
        case _:
            if wish.actor != meeting.chair.code:
                return _against(form, gettext("Only the chair decides who may show papers."))
            may = form.cleaned_data["speaker_may"]
            return await in_database(actions.show)(key, speaker_may=may)


def _not_theirs(form: forms.Form) -> forms.Form:
    return _against(
        form,
        gettext(
            "Only the chair and the minutes taker show papers, and who has the floor where the chair lets them."
        ),
    )


def _against(form: forms.Form, words: str) -> forms.Form:
    form.is_valid()
    form.add_error(None, words)
    return form


async def _show(
    form: forms.Form,
    wish: Wish,
    key: str,
    meeting: Meeting,
    shown: Shown,
    *,
    asked_at: datetime,
) -> Shown | forms.Form:
    document, page = form.cleaned_data["document"], form.cleaned_data["page"]
    known = {each.document: each for each in offered(meeting)}
    if document not in known:
        return _against(
            form, gettext("This is not among the papers of the item that is being handled.")
        )
    if not is_pdf(known[document]):
        return _against(form, gettext("Only a PDF has pages that can be shown one by one."))
    try:
        pages = await _drawable(known[document], page)
    except PageNotDrawnError as error:
        return _against(form, _words(error.fault))
    if page > pages:
        words = ngettext(
            "The document has only %(pages)s page.",
            "The document has only %(pages)s pages.",
            pages,
        )
        form.add_error("page", words % {"pages": pages})
        return form
    if not may_lead(meeting, wish.actor, shown):
        # The floor went while it was drawn.
        return _not_theirs(form)
    # While it was drawn, another page may have been asked for and shown: that one stays.
    return await in_database(actions.lead_to)(
        key, asked_at, document=document, page=page, pages=pages, by=wish.actor
    )


async def _drawable(attached: DocumentAttached, page: int) -> int:
    """Return how many pages there are, once the one that is wanted is drawn."""
    source = await in_database(source_of)(attached)
    if source is None:
        raise PageNotDrawnError(Fault.GONE)
    pages = await page_count(source)
    if page <= pages:
        # Drawn before anybody asks: a thousand who turn to it find it ready.
        await page_picture(source, page, PHONE)
        _draw_next(source, page, pages)
    return pages


def _draw_next(source: Source, page: int, pages: int) -> None:
    if page < pages:
        draw_ahead(source, page + 1, PHONE)


def _words(fault: Fault) -> str:
    if fault is Fault.TOO_MANY_PAGES:
        words = gettext(
            "The document has more than %(most)s pages; bring the part that is to be shown."
        )
        return words % {"most": MOST_PAGES}
    return str(FAULTS[fault])
