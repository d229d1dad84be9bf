"""The last sections of the minutes: tasks, incidents, score and approval (BB-08 to BB-11)."""

from chibo.core.projections.minutes_value import (
    Incident,
    Interruption,
    Minutes,
    NewChair,
    Reading,
)
from chibo.core.values import Form
from chibo.documents.minutes_course import spoken
from chibo.documents.minutes_gathering import called
from chibo.documents.paper import Block, BulletList, Paragraph, Table
from chibo.documents.wording import counted, ended, hour, moment, short_day
from chibo.web.naming import said


def ending(minutes: Minutes) -> list[tuple[str, tuple[Block, ...]]]:
    """Return the last sections with their titles; one without blocks is left out."""
    return [
        ("PHÂN CÔNG NHIỆM VỤ", _tasks(minutes)),
        ("TỰ CHẤM ĐIỂM, XẾP LOẠI BUỔI SINH HOẠT", _score(minutes)),
        ("TẠM DỪNG, THAY ĐỔI CHỦ TRÌ", _interrupted(minutes)),
        ("SỰ CỐ KỸ THUẬT", incidents(minutes)),
        ("THÔNG QUA BIÊN BẢN", _approved(minutes)),
    ]


def _tasks(minutes: Minutes) -> tuple[Block, ...]:
    if not minutes.tasks:
        return ()
    rows = tuple(
        (str(number), task.member, task.content, short_day(task.due_on) if task.due_on else "")
        for number, task in enumerate(minutes.tasks, start=1)
    )
    columns = ("Stt", said("Đảng viên"), "Nội dung nhiệm vụ", "Thời hạn")
    return (Table(columns=columns, rows=rows, widths=(2, 7, 13, 5), centred=(0, 3)),)


def _score(minutes: Minutes) -> tuple[Block, ...]:
    score = minutes.self_score
    if score is None:
        return ()
    result = f"tự chấm {score.points}/{score.most} điểm, xếp loại: {ended(score.grade)}"
    stated: list[Block] = [Paragraph(f"{said('Chi bộ')} {result}")]
    if score.rows:
        rows = tuple((label, str(points), str(most)) for label, points, most in score.rows)
        columns = ("Nội dung chấm điểm", "Điểm đạt", "Điểm tối đa")
        stated.append(Table(columns=columns, rows=rows, widths=(16, 5, 5), centred=(1, 2)))
    if score.remedies:
        stated.append(Paragraph(f"Biện pháp khắc phục: {ended(score.remedies)}"))
    return tuple(stated)


def incidents(minutes: Minutes) -> tuple[Block, ...]:
    """Return the incidents; of a meeting with a line, that there were none is said too (BB-09)."""
    if minutes.incidents:
        is_over = minutes.closed_at is not None
        told = tuple(_incident(each, is_over=is_over) for each in minutes.incidents)
        return (BulletList(told),)
    return () if minutes.form is Form.IN_PERSON else (Paragraph("Không có sự cố kỹ thuật."),)


def _incident(incident: Incident, *, is_over: bool) -> str:
    started = f"Từ {hour(incident.began_at)}"
    until = f"{started} đến {hour(incident.ended_at)}" if incident.ended_at else started
    where = f", khi đang bàn nội dung “{incident.item}”" if incident.item else ""
    later = "".join(f", sang cả nội dung “{title}”" for title in incident.later_items)
    effects = "; ".join([_lasting(incident, is_over=is_over), *_on_votes(incident)]).strip("; ")
    return f"{until}: {said('đồng chí')} {incident.person} bị mất kết nối{where}{later}; {effects}."


def _lasting(incident: Incident, *, is_over: bool) -> str:
    """Say where a line did not come back; AT-04: that is an absence with a reason."""
    if incident.has_left:
        return "không kết nối lại được cho đến khi rời buổi sinh hoạt, tính là vắng có lý do"
    if incident.ended_at is None and not is_over:
        return "hiện chưa kết nối lại được"
    if incident.ended_at is None:
        return "đến khi kết thúc vẫn chưa kết nối lại được, tính là vắng có lý do"
    return ""


def _on_votes(incident: Incident) -> list[str]:
    """Return what the failure did to each vote that was open meanwhile (TC-07)."""
    if not incident.votes:
        return ["không ảnh hưởng đến biểu quyết"]
    return [
        f"trong lúc biểu quyết “{vote.question}”, "
        + (
            "ý kiến biểu quyết vẫn được ghi nhận"
            if vote.is_counted
            else "không biểu quyết được"
        )
        for vote in incident.votes
    ]


def _interrupted(minutes: Minutes) -> tuple[Block, ...]:
    """Return when the meeting stood still and who took the chair, with the reasons."""
    held = called(minutes).capitalize()
    stated = [(each.began_at, _pause(each, held)) for each in minutes.interruptions]
    stated += [(each.at, _new_chair(each)) for each in minutes.new_chairs]
    told = tuple(sentence for _, sentence in sorted(stated))
    return (BulletList(told),) if told else ()


def _pause(pause: Interruption, held: str) -> str:
    until = f" đến {hour(pause.ended_at)}" if pause.ended_at else ", không tiếp tục được nữa"
    reason = ended(f"lý do: {pause.reason}")
    return f"{held} tạm dừng từ {hour(pause.began_at)}{until}; {reason}"


def _new_chair(chair: NewChair) -> str:
    return f"Từ {hour(chair.at)}, {said('đồng chí')} {chair.person} chủ trì; " + ended(
        f"lý do: {chair.reason}"
    )


def _approved(minutes: Minutes) -> tuple[Block, ...]:
    """Return the statement that the minutes were read and approved, and the closing (BB-11)."""
    stated = _read(minutes.reading, called(minutes)) if minutes.reading else ()
    if minutes.closed_at is None:
        return stated
    return (
        *stated,
        Paragraph(f"{called(minutes).capitalize()} kết thúc lúc {moment(minutes.closed_at)}."),
    )


def _read(reading: Reading, held: str) -> tuple[Block, ...]:
    verdict = "và được thông qua" if reading.is_approved else "nhưng chưa được thông qua"
    stated = f"Biên bản đã được đọc trước {held} {verdict}"
    if not reading.comments:
        return (Paragraph(f"{stated}, không có ý kiến bổ sung."),)
    comments = tuple(spoken(comment) for comment in reading.comments)
    return (
        Paragraph(f"{stated}, có {counted(len(comments))} ý kiến đối với biên bản:"),
        *comments,
    )
