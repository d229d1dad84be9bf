"""The papers of a meeting by groups: a group's report, the synthesis, the resolution or conclusion."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.sums import sum_of_group
from chibo.core.procedure.groups.terms import Stage, Treatment
from chibo.core.procedure.register_acts import Audience
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant
from chibo.documents.formats import format_on
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer, PaperKind
from chibo.documents.meeting_words import numbered, text_blocks
from chibo.documents.paper import (
    Block,
    Heading,
    Paper,
    Paragraph,
    SignatureBlock,
    Table,
    Tally,
)
from chibo.documents.wording import (
    body_line,
    comrades,
    day,
    day_of,
    hour,
    in_paper,
    integrity_line,
    short_day,
    spelled,
    words_of,
)
from chibo.groups.groups_kind import NAME
from chibo.groups.queries import Said, opinions
from chibo.meetings.queries import Standing
from chibo.registry.models import Body

_TITLES = {TextKind.RESOLUTION: "NGHỊ QUYẾT", TextKind.CONCLUSION: "KẾT LUẬN"}
_TREATED = {
    Treatment.TAKEN: "Tiếp thu",
    Treatment.IN_PART: "Tiếp thu một phần",
    Treatment.NOT_TAKEN: "Không tiếp thu",
}
_KINDS = {
    OpinionKind.OPINION: "",
    OpinionKind.DIFFERING: "ý kiến khác",
    OpinionKind.RESERVED: "bảo lưu ý kiến",
}
_COMPILED = frozenset({Stage.COMPILED, Stage.DECIDED, Stage.CLOSED})


# --- a group's report (TG-05) ----------------------------------------------------------------


def group_report(
    standing: Standing, body: Body, report: ev.ReportSent, rules: Rulebook
) -> Paper:
    """Return a group leader's report as a paper; it bears no number of the cell's register."""
    state: Procedure = standing.state
    group = state.sessions.groups[report.group]
    meeting = state.sessions.meetings[report.meeting.journal]
    sent_at = state.reports.sent_at[report.group, report.round].at
    dated = rules.day_of(sent_at)
    sections = [
        ("SỐ ĐẢNG VIÊN DỰ HỌP", (Paragraph(_present(meeting, len(group.members))),)),
        ("Ý KIẾN CỦA ĐẢNG VIÊN", text_blocks(report.account.opinions)),
        ("Ý KIẾN KHÁC VỚI DỰ THẢO", text_blocks(report.account.differing)),
        ("Ý KIẾN BẢO LƯU", text_blocks(report.account.reserved)),
        ("KẾT QUẢ BIỂU QUYẾT", tuple(_group_vote(state, meeting, rules))),
        ("KIẾN NGHỊ, ĐỀ XUẤT", text_blocks(report.account.proposals)),
    ]
    return Paper(
        format=format_on(dated).id,
        kind_code="BC",
        superior_line=body_line(body.name),
        body_line=report.group.upper(),
        place=body.place,
        dated=dated,
        title="BÁO CÁO",
        abstract=f"tổng hợp ý kiến cuộc họp {report.group}, {day(day_of(_began(meeting)))}",
        addressee=f"{in_paper('Chi ủy')} {spelled(body.name)}",
        blocks=numbered(sections),
        recipients=(f"{in_paper('Chi ủy')} {spelled(body.name)}", "Lưu tổ đảng"),
        signatures=(
            SignatureBlock(
                heading="TỔ TRƯỞNG TỔ ĐẢNG",
                name=group.leader.name,
                signed_at=sent_at,
                note="Báo cáo gửi chậm" if report.is_late else "",
            ),
        ),
        integrity_line=integrity_line(standing.hash, rules.title, rules.fingerprint),
        is_training=rules.is_training,
    )


def _began(meeting: ev.GroupMeetingNoted) -> Instant:
    """Return when a group began: its opening, the planned hour only where none is known."""
    return meeting.opened_at or meeting.starts_at


def _present(meeting: ev.GroupMeetingNoted, members: int) -> str:
    at = _began(meeting)
    return (
        f"Cuộc họp lúc {hour(at)}, {day(day_of(at))} do đồng chí {meeting.chair.name} chủ trì;"
        f" có mặt {comrades(len(meeting.present))} trên tổng số {comrades(members)}."
    )


def _group_vote(
    state: Procedure, meeting: ev.GroupMeetingNoted, rules: Rulebook
) -> Iterator[Block]:
    if not meeting.version:
        return
    found = sum_of_group(state.sessions, meeting, (meeting.version,), rules)
    yield Paragraph(
        f"Dự thảo lần {meeting.version}: {found.votes_for} đồng chí tán thành;"
        f" {found.against} đồng chí không tán thành; {found.other} đồng chí có ý kiến khác."
        " Kết quả được cộng với các tổ đảng khác; từng tổ không tự thông qua."
    )


# --- the synthesis (TG-06) -------------------------------------------------------------------


def synthesis_on(state: Procedure) -> tuple[Offer, ...]:
    """Return the synthesis once it is closed."""
    if state.stage not in _COMPILED:
        return ()
    day_ = short_day(state.begun.on)
    return (Offer(abstract=f"tổng hợp ý kiến sinh hoạt theo tổ đảng, đợt từ ngày {day_}"),)


def synthesis_paper(drafting: Drafting) -> Paper:
    """Return the report that compiles the opinions of all groups."""
    state: Procedure = drafting.standing.state
    said = opinions(state)
    sections = [
        ("TÌNH HÌNH CHUNG", tuple(_groups(state, drafting.rulebook))),
        ("Ý KIẾN VÀ VIỆC TIẾP THU", tuple(_points(state, said))),
        ("Ý KIẾN KHÁC VÀ Ý KIẾN BẢO LƯU", tuple(_marked(said))),
        ("NHẬN XÉT CHUNG", text_blocks(state.synthesis.summary)),
    ]
    opening = Paragraph(
        f"{in_paper('Chi ủy')} {spelled(drafting.body.name)} tổng hợp ý kiến như sau:"
    )
    unit = words_of(drafting.body.name).archive.lower()
    return framed(
        drafting,
        Framed(
            title="BÁO CÁO",
            blocks=(opening, *numbered(sections)),
            recipients=(f"Đảng viên trong {unit}",),
        ),
    )


def _groups(state: Procedure, rules: Rulebook) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for name, group in state.sessions.groups.items():
        meeting = state.sessions.of(name, state.round)
        found = (
            sum_of_group(state.sessions, meeting, state.versions, rules) if meeting else None
        )
        missing = state.sessions.missing.get((name, state.round))
        rows.append(
            (
                name,
                short_day(day_of(_began(meeting))) if meeting else "–",
                f"{len(meeting.present)}/{len(group.members)}" if meeting else "–",
                f"{found.votes_for}" if found else "–",
                f"{found.against}" if found else "–",
                f"{found.other}" if found else "–",
                missing.reason if missing else "",
            )
        )
    yield Table(
        columns=(
            "Tổ đảng", "Ngày họp", "Dự họp", "Tán thành", "Không tán thành", "Ý kiến khác",
            "Ghi chú",
        ),
        rows=tuple(rows),
        widths=(5, 4, 3, 3, 4, 3, 5),
        centred=(1, 2, 3, 4, 5),
    )  # fmt: skip


def _points(state: Procedure, said: dict[str, Said]) -> Iterator[Block]:
    for number, point in enumerate(state.synthesis.points.values(), start=1):
        under = [said[key] for key in state.synthesis.under(point.point) if key in said]
        if point.treatment is None or not under:
            continue
        yield Heading(2, f"{number}. {point.title}")
        for each in under:
            yield Paragraph(f"- Đồng chí {each.name} ({each.group}): {each.text}")
        reason = f": {point.reason}" if point.reason else ""
        yield Paragraph(
            f"{in_paper('Chi ủy')}: {_TREATED[point.treatment]}{reason}", italic=True
        )


def _marked(said: dict[str, Said]) -> Iterator[Block]:
    for each in said.values():
        if each.is_marked:
            kind = _KINDS[each.mark.kind]
            yield Paragraph(f"- Đồng chí {each.name} ({each.group}; {kind}): {each.text}")


# --- the resolution or conclusion (TG-07) ----------------------------------------------------


def resolutions_on(state: Procedure) -> tuple[Offer, ...]:
    """Return the resolution that was adopted."""
    return _adopted(state, TextKind.RESOLUTION)


def conclusions_on(state: Procedure) -> tuple[Offer, ...]:
    """Return the conclusion that was adopted."""
    return _adopted(state, TextKind.CONCLUSION)


def _adopted(state: Procedure, kind: TextKind) -> tuple[Offer, ...]:
    decided, latest = state.committee.decided, state.texts.latest
    if decided is None or latest is None or not decided.is_adopted:
        return ()
    said = latest.proposed
    if said.kind is not kind:
        return ()
    title = said.title.removeprefix("Nghị quyết ").removeprefix("Kết luận ")
    return (Offer(abstract=title),)


def groups_that_met(state: Procedure) -> tuple[str, ...]:
    """Return the groups of this round in the order of the cell, whichever met first."""
    met = {each.group for each in state.sessions.closed(state.round)}
    return tuple(name for name in state.sessions.groups if name in met)


def decision_paper(drafting: Drafting) -> Paper:
    """Return the text word for word, with the votes of the cell and of the committee (VT-07)."""
    state: Procedure = drafting.standing.state
    decided, latest = state.committee.decided, state.texts.latest
    if decided is None or latest is None:
        raise LookupError(drafting.standing.key)
    unit = words_of(drafting.body.name).archive.lower()
    above = committee_above(drafting)
    names = ", ".join(groups_that_met(state))
    opening = Paragraph(
        f"{spelled(drafting.body.name)} sinh hoạt theo tổ đảng ({names}), từ"
        f" {day(state.begun.on)}. Sau khi các tổ đảng thảo luận, biểu quyết và {in_paper('chi ủy')} tổng hợp"
        f" ý kiến, {unit} thống nhất:"
    )
    return framed(
        drafting,
        Framed(
            title=_TITLES[latest.proposed.kind],
            blocks=(
                opening,
                *text_blocks(latest.proposed.body),
                *_tasks(state),
                *_votes(decided, latest.proposed),
            ),
            recipients=(
                *((f"{above} (để báo cáo)",) if above else ()),
                f"Đảng viên trong {unit} (để thực hiện)",
            ),
        ),
    )


def _tasks(state: Procedure) -> Iterator[Block]:
    standing = [
        each
        for key, each in state.aftermath.tasks.items()
        if key not in state.aftermath.withdrawn
    ]
    if not standing:
        return
    yield Heading(1, "Phân công, tổ chức thực hiện")
    yield Table(
        columns=("Người thực hiện", "Nội dung", "Thời hạn"),
        rows=tuple(
            (
                each.group or f"Đồng chí {state.sessions.roll[each.person].name}",
                each.content,
                short_day(each.due_on),
            )
            for each in standing
        ),
        widths=(6, 13, 5),
        centred=(2,),
    )


def _votes(decided: ev.TextDecided, said: ev.VersionProposed) -> Iterator[Block]:
    yield Tally(
        question=said.title,
        version=decided.version,
        base=decided.base,
        votes_for=decided.votes_for,
        votes_against=decided.against,
        votes_other=decided.other,
        percent=decided.percent,
        is_adopted=decided.is_carried,
    )
    mine = decided.committee
    yield Paragraph(
        f"{in_paper('Chi ủy')} biểu quyết: {mine.votes_for}/{mine.base} đồng chí tán thành,"
        f" {mine.against} đồng chí không tán thành, {mine.other} đồng chí có ý kiến khác."
    )


PAPERS = (
    PaperKind(
        name="groups_resolution",
        label=_("Resolution"),
        source=NAME,
        types=("NQ",),
        offers=resolutions_on,
        compile=decision_paper,
        audiences=(Audience.MEMBERS, Audience.SUPERIOR),
        file_name="nghi-quyet",
    ),
    PaperKind(
        name="groups_conclusion",
        label=_("Conclusion"),
        source=NAME,
        types=("KL",),
        offers=conclusions_on,
        compile=decision_paper,
        audiences=(Audience.MEMBERS, Audience.SUPERIOR),
        file_name="ket-luan",
    ),
    PaperKind(
        name="groups_synthesis",
        label=_("Report compiling opinions"),
        source=NAME,
        types=("BC",),
        offers=synthesis_on,
        compile=synthesis_paper,
        file_name="bao-cao-tong-hop-y-kien",
    ),
)
