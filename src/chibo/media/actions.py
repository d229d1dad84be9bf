"""What a follower of the journal does to sound and picture; doing any of it twice is harmless."""

from chibo.media.queries import engine_in_use


async def open_room(meeting: str) -> None:
    """Make the meeting's room; also called for every meeting in progress when we start."""
    await engine_in_use().open_room(meeting)


async def close_room(meeting: str) -> None:
    """End the meeting's room and every call in it."""
    await engine_in_use().close_room(meeting)


async def let_speak(meeting: str, person: str) -> None:
    """Let everybody hear this person: the chair gave the floor."""
    await engine_in_use().unmute(meeting, person)


async def silence(meeting: str, person: str) -> None:
    """Let nobody hear this person, whatever their microphone does."""
    await engine_in_use().mute(meeting, person)


async def take_out(meeting: str, person: str) -> None:
    """End this person's call: they have left, or must leave."""
    await engine_in_use().kick(meeting, person)
