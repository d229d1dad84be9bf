"""The first two sections of the minutes: circumstances and attendance (BB-01 to BB-04)."""

from chibo.core.projections.minutes_value import (
    Absence,
    Figures,
    Minutes,
    Override,
    PointSheet,
    Presence,
)
from chibo.documents.minutes_gathering import are_all_official, form_label, roll_label
from chibo.documents.paper import Block, BulletList, KeyValues, Paragraph, Table
from chibo.documents.wording import (
    bare_number,
    closed,
    comrades,
    counted,
    day,
    day_of,
    ended,
    form_words,
    hour,
    in_paper,
    moment,
    spelled,
)
from chibo.web.naming import said


def circumstances(minutes: Minutes) -> tuple[Block, ...]:
    """Return time, place, form, points, platform and legal basis (BB-01, BB-02)."""
    pairs = [
        ("1. Thời gian", _time(minutes)),
        ("2. Địa điểm", minutes.place),
        (f"3. {form_label(minutes)}", form_words(minutes.form)),
    ]
    if minutes.platform:
        pairs.append(("Nền tảng trực tuyến", minutes.platform))
    blocks: list[Block] = [KeyValues(tuple(pairs))]
    if minutes.connection_points:
        blocks += [
            Paragraph(f"Điểm cầu ({counted(len(minutes.connection_points))} điểm):"),
            BulletList(closed(minutes.connection_points)),
        ]
    if minutes.sheets:
        blocks += [
            Paragraph("Người phụ trách điểm cầu và danh sách tại điểm cầu:"),
            BulletList(closed(tuple(_sheet(each) for each in minutes.sheets))),
        ]
    if basis := _basis(minutes):
        blocks += [Paragraph("4. Căn cứ:"), BulletList(closed(basis))]
    return tuple(blocks)


def _sheet(sheet: PointSheet) -> str:
    said = (
        f"{sheet.point}: đồng chí {sheet.keeper} phụ trách; {counted(sheet.people)} người có mặt;"
        f" {counted(sheet.votes)} lượt biểu quyết được ghi tại điểm cầu"
    )
    if sheet.confirmed_at is None:
        return f"{said}; danh sách chưa được xác nhận"
    return f"{said}; danh sách được xác nhận lúc {moment(sheet.confirmed_at)}"


def attendance(minutes: Minutes) -> tuple[Block, ...]:
    """Return the four groups of figures with their names, guests and who leads (BB-03, BB-04)."""
    figures = minutes.figures
    return (
        Paragraph(f"1. {roll_label(minutes)}: {_roll(minutes)}"),
        *_present(minutes),
        *_overrides(minutes.overrides),
        *_named("Đến muộn", figures.late),
        *_named("Về sớm", figures.left_early),
        *_absences(figures),
        *_guests(minutes.guests),
        KeyValues(
            (
                ("5. Chủ trì", f"đồng chí {minutes.chair.name}"),
                ("6. Người ghi biên bản", f"đồng chí {minutes.minutes_taker.name}"),
                *_assigned(minutes.assigned),
            )
        ),
    )


def _assigned(name: str) -> tuple[tuple[str, str], ...]:
    """Return who is in charge of a group for the committee (TG-01)."""
    label = in_paper("7. Chi ủy viên phụ trách, dự sinh hoạt tổ đảng")
    return ((label, f"đồng chí {name}"),) if name else ()


def _time(minutes: Minutes) -> str:
    started = f"bắt đầu lúc {moment(minutes.opened_at)}"
    if minutes.closed_at is None:
        return started
    same_day = day_of(minutes.closed_at) == day_of(minutes.opened_at)
    until = f"{hour(minutes.closed_at)} cùng ngày" if same_day else moment(minutes.closed_at)
    return f"{started}; kết thúc lúc {until}"


def _basis(minutes: Minutes) -> tuple[str, ...]:
    if minutes.approval is None:
        return minutes.legal_basis
    approval = minutes.approval
    # A committee may answer without a number.
    number = f" số {bare_number(approval.number)}," if approval.number else ""
    letter = f"Công văn{number} {day(approval.dated)} của {spelled(approval.body)}"
    return (*minutes.legal_basis, letter)


