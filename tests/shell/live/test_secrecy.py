"""The room while the chair lets the call be encrypted between the devices: who chooses it, who reads it."""

import asyncio
from contextlib import contextmanager

import pytest
from django.test import Client

from chibo.core.procedure.call_terms import CallProtected, ProtectCall, UnprotectCall
from chibo.live.queries import load
from chibo.live.stage import Stage
from chibo.media import queries as media
from chibo.media.silent import SilentEngine
from chibo.meetings.queries import entries

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def carrying(engine):
    entry = media.InUse(engine)
    media._in_use.append(entry)
    try:
        yield
    finally:
        media._in_use.remove(entry)


async def comes(holds):
    for _ in range(1500):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


def shown(live, region, name):
    stage = Stage.of(live.key, load(live.key))
    person = live.cell.code(name)
    own, audience = stage.mine_of(person), stage.audience_of(person)
    return " ".join(stage.html(region, "en", audience, own).split())


def test_everybody_reads_who_could_hear_and_the_chair_alone_changes_it(live):
    for name in ("An", "Cường"):
        assert "could hear and see them" in shown(live, "secrecy", name)
    assert 'data-act="protect_call"' in shown(live, "console", "An")
    assert 'data-act="unprotect_call"' not in shown(live, "console", "An")

    live.done("An", ProtectCall())

    for name in ("An", "Bình", "Cường"):
        said = shown(live, "secrecy", name)
        assert "cannot hear or see them, provided that the safety code" in said
        assert "Text, opinions, votes, voice notes and papers are not encrypted" in said
    assert 'data-act="unprotect_call"' in shown(live, "console", "An")
    assert 'data-act="protect_call"' not in shown(live, "console", "An")
    live.done("An", UnprotectCall())
    assert "could hear and see them" in shown(live, "secrecy", "Cường")


def test_the_choice_is_a_plain_form_and_a_member_is_refused(live):
    def post(name, act):
        browser = Client()
        browser.force_login(live.cell.people[name].account)
        return browser.post(f"/live/{live.key}/act/", {"act": act})

    assert post("Cường", "protect_call").status_code == 409
    assert post("An", "protect_call").status_code == 303
    assert entries(live.key)[-1][1] == CallProtected()
    assert post("An", "protect_call").status_code == 409


def test_the_sound_follows_the_choice_and_a_new_server_keeps_to_it(live, at):
    engine = SilentEngine()

    async def chosen(come):
        async with (
            come("An") as chair,
            come("Cường") as member,
            come("An", path="wall/socket") as wall,
        ):
            for page in (chair, member, wall):
                await page.hello()
            assert engine.protected == set()
            assert (await member.act("protect_call"))["type"] == "refusal"
            assert (await chair.act("protect_call"))["type"] == "receipt"
            await comes(lambda: engine.protected == {live.key})
            await member.until(lambda it: "secrecy" in it.get("regions", {}))
            await wall.until(lambda it: "wall-secrecy" in it.get("regions", {}).get("wall", ""))

    async def kept(come):
        async with come("An") as chair:
            await chair.hello()
            await comes(lambda: later.protected == {live.key})
            await chair.act("unprotect_call")
            await comes(lambda: later.protected == set())

    with carrying(engine):
        at(chosen)
    with carrying(later := SilentEngine()):
        at(kept)
