"""Sound follows the meeting: who opens a room, who is heard, whom the chair silences."""

from collections.abc import Iterable

from chibo.core.procedure import events as ev
from chibo.core.procedure.call_terms import CallProtected, CallUnprotected
from chibo.core.procedure.meeting import Meeting
from chibo.live.acting import Wish
from chibo.media.actions import let_speak, silence
from chibo.media.engine import MediaEngine

SPOKEN = frozenset({"mute", "unmute"})
"""Acts of the chair on the sound; they are no part of what was done, so no journal keeps them."""


def may_silence(meeting: Meeting, actor: str) -> bool:
    """Whether somebody may turn another's microphone off."""
    return actor == meeting.chair.code


def carry_out_spoken(wish: Wish, key: str, meeting: Meeting) -> bool:
    """Silence somebody or let them be heard, from a thread; return whether it was done."""
    person = wish.fields.get("person", "")
    if not person or not may_silence(meeting, wish.actor):
        return False
    do = silence if wish.act == "mute" else let_speak
    do(key, str(person))
    return True


def may_always_speak(meeting: Meeting) -> frozenset[str]:
    """Return who is heard whether or not they have the floor."""
    return frozenset({meeting.chair.code, meeting.minutes_taker.code})


async def open_as_it_stands(engine: MediaEngine, key: str, meeting: Meeting) -> None:
    """Make the room of a running meeting and let be heard whoever may be."""
    # Before anybody can come in: what was chosen holds from the first word.
    await engine.protect(key, is_protected=meeting.protection.is_on)
    await engine.open_room(key)
    speaker = meeting.floor.speaker
    for person in sorted(may_always_speak(meeting) | ({speaker} if speaker else set())):
        await engine.unmute(key, person)


async def follow(
    engine: MediaEngine, key: str, events: Iterable[object], always: frozenset[str]
) -> None:
    """Let the sound follow what has happened."""
    for event in events:
        match event:
            case ev.MeetingClosed() | ev.MeetingBrokenOff() | ev.MeetingAnnulled():
                await engine.close_room(key)
            case CallProtected() | CallUnprotected():
                await engine.protect(key, is_protected=isinstance(event, CallProtected))
            case ev.FloorGiven(person=person):
                await engine.unmute(key, person)
            case ev.FloorEnded(person=person) if person not in always:
                await engine.mute(key, person)
            case (
                ev.ChairReplaced(chair=person) | ev.MinutesTakerAppointed(minutes_taker=person)
            ):
                await engine.unmute(key, person.code)
            case _:
                # Most of what happens is not heard.
                continue