def _roll(minutes: Minutes) -> str:
    """Return the roll: official and probationary; then who is not counted or not expected."""
    figures = minutes.figures
    apart = (
        ("đảng viên sinh hoạt tạm thời (không tính vào đảng số)", figures.temporary),
        ("miễn công tác và sinh hoạt đảng", figures.exempt),
        ("chuyển sinh hoạt đảng tạm thời đi nơi khác", figures.transferred_out),
        ("bị đình chỉ sinh hoạt đảng", figures.suspended),
    )
    text = comrades(figures.roll)
    if not are_all_official(minutes):
        text += (
            f", trong đó chính thức {counted(figures.official)},"
            f" dự bị {counted(figures.probationary)}"
        )
    stated = (f"{said(label)}: {counted(number)}" for label, number in apart if number)
    return "; ".join((text, *stated)) + "."


def _present(minutes: Minutes) -> tuple[Block, ...]:
    """Return who was present: a sentence, and a table where some were online."""
    figures, label = minutes.figures, "2. Có mặt"
    present = figures.present
    if not present.online:
        parts = (
            ("chính thức", figures.present_official),
            ("dự bị", figures.present_probationary),
            ("sinh hoạt tạm thời", figures.present_temporary),
        )
        named = ", ".join(f"{kind} {counted(one.total)}" for kind, one in parts if one.total)
        shares = f", trong đó {named}" if named and not are_all_official(minutes) else ""
        return (Paragraph(f"{label}: {comrades(present.total)}{shares}; đều dự trực tiếp."),)
    sentence = (
        f"{label}: {comrades(present.total)}, trong đó trực tiếp {counted(present.in_person)},"
        f" trực tuyến {counted(present.online)}:"
    )
    return (Paragraph(sentence), _present_table(figures))


def _overrides(overrides: tuple[Override, ...]) -> tuple[Block, ...]:
    """Return whom the chair let take part online against the table, and why (PR-03)."""
    return tuple(
        Paragraph(
            f"Chủ trì cho phép đồng chí {one.person} tham gia trực tuyến lúc {hour(one.at)},"
            f" lý do: {ended(one.reason)}"
        )
        for one in overrides
    )


def _present_table(figures: Figures) -> Table:
    kinds = (
        ("Đảng viên chính thức", figures.present_official),
        ("Đảng viên dự bị", figures.present_probationary),
        ("Đảng viên sinh hoạt tạm thời", figures.present_temporary),
        ("Cộng", figures.present),
    )
    return Table(
        columns=("Đối tượng", "Trực tiếp", "Trực tuyến", "Cộng"),
        rows=tuple(_present_row(label, presence) for label, presence in kinds),
        widths=(5, 2, 2, 2),
        centred=(1, 2, 3),
    )


def _present_row(label: str, presence: Presence) -> tuple[str, ...]:
    numbers = (presence.in_person, presence.online, presence.total)
    return (said(label), *(counted(number) for number in numbers))


def _named(label: str, names: tuple[str, ...]) -> tuple[Block, ...]:
    if not names:
        return ()
    return (KeyValues(((f"{label} ({counted(len(names))})", ", ".join(names)),)),)


def _absences(figures: Figures) -> tuple[Block, ...]:
    """Return who was absent, with reason (name and reason) and without (name) (BB-03)."""
    unexcused = tuple(Absence(name) for name in figures.absent_without_reason)
    if not figures.absent_with_reason and not unexcused:
        return (Paragraph("3. Vắng mặt: không có."),)
    return (
        *_absent("3. Vắng mặt có lý do", figures.absent_with_reason),
        *_absent("Vắng mặt không có lý do", unexcused),
    )


def _absent(label: str, absences: tuple[Absence, ...]) -> tuple[Block, ...]:
    if not absences:
        return (Paragraph(f"{label}: không có."),)
    names = tuple(
        f"{absence.name}, lý do: {absence.reason}" if absence.reason else absence.name
        for absence in absences
    )
    return (Paragraph(f"{label}: {comrades(len(absences))}:"), BulletList(closed(names)))


def _guests(guests: tuple[str, ...]) -> tuple[Block, ...]:
    if not guests:
        return (Paragraph("4. Đại biểu, khách mời: không có."),)
    return (
        Paragraph(f"4. Đại biểu, khách mời: {comrades(len(guests))}:"),
        BulletList(closed(guests)),
    )
