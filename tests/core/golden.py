"""The stories of the golden journals, told by commands; `python -m tests.core.golden` writes what is missing.

A golden journal is never written again: every release has to read the ones that are there.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from chibo.core.journal.chain import START, Entry, digest, sealed
from chibo.core.journal.codec import encode
from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure import meeting as procedure
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.terms import CLOCK, Answer, OpinionKind, PlannedItem, TextKind
from chibo.core.values import Choice, Instant, MeetingKind, Mode, PersonId, Refusal
from tests.core.journals import (
    CHECKLIST,
    DAYS_BEFORE,
    ENDS,
    FACTS,
    PLAN,
    STARTS,
    line_of,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    HOA,
    INVITED,
    MINH,
    NGA,
    PHUC,
    SON,
    THU,
    UYEN,
    VINH,
    XUAN,
    person,
)

FOLDER = Path(__file__).parent / "journals"
Step = tuple[Instant, PersonId, Any]


def told(key: str, state: Any, steps: Iterable[Step], *, of: Any, facts: Any) -> list[Entry]:
    """Return the journal of a story, each command decided like in life."""
    entries: list[Entry] = []
    for number, (at, actor, command) in enumerate(steps, 1):
        told_now = command(state) if callable(command) else command
        now = Moment(at, actor)
        decision = of.decide(state, told_now, now=now, facts=facts)
        assert not isinstance(decision, Refusal), (number, told_now, decision)
        for event in decision:
            entry = sealed(
                journal=key,
                seq=len(entries) + 1,
                at=str(encode(at)),
                actor=actor,
                command=f"command-{number}",
                digest=digest([type(told_now).__name__, encode(told_now), actor]),
                event=type(event).__name__,
                data=encode(event),
                previous=entries[-1].hash if entries else START,
            )
            entries.append(entry)
            of.evolve(state, event, now, *([entry.hash] if of is procedure else []))
    return entries


def application_story() -> list[Entry]:
    """Return an application that comes back once and is then approved."""
    request = ask.Request(
        body=PLAN.body,
        body_name=PLAN.body_name,
        superior_name=PLAN.superior_name,
        kind=MeetingKind.ORDINARY,
        form=PLAN.form,
        ground=PLAN.ground,
        reason="Năm đồng chí đi làm ăn xa, trực rừng, công tác ở tỉnh khác",
        starts_at=STARTS,
        expected_end_at=ENDS,
        place=PLAN.place,
        points=PLAN.points[:1],
        platform=PLAN.platform,
        agenda=PLAN.agenda,
        is_content_declared=True,
        infrastructure=CHECKLIST,
        fallback="0203 555 0100",
        chair=person(AN),
        minutes_taker=person(BINH),
        technician="Ngô Hồng Phúc",
    )
    day = DAYS_BEFORE - timedelta(days=3)
    hours = [day + timedelta(hours=hour) for hour in range(6)]
    steps: list[Step] = [
        (hours[0], THU, ask.DraftApplication(request)),
        (hours[1], THU, ask.SubmitApplication()),
        (hours[2], UYEN, ask.ReturnApplication("Bổ sung điểm cầu Trạm kiểm lâm")),
        (hours[3], THU, ask.DraftApplication(replace(request, points=PLAN.points))),
        (hours[4], THU, ask.SubmitApplication()),
        (hours[5], UYEN, ask.ApproveApplication("12-CV/ĐU", "Đồng ý")),
    ]
    facts = replace(FACTS, occasion=None)
    return told("application-2024-06", ask.Application(), steps, of=ask, facts=facts)


def meeting_story(approved: Entry) -> list[Entry]:
    """Return a hybrid meeting from its convocation to the second signature."""
    approval = do.Approval(
        approved.journal,
        approved.seq,
        approved.hash,
        "12-CV/ĐU",
        DAYS_BEFORE - timedelta(days=2),
    )
    assert FACTS.occasion is not None
    facts = replace(FACTS, occasion=replace(FACTS.occasion, approval=approval))
    steps = [*_before(replace(PLAN, approval=approval)), *_meeting(), *_after()]
    return told("meeting-2024-06", procedure.Meeting(), steps, of=procedure, facts=facts)


def _before(plan: do.Plan) -> list[Step]:
    at = [DAYS_BEFORE + timedelta(hours=hour) for hour in range(8)]
    return [
        (at[0], THU, do.ConveneMeeting(plan, INVITED, (person(VINH),))),
        (
            at[1],
            THU,
            do.AttachDocument("d-1", "item-1", "Báo cáo tháng 5", "bc.pdf", "a" * 64, 4096),
        ),
        (at[2], CUONG, do.AnswerConvocation(CUONG, Answer.ONLINE, "")),
        (at[3], SON, do.AnswerConvocation(SON, Answer.ABSENT, "Trực ca")),
        (at[4], PHUC, do.AnswerConvocation(PHUC, Answer.IN_ROOM, "")),
    ]


def _meeting() -> list[Step]:
    acts: list[tuple[PersonId, Any]] = [
        (AN, do.OpenMeeting(CHECKLIST)),
        (AN, do.CheckIn(AN, Mode.IN_PERSON)),
        (BINH, do.CheckIn(BINH, Mode.IN_PERSON)),
        (BINH, do.CheckIn(GIANG, Mode.IN_PERSON)),
        (BINH, do.CheckIn(HOA, Mode.IN_PERSON)),
        *((code, do.CheckIn(code, Mode.ONLINE)) for code in (CUONG, DUNG, MINH, NGA)),
        *((BINH, do.ConfirmIdentity(code)) for code in (CUONG, DUNG, MINH, NGA)),
        (AN, do.AllowOnline(PHUC, "Đường lũ, không qua được")),
        (PHUC, do.CheckIn(PHUC, Mode.ONLINE)),
        (BINH, do.AdmitGuest(XUAN, "Hồ Xuân", "Trưởng thôn")),
        (BINH, do.CloseRollCall()),
        (BINH, do.CheckIn(THU, Mode.IN_PERSON)),
        (AN, do.ApproveAgenda()),
        (AN, do.OpenItem("item-1")),
        (CUONG, do.AskFloor(CUONG)),
        (DUNG, do.AskFloor(DUNG, is_point_of_order=True)),
        (AN, do.GiveFloor(DUNG)),
        (AN, do.GiveFloor(CUONG)),
        (
            BINH,
            do.RecordOpinion(
                "o-1", CUONG, "item-1", "Nhất trí với báo cáo", OpinionKind.OPINION
            ),
        ),
        (CUONG, do.EndFloor()),
        (AN, do.StopContent("X07")),
        (AN, do.ConcludeItem("item-1", "Hoàn thành nhiệm vụ tháng 5")),
        (AN, do.OpenItem("item-2")),
        *_votes(),
        (
            NGA,
            do.RecordOpinion(
                "o-2",
                NGA,
                "item-2",
                "Đề nghị lùi thời hạn một tháng",
                OpinionKind.RESERVED,
                to_superior=True,
            ),
        ),
        (AN, do.ConcludeItem("item-2", "Thông qua nghị quyết")),
        (AN, do.AddItem(PlannedItem("item-3", "Việc phát sinh", "ordinary"))),
        (AN, do.OpenItem("item-3")),
        (AN, do.DeferItem("item-3", "X06")),
        (BINH, do.GiveTask("k-1", MINH, "Tuần tra rừng", date(2024, 6, 20))),
        (BINH, do.GiveTask("k-2", THU, "Thu đảng phí", date(2024, 6, 30))),
        (AN, do.TakeBackTask("k-2", "Đã thu")),
        (MINH, do.LeaveMeeting(MINH, "Vào ca trực")),
        (BINH, do.ReadMinutes()),
        (AN, do.ApproveMinutes("Không có ý kiến khác")),
        (AN, do.CloseMeeting()),
    ]
    return [(STARTS + timedelta(minutes=n), actor, act) for n, (actor, act) in enumerate(acts)]


def _votes() -> list[tuple[PersonId, Any]]:
    draft = do.ProposeText(
        "t-1",
        "item-2",
        TextKind.RESOLUTION,
        "Nghị quyết tháng 6",
        "Điều 1. Hoàn thành trong tháng 6.",
    )
    final = replace(draft, body="Điều 1. Hoàn thành trong quý III.")
    return [
        (BINH, draft),
        (AN, do.OpenBallot("b-1", "t-1")),
        (CUONG, do.CastBallot("b-1", CUONG, Choice.AGAINST)),
        (NGA, do.CastBallot("b-1", NGA, Choice.AGAINST)),
        *((BINH, do.CastBallot("b-1", code, Choice.FOR)) for code in (AN, BINH, THU)),
        (AN, do.CloseBallot("b-1")),
        (BINH, final),
        (AN, do.OpenBallot("b-2", "t-1")),
        *((BINH, do.CastBallot("b-2", code, Choice.FOR)) for code in (AN, BINH, HOA)),
        (CUONG, do.CastBallot("b-2", CUONG, Choice.OTHER)),
        (CUONG, do.CastBallot("b-2", CUONG, Choice.FOR)),
        (CLOCK, do.ReportLine(PHUC, is_up=False)),
        (BINH, do.CastBallot("b-2", PHUC, Choice.FOR, "Qua điện thoại")),
        (NGA, do.CastBallot("b-2", NGA, Choice.AGAINST)),
        (CLOCK, do.ReportLine(PHUC, is_up=True)),
        (AN, do.CloseBallot("b-2")),
    ]


def _after() -> list[Step]:
    def confirm(state: procedure.Meeting) -> do.ConfirmMinutes:
        return do.ConfirmMinutes(state.minutes_head)

    return [
        (ENDS + timedelta(hours=1), BINH, confirm),
        (ENDS + timedelta(hours=2), AN, confirm),
    ]


def stories() -> dict[str, list[Entry]]:
    """Return every story by the name of its file."""
    application = application_story()
    return {
        "application-2024-06.jsonl": application,
        "meeting-2024-06.jsonl": meeting_story(application[-1]),
    }


def write_missing() -> None:
    """Write the journals that are not there yet."""
    FOLDER.mkdir(exist_ok=True)
    for name, entries in stories().items():
        if not (FOLDER / name).exists():
            text = "".join(line_of(entry) + "\n" for entry in entries)
            (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_missing()
