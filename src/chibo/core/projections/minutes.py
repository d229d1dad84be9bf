"""The minutes of a meeting, compiled from its journal alone (BB-01 to BB-12)."""

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import Item, ItemState
from chibo.core.procedure.attendance import Attendance, Presence
from chibo.core.procedure.ballots import Ballot, Ballots
from chibo.core.procedure.events import TextProposed
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.opinions import Opinion
from chibo.core.procedure.points import people_of
from chibo.core.procedure.signatures import MinutesSigned
from chibo.core.procedure.terms import Answer, OpinionKind, Role
from chibo.core.projections import minutes_value as paper
from chibo.core.projections.interrupted import incidents, interruptions, new_chairs
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Mode, PersonId, Standing, Status

AWAY = frozenset({Status.EXEMPT, Status.TRANSFERRED_OUT, Status.SUSPENDED})
"""Whoever is not expected to come is counted by status, not as absent (BB-03)."""


def minutes(meeting: Meeting, rulebook: Rulebook) -> paper.Minutes:
    """Return what the minutes say of a meeting that was opened, as its journal stands."""
    plan = meeting.plan
    if meeting.opened_at is None:
        raise LookupError(Phase.CONVENED)
    day = rulebook.day_of(plan.starts_at)
    return paper.Minutes(
        superior=plan.superior_name,
        body=plan.body_name,
        kind=plan.kind,
        year=day.year,
        month=day.month,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        place=plan.place,
        form=plan.form,
        figures=figures(meeting.attendance, is_over=meeting.closed_at is not None),
        chair=_signatory(meeting, Role.CHAIR, meeting.chair.name),
        minutes_taker=_signatory(meeting, Role.MINUTES_TAKER, meeting.minutes_taker.name),
        items=tuple(_item(meeting, item) for item in meeting.agenda.items.values()),
        connection_points=tuple(point.name for point in plan.points),
        sheets=_sheets(meeting),
        platform=plan.platform,
        legal_basis=rulebook.legal_basis,
        approval=_approval(meeting, rulebook),
        guests=tuple(
            f"{guest.name} – {guest.position}" if guest.position else guest.name
            for guest in meeting.attendance.guests.values()
        ),
        tasks=tuple(
            paper.Task(meeting.attendance.name_of(task.person), task.content, task.due_on)
            for task in meeting.tasks.standing()
        ),
        incidents=incidents(meeting, rulebook),
        interruptions=interruptions(meeting),
        new_chairs=new_chairs(meeting),
        overrides=_overrides(meeting.attendance),
        has_stopped_content=_was_stopped(meeting, None),
        self_score=_score(meeting, rulebook),
        reading=_reading(meeting),
        draft=None if meeting.confirmation.is_locked else 1,
        journal_head=meeting.minutes_head,
        rulebook_title=rulebook.title,
        rulebook_fingerprint=rulebook.fingerprint,
        is_training=rulebook.is_training,
        gathering=meeting.gathering.kind,
        group=meeting.gathering.group,
        assigned=meeting.named.assigned.name
        if meeting.named is not None and meeting.named.assigned is not None
        else "",
        fields=_fields(meeting),
    )


def _sheets(meeting: Meeting) -> tuple[paper.PointSheet, ...]:
    """Return the points with a keeper, in the order of the convocation."""
    state, people, named = meeting.points, meeting.attendance, meeting.plan.points
    return tuple(
        paper.PointSheet(
            point=point.name,
            keeper=people.name_of(state.keepers[point.name]),
            people=len(people_of(state, people, point.name, named)),
            votes=state.hands_of(point.name),
            confirmed_at=state.confirmed[point.name][1]
            if point.name in state.confirmed
            else None,
        )
        for point in named
        if point.name in state.keepers
    )


def _fields(meeting: Meeting) -> tuple[paper.OpinionField, ...]:
    """Return the mandatory fields of a group's minutes (TG-04); CT-15 leaves deferred items out."""
    if not meeting.is_of_group:
        return ()
    kept = [
        each
        for each in meeting.opinions.given.values()
        if meeting.agenda.items[each.recorded.item].state is not ItemState.DEFERRED
    ]
    return tuple(
        paper.OpinionField(
            paper.OpinionKind(kind.value),
            tuple(
                opinion_value(meeting.attendance, each)
                for each in kept
                if each.recorded.kind is kind
            ),
        )
        for kind in OpinionKind
    )


