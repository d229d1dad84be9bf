"""The minutes on the screen and as files, whose turn it is to sign, and what follows after the lock."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.addenda import Addendum
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.signatures import MINUTES, PaperFixed
from chibo.core.procedure.terms import Person
from chibo.core.values import Refusal
from chibo.documents.addendum_forms import AddendumForm
from chibo.documents.compiling import minutes_of, rulebook_of_minutes
from chibo.documents.fixing import fixed_paper
from chibo.documents.layout import lay_out
from chibo.documents.seal_words import fault_in_words
from chibo.documents.shelf import FileBrokenError
from chibo.documents.signing import SubjectUnknownError, signing_of, subjects
from chibo.documents.substitutes import Place, open_places
from chibo.documents.views.files import file_of, handed_over
from chibo.meetings.permissions import may_view_meeting
from chibo.meetings.queries import JournalUnknownError, Standing, meeting
from chibo.registry.queries import member_of
from chibo.web.naming import speak_of


@dataclass(frozen=True, slots=True)
class Line:
    """The minutes or an addendum in the list of what belongs to them."""

    subject: str
    addendum: Addendum | None
    waits_for: Person | None
    is_mine: bool
    is_locked: bool
    fixed: PaperFixed | None

    @property
    def fault(self) -> str:
        """Why it bears no seal, in words."""
        return fault_in_words(self.fixed.fault) if self.fixed else ""


def meeting_for(request: HttpRequest, key: str) -> Meeting:
    """Return a meeting that was opened, for somebody who may see it; nobody else learns of it."""
    if not may_view_meeting(request.user, key):
        raise Http404
    try:
        state, _standing = meeting(key)
    except JournalUnknownError:
        raise Http404 from None
    if state.opened_at is None:
        raise Http404
    return state


def _lines(state: Meeting, code: str) -> list[Line]:
    lines = []
    for subject in subjects(state):
        signing = signing_of(state, subject)
        person = signing.next_signer if _is_over(state) else None
        lines.append(
            Line(
                subject=subject,
                addendum=state.addenda.proposed.get(subject),
                waits_for=person,
                is_mine=person is not None and person.code == code,
                is_locked=signing.is_locked,
                fixed=signing.fixed,
            )
        )
    return lines


def _is_over(state: Meeting) -> bool:
    return state.phase in {Phase.CLOSED, Phase.BROKEN_OFF}


@login_required
@require_GET
def minutes_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the minutes as they stand, with what is still to be done to them."""
    return show_minutes(request, key, meeting_for(request, key))


def show_minutes(
    request: HttpRequest,
    key: str,
    state: Meeting,
    *,
    refusal: Refusal | None = None,
    form: Form | None = None,
) -> HttpResponse:
    """Show the minutes, with a refusal or with what is wrong in a form."""
    member = member_of(request.user)
    code = member.code if member else ""
    rulebook = rulebook_of_minutes(key)
    speak_of(rulebook)
    first, *addenda = _lines(state, code)
    is_signer = code in {person.code for person in state.signers}
    _, standing = meeting(key)
    context = {
        "key": key,
        "meeting": state,
        "plan": state.plan,
        "sheet": lay_out(minutes_of(key)),
        "line": first,
        "addenda": addenda,
        "is_over": _is_over(state),
        "is_signer": is_signer,
        "form": form or AddendumForm(),
        "may_propose": first.is_locked and is_signer and state.addenda.waiting is None,
        "places": _places(standing, state, code),
        "refusal": refusal,
        "rules": rulebook.rules if rulebook else {},
        "is_training": rulebook is not None and rulebook.is_training,
    }
    status = 409 if refusal else 422 if form else 200
    return render(request, "documents/minutes.html", context, status=status)


def _places(standing: Standing, state: Meeting, code: str) -> tuple[Place, ...]:
    return open_places(standing, state, actor=code) if _is_over(state) else ()


@login_required
@require_GET
def minutes_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the minutes as PDF or DOCX; once both have signed, the PDF is always the same bytes."""
    state = meeting_for(request, key)
    name = f"bien-ban-{state.plan.starts_at.date()}"
    if kind == "pdf" and state.confirmation.is_locked:
        return handed_over(fixed_paper(key, MINUTES), kind, name)
    speak_of(rulebook_of_minutes(key))
    return file_of(minutes_of(key), kind, name)


@login_required
@require_GET
def addendum_file(request: HttpRequest, key: str, addendum: str) -> HttpResponse:
    """Give an addendum that both have signed, always the same bytes."""
    state = meeting_for(request, key)
    try:
        signing = signing_of(state, addendum)
        if addendum == MINUTES or not signing.is_locked:
            raise Http404
        content = fixed_paper(key, addendum)
    except (SubjectUnknownError, FileBrokenError):
        raise Http404 from None
    number = state.addenda.proposed[addendum].number
    return handed_over(content, "pdf", f"bien-ban-bo-sung-{number}")
