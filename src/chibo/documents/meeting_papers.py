"""The papers that rest on a meeting, as a table: from the convocation to the report (MT-06, MT-12)."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.register_acts import Audience
from chibo.core.values import GatheringKind
from chibo.documents.convocation_paper import REQUESTS, convocation_paper, convocations_on
from chibo.documents.decision_paper import (
    conclusion_paper,
    conclusions_on,
    resolution_paper,
    resolutions_on,
)
from chibo.documents.kinds import Field, Offer, PaperKind
from chibo.documents.list_papers import (
    attendance_lists_on,
    attendance_paper,
    officers,
    task_list_paper,
    task_lists_on,
)
from chibo.documents.notice_paper import CONTENT, notice_paper, notices_on
from chibo.documents.report_paper import (
    EARLIER,
    EVALUATION,
    PROPOSALS,
    report_paper,
    reports_on,
)

Offers = Callable[[Meeting], tuple[Offer, ...]]
MEETING = "meeting"
_MEMBERS = (Audience.MEMBERS,)
_BOTH = (Audience.MEMBERS, Audience.SUPERIOR)

_PAPERS = (
    PaperKind(
        name="convocation",
        label=_("Convocation"),
        source=MEETING,
        types=("TB", ""),
        offers=convocations_on,
        compile=convocation_paper,
        audiences=_BOTH,
        fields=(Field(REQUESTS, _("What is asked of members")),),
        file_name="thong-bao-trieu-tap",
    ),
    PaperKind(
        name="resolution",
        label=_("Resolution"),
        source=MEETING,
        types=("NQ",),
        offers=resolutions_on,
        compile=resolution_paper,
        audiences=_BOTH,
        file_name="nghi-quyet",
    ),
    PaperKind(
        name="conclusion",
        label=_("Conclusion"),
        source=MEETING,
        types=("KL",),
        offers=conclusions_on,
        compile=conclusion_paper,
        audiences=_BOTH,
        file_name="ket-luan",
    ),
    PaperKind(
        name="report",
        label=_("Report to the superior committee"),
        source=MEETING,
        types=("BC",),
        offers=reports_on,
        compile=report_paper,
        audiences=(Audience.SUPERIOR,),
        fields=(
            Field(EARLIER, _("How the tasks of earlier meetings stand")),
            Field(EVALUATION, _("Evaluation of the meeting")),
            Field(PROPOSALS, _("What the cell asks for and proposes")),
        ),
        file_name="bao-cao",
    ),
    PaperKind(
        name="tasks",
        label=_("List of tasks"),
        source=MEETING,
        types=("",),
        offers=task_lists_on,
        compile=task_list_paper,
        audiences=_MEMBERS,
        file_name="phan-cong-nhiem-vu",
    ),
    PaperKind(
        name="attendance",
        label=_("Attendance list"),
        source=MEETING,
        types=("",),
        offers=attendance_lists_on,
        compile=attendance_paper,
        signers=officers,
        audiences=(),
        file_name="danh-sach-diem-danh",
    ),
    PaperKind(
        name="notice",
        label=_("Notice"),
        source=MEETING,
        types=("TB",),
        offers=notices_on,
        compile=notice_paper,
        audiences=_BOTH,
        fields=(Field(CONTENT, _("Text of the notice"), rows=10),),
        file_name="thong-bao",
    ),
)


def _of_whole(offers: Offers) -> Offers:
    """Keep an offer to meetings of the whole body: committees and groups have papers of their own."""

    def on(meeting: Meeting) -> tuple[Offer, ...]:
        return offers(meeting) if meeting.gathering.kind is GatheringKind.WHOLE else ()

    return on


PAPERS = tuple(replace(kind, offers=_of_whole(kind.offers)) for kind in _PAPERS)