def figures(attendance: Attendance, *, is_over: bool) -> paper.Figures:
    """Return the figures of the minutes' head (BB-03, AT-02)."""
    entries = attendance.roll.values()
    official = [each for each in entries if each.standing is Standing.OFFICIAL]
    probationary = [each for each in entries if each.standing is Standing.PROBATIONARY]
    temporary = [each for each in entries if each.standing is Standing.TEMPORARY]
    on_roll = [*official, *probationary]
    excused, unexcused = absent(attendance)
    came = attendance.presences
    return paper.Figures(
        official=len(official),
        probationary=len(probationary),
        temporary=len(temporary),
        exempt=sum(each.status is Status.EXEMPT for each in on_roll),
        transferred_out=sum(each.status is Status.TRANSFERRED_OUT for each in on_roll),
        suspended=sum(each.status is Status.SUSPENDED for each in on_roll),
        present_official=_present(attendance, Standing.OFFICIAL),
        present_probationary=_present(attendance, Standing.PROBATIONARY),
        present_temporary=_present(attendance, Standing.TEMPORARY),
        late=tuple(attendance.name_of(code) for code, each in came.items() if each.is_late),
        left_early=tuple(
            attendance.name_of(code) for code, each in came.items() if _has_left(each)
        ),
        absent_with_reason=excused if is_over else (),
        absent_without_reason=unexcused if is_over else (),
    )


def _has_left(presence: Presence) -> bool:
    return presence.left_at is not None


def _present(attendance: Attendance, standing: Standing) -> paper.Presence:
    modes = [
        presence.mode
        for code, presence in attendance.presences.items()
        if attendance.roll[code].standing is standing
    ]
    return paper.Presence(
        in_person=sum(mode is Mode.IN_PERSON for mode in modes),
        online=sum(mode is Mode.ONLINE for mode in modes),
    )


def absent(attendance: Attendance) -> tuple[tuple[paper.Absence, ...], tuple[str, ...]]:
    """Return who was expected and never came: with a reason, and without (AT-01)."""
    excused: list[paper.Absence] = []
    unexcused: list[str] = []
    for code, entry in attendance.roll.items():
        is_expected = entry.standing is not Standing.TEMPORARY and entry.status not in AWAY
        if code in attendance.presences or not is_expected:
            continue
        reason = reason_of_absence(attendance, code)
        if reason:
            excused.append(paper.Absence(entry.name, reason))
        else:
            unexcused.append(entry.name)
    return tuple(excused), tuple(unexcused)


def reason_of_absence(attendance: Attendance, person: PersonId) -> str:
    """Return why somebody is away, as recorded, else as they answered; empty without reason."""
    recorded = attendance.absences.get(person)
    if recorded is not None:
        return recorded.reason if recorded.excused else ""
    answered = attendance.answers.get(person)
    return answered.reason if answered and answered.answer is Answer.ABSENT else ""


def _signatory(meeting: Meeting, role: Role, name: str) -> paper.Signatory:
    found = [
        (each, at) for each, at in meeting.confirmation.confirmed if each.office == role.value
    ]
    signed, at = found[0] if found else (None, None)
    method = signed.method if isinstance(signed, MinutesSigned) else None
    stand_in = meeting.addenda.signers.get(role)
    if stand_in is None or (signed and signed.by != stand_in.signer):
        return paper.Signatory(name, at, method)
    return paper.Signatory(stand_in.signer.name, at, method, name, stand_in.reason)


def _approval(meeting: Meeting, rulebook: Rulebook) -> paper.Approval | None:
    approval = meeting.plan.approval
    if approval is None:
        return None
    return paper.Approval(
        number=approval.number,
        dated=rulebook.day_of(approval.decided_at),
        body=meeting.plan.superior_name,
    )


