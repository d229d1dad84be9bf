"""The paper on half a year or a year of meetings in the register: it rests on the journal of the report's words (LB-03, AP-09)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.core.procedure.period_report import ReportWords
from chibo.core.procedure.register_acts import Audience
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer, PaperKind
from chibo.documents.paper import Paper
from chibo.documents.period_report_paper import abstract_of, report_blocks
from chibo.meetings.period_reports import days_of, period_of, period_report
from chibo.meetings.queries import Standing
from chibo.web.dates import day_in_words


def reports_on(state: ReportWords) -> tuple[Offer, ...]:
    """Return the report once its words are written, be they empty."""
    return (Offer(abstract=""),) if state.written else ()


def _abstract(standing: Standing, _offer: Offer) -> str:
    return abstract_of(*period_of(standing.key))


def early(source: str, day: date) -> str:
    """Return that the period of a report is not over; nobody is kept from reporting before (AP-09)."""
    last_on = days_of(*period_of(source)).last_on
    if last_on is None or day > last_on:
        return ""
    said = {"day": day_in_words(last_on), "today": day_in_words(day)}
    return (
        _(
            "The period lasts until %(day)s: a report issued now holds the figures up to %(today)s, and "
            "says so. What is still to come is in no report until another one is issued."
        )
        % said
    )


def report_to_issue(drafting: Drafting) -> Paper:
    """Return the report with the figures of the journals as they stand."""
    found = period_report(drafting.body, *period_of(drafting.standing.key))
    addressee = committee_above(drafting)
    return framed(
        drafting,
        Framed(
            title="BÁO CÁO",
            blocks=tuple(report_blocks(found, drafting.rulebook, drafting.dated)),
            addressee=addressee,
            grounds=drafting.rulebook.legal_basis,
            recipients=(addressee,) if addressee else (),
        ),
    )


PAPERS = (
    PaperKind(
        name="period_report",
        label=gettext_lazy("Report on half a year or a year"),
        source="report",
        types=("BC",),
        offers=reports_on,
        abstract=_abstract,
        compile=report_to_issue,
        caution=early,
        audiences=(Audience.SUPERIOR,),
        file_name="bao-cao-ket-qua-sinh-hoat",
    ),
)
