"""The lists of a meeting that bear no number: who attended, and who was given which task (AT-01, BB-08)."""

from typing import assert_never

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.register_acts import PaperSigner
from chibo.core.projections.attendance_list import Attended, Came, attendance_list
from chibo.core.projections.minutes import minutes
from chibo.core.values import Standing, Status
from chibo.documents.framing import Framed, framed, framed_for_officers
from chibo.documents.kinds import Drafting, Offer
from chibo.documents.meeting_words import (
    circumstances,
    meeting_named,
    meeting_planned,
    presence,
    task_table,
)
from chibo.documents.paper import Paper, Paragraph, Table
from chibo.documents.wording import (
    counted,
    hour,
    in_paper,
    words_of,
)
from chibo.meetings.queries import Standing as JournalStanding
from chibo.web import naming

_STANDINGS = {
    Standing.OFFICIAL: "Chính thức",
    Standing.PROBATIONARY: "Dự bị",
    Standing.TEMPORARY: "Sinh hoạt tạm thời",
}
_STATUSES = {
    Status.ACTIVE: "",
    Status.EXEMPT: "miễn công tác và sinh hoạt đảng",
    Status.SUSPENDED: "bị đình chỉ sinh hoạt đảng",
    Status.TRANSFERRED_OUT: "chuyển sinh hoạt đảng tạm thời",
}


def attendance_lists_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return the attendance list of a meeting that was held."""
    if meeting.closed_at is None:
        return ()
    return (Offer(abstract=f"{naming.said('đảng viên')} dự {meeting_planned(meeting.plan)}"),)


def task_lists_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return the list of the tasks of a meeting that gave any."""
    if meeting.closed_at is None or not meeting.tasks.standing():
        return ()
    return (Offer(abstract=f"theo kết luận tại buổi {meeting_planned(meeting.plan)}"),)


def officers(standing: JournalStanding, _issuer: PaperSigner) -> tuple[PaperSigner, ...]:
    """Return the minutes taker and the chair of the meeting, who sign its lists and minutes."""
    meeting = standing.state
    return tuple(
        PaperSigner(each.code, each.name, "") for each in (meeting.minutes_taker, meeting.chair)
    )


def attendance_paper(drafting: Drafting) -> Paper:
    """Return the attendance list: everybody on the roll, one row each."""
    meeting = drafting.standing.state
    said = minutes(meeting, drafting.rulebook)
    rows = tuple(
        _row(place, each) for place, each in enumerate(attendance_list(meeting), start=1)
    )
    guests = (
        (Paragraph(f"Đại biểu, khách mời: {'; '.join(said.guests)}."),) if said.guests else ()
    )
    return framed_for_officers(
        drafting,
        Framed(
            title="DANH SÁCH ĐIỂM DANH",
            blocks=(
                Paragraph(circumstances(said)),
                Table(
                    columns=(
                        "Stt",
                        "Họ và tên",
                        naming.said("Đảng viên"),
                        "Có mặt",
                        "Giờ đến",
                        "Ghi chú",
                    ),
                    rows=rows,
                    widths=(3, 11, 8, 8, 8, 11),
                    centred=(0, 4),
                ),
                Paragraph(f"Cộng: {presence(said.figures)}"),
                *guests,
            ),
        ),
    )


def _row(place: int, each: Attended) -> tuple[str, ...]:
    arrived = hour(each.arrived_at).removesuffix(" phút") if each.arrived_at else ""
    standing = _STANDINGS[each.standing]
    return (counted(place), each.name, standing, _came(each), arrived, _notes(each))


def _came(each: Attended) -> str:
    match each.came:
        case Came.IN_PERSON:
            return "Trực tiếp"
        case Came.ONLINE:
            return "Trực tuyến"
        case Came.EXCUSED | Came.UNEXCUSED | Came.AWAY:
            return ""
        case _:
            assert_never(each.came)


def _notes(each: Attended) -> str:
    absent = {
        Came.EXCUSED: f"Vắng có lý do: {each.reason}",
        Came.UNEXCUSED: "Vắng không có lý do",
    }
    notes = (
        absent.get(each.came, ""),
        naming.said(_STATUSES[each.status]),
        "đến muộn" if each.is_late else "",
        f"về lúc {hour(each.left_at)}" if each.left_at else "",
    )
    said = "; ".join(note for note in notes if note)
    return said[:1].upper() + said[1:]


def task_list_paper(drafting: Drafting) -> Paper:
    """Return who was given what to do, and by when."""
    said = minutes(drafting.standing.state, drafting.rulebook)
    unit = words_of(said.body).archive.lower()
    return framed(
        drafting,
        Framed(
            title="PHÂN CÔNG NHIỆM VỤ",
            blocks=(
                Paragraph(
                    f"Căn cứ kết luận của buổi {meeting_named(said)}, {unit} phân công nhiệm vụ"
                    " như sau:"
                ),
                *task_table(said),
                Paragraph(
                    "Các đồng chí được phân công tổ chức thực hiện, báo cáo kết quả với"
                    f" {in_paper('chi ủy')} đúng thời hạn."
                ),
            ),
            recipients=(f"{naming.said('Đảng viên')} trong {unit} (để thực hiện)",),
        ),
    )