def _item(meeting: Meeting, item: Item) -> paper.MinutesItem:
    if item.state is ItemState.DEFERRED:
        # CT-15: no substance, neither words nor votes, only that it goes to a meeting in person.
        return paper.MinutesItem(title=item.plan.title, is_deferred=True)
    key = item.plan.item
    ballots = [each for each in meeting.ballots.ballots.values() if each.opened.item == key]
    return paper.MinutesItem(
        title=item.plan.title,
        presenter=item.plan.presenter,
        opinions=tuple(
            opinion_value(meeting.attendance, each) for each in meeting.opinions.on(key)
        ),
        conclusion=item.conclusion,
        has_stopped_content=_was_stopped(meeting, key),
        texts=tuple(
            paper.TextPutToVote(text.title, text.version, text.body)
            for text in _texts(meeting.ballots, ballots, key)
        ),
        votes=tuple(
            vote for each in ballots if (vote := vote_value(meeting, each)) is not None
        ),
    )


def _was_stopped(meeting: Meeting, item: str | None) -> bool:
    return any(each.item == item for each in meeting.agenda.stopped)


def opinion_value(attendance: Attendance, opinion: Opinion) -> paper.Opinion:
    """Return an opinion as papers quote it, with the speaker's name (BB-05)."""
    presence = attendance.presences.get(opinion.recorded.person)
    return paper.Opinion(
        speaker=attendance.name_of(opinion.recorded.person),
        text=opinion.text,
        kind=paper.OpinionKind(opinion.recorded.kind.value),
        mode=presence.mode if presence else None,
    )


def _texts(state: Ballots, ballots: list[Ballot], item: str) -> tuple[TextProposed, ...]:
    """Return the versions that were voted on, and the last version of what was not."""
    voted = {(each.opened.text, each.opened.version) for each in ballots if each.closed}
    return tuple(
        text
        for versions in state.texts.values()
        for text in versions
        if text.item == item and ((text.text, text.version) in voted or text is versions[-1])
    )


def vote_value(meeting: Meeting, ballot: Ballot) -> paper.VoteResult | None:
    """Return the result of a vote as papers state it, None while it is open (VT-07)."""
    closed = ballot.closed
    if closed is None:
        return None
    text = meeting.ballots.text_of(ballot)
    return paper.VoteResult(
        question=text.title,
        base=closed.base,
        votes_for=closed.votes_for,
        votes_against=closed.against,
        votes_other=closed.other,
        percent=closed.percent,
        is_adopted=closed.is_adopted,
        is_of_group=meeting.is_of_group,
        version=ballot.opened.version,
        by_name=tuple(
            paper.NamedVote(
                name=meeting.attendance.name_of(person),
                choice=cast.choice,
                mode=meeting.attendance.presences[person].mode,
                note=cast.note,
                point=meeting.points.hands.get((closed.ballot, person), ""),
            )
            for person, cast in ballot.cast.items()
        ),
        missed=tuple(
            paper.NamedVote(
                name=meeting.attendance.name_of(each.person),
                choice=each.choice,
                mode=meeting.attendance.presences[each.person].mode,
            )
            for each in meeting.points.missed
            if each.ballot == closed.ballot
        ),
    )


def _overrides(attendance: Attendance) -> tuple[paper.Override, ...]:
    return tuple(
        paper.Override(
            at=presence.arrived_at,
            person=attendance.name_of(code),
            reason=presence.override,
        )
        for code, presence in attendance.presences.items()
        if presence.override is not None
    )


def _score(meeting: Meeting, rulebook: Rulebook) -> paper.SelfScore | None:
    given = meeting.scoring.given
    if given is None or rulebook.scoring is None:
        return None
    points = {each.criterion: each.points for each in given.scores}
    labels = {each.key: each.label.vi for each in rulebook.scoring.grades}
    return paper.SelfScore(
        points=given.total,
        grade=labels.get(given.grade, given.grade),
        most=given.most,
        rows=tuple(
            (each.label.vi, points.get(each.key, 0), each.most)
            for each in rulebook.scoring.criteria
        ),
        remedies=given.remedies,
    )


def _reading(meeting: Meeting) -> paper.Reading | None:
    approved = meeting.confirmation.approved
    if approved is None:
        return None
    comments = approved.comments
    return paper.Reading(
        is_approved=True,
        comments=(paper.Opinion(meeting.chair.name, comments),) if comments else (),
    )
