"""`chibo badnet`: a vote through a line that breaks and falls silent, and what the command says."""

import asyncio
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager, suppress

import pytest
from django.core.management import CommandError, call_command
from websockets.exceptions import ConnectionClosed

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import TextKind
from chibo.meetings.queries import entries
from chibo.rehearsal.badnet.line import LINES, Line
from chibo.rehearsal.badnet.namespace import NamespaceError, lacking, laid
from chibo.rehearsal.badnet.proxy import Proxy
from chibo.rehearsal.badnet.words import carried, described, lacks
from chibo.rehearsal.management.commands.badnet import line_of

PATIENCE = 30
FAST = 2_000_000
GOOD = Line()


@asynccontextmanager
async def proxied(port, line=GOOD, told=None):
    """Lay a line to a port of this machine; its hours are what the test makes of them."""
    proxy = Proxy(line, ("127.0.0.1", port), seed=1, tell=([] if told is None else told).append)
    where = await proxy.open("127.0.0.1", 0)
    try:
        yield proxy, where
    finally:
        await proxy.close()


@asynccontextmanager
async def echoing():
    """Serve an echo, and count who comes."""
    came = []

    async def answer(reader, writer):
        came.append(writer)
        try:
            while piece := await reader.read(100):
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    serving = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield serving.sockets[0].getsockname()[1], came
    finally:
        serving.close()
        for each in came:
            each.close()
        await serving.wait_closed()


def story(work):
    async def bounded():
        async with asyncio.timeout(PATIENCE):
            await work()

    asyncio.run(bounded())


def test_what_is_said_comes_back_whole_though_pieces_stall():
    async def work():
        line = Line(up=FAST, down=FAST, delay=0.005, jitter=0.005, loss=0.02)
        async with echoing() as (port, _), proxied(port, line) as (proxy, where):
            reader, writer = await asyncio.open_connection("127.0.0.1", where)
            said = bytes(range(256)) * 40
            writer.write(said)
            writer.write_eof()
            assert await reader.read() == said
            writer.close()
            assert proxy.up.counts.bytes == proxy.down.counts.bytes == len(said)
            assert proxy.connections == 1

    story(work)


def test_a_silent_line_keeps_what_is_said_and_a_break_is_no_goodbye():
    async def work():
        told = []
        async with echoing() as (port, _), proxied(port, told=told) as (proxy, where):
            reader, writer = await asyncio.open_connection("127.0.0.1", where)
            proxy.fall_silent()
            writer.write(b"Nghe ro khong?")
            hears = asyncio.create_task(reader.readexactly(14))
            await writer.drain()
            proxy.hold()
            assert await hears == b"Nghe ro khong?"

            await proxy.drop()
            with pytest.raises(ConnectionResetError):
                await reader.read()
            writer.close()
            assert told == ["silent", "holds", "dropped"]

    story(work)


def test_nobody_at_the_other_end_is_an_end_not_a_wait():
    async def work():
        async with echoing() as (port, _):
            pass
        async with proxied(port) as (_, where):
            reader, writer = await asyncio.open_connection("127.0.0.1", where)
            with suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()

    story(work)


def test_the_hours_of_a_line_are_kept():
    async def work():
        told = []
        line = Line(outage=0.2, outage_every=0.4, drop_every=0.3)
        async with echoing() as (port, _), proxied(port, line, told):
            while {"silent", "holds", "dropped"} - set(told):  # noqa: ASYNC110 -- whatever comes first
                await asyncio.sleep(0.02)

    story(work)


@pytest.mark.django_db(transaction=True)
def test_a_vote_is_taken_once_through_breaks_and_silence():
    from chibo.meetings.actions import let_go  # noqa: PLC0415 -- after set-up
    from tests.shell.live.house import page, server, session_of  # noqa: PLC0415 -- after set-up
    from tests.shell.story import new_id, under_way  # noqa: PLC0415 -- after set-up

    live = under_way()
    live.done("An", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("An", do.OpenBallot("b1", "t1"))
    sessions = {name: session_of(live.cell.people[name].account) for name in ("An", "Cường")}
    vote = {"id": new_id(), "ballot": "b1", "choice": "for", "person": live.cell.code("Cường")}

    async def say(member):
        fields = {name: value for name, value in vote.items() if name != "id"}
        await member.say(type="act", id=vote["id"], act="cast", fields=fields)

    async def told(where):
        port = int(where.rpartition(":")[2])
        async with (
            page(where, live.key, sessions["An"]) as chair,
            proxied(port, Line(delay=0.01, loss=0.1)) as (proxy, over),
        ):
            await chair.hello()
            behind = f"127.0.0.1:{over}"
            async with page(behind, live.key, sessions["Cường"]) as member:
                await member.hello()
                proxy.fall_silent()
                await say(member)
                await proxy.drop()
                with pytest.raises(ConnectionClosed):
                    await member.until(lambda it: False)
            proxy.hold()
            async with page(behind, live.key, sessions["Cường"]) as member:
                await member.hello()
                await say(member)
                await chair.until(lambda it: it.get("figures", {}).get("cast") == 1)
                # It is in the journal; whether its receipt has come nobody knows.
                await proxy.drop()
            async with page(behind, live.key, sessions["Cường"]) as member:
                await member.hello()
                receipt = await member.act("cast", **vote)
                assert receipt["type"] == "receipt"

    try:
        with server() as where:
            story(lambda: told(where))
    finally:
        let_go()
    cast = [event for _, event in entries(live.key) if type(event).__name__ == "BallotCast"]
    assert len(cast) == 1


# --- the command


def test_figures_take_the_place_of_those_of_a_named_line():
    names = "line rate rate_up rate_down delay jitter loss burst drop_every outage outage_every"
    given = dict.fromkeys(names.split())
    assert line_of(given) == Line()
    assert line_of(given | {"line": "gprs"}) == LINES["gprs"]
    told = given | {
        "line": "gprs",
        "rate_up": "16k",
        "delay": 100.0,
        "loss": 10.0,
        "outage": 45.0,
    }
    assert line_of(told) == Line(
        up=16_000, down=32_000, delay=0.1, jitter=0.02, loss=0.1, outage=45.0, outage_every=90.0
    )


def test_every_named_line_is_said_in_words(settings):
    said = {name: list(described(line)) for name, line in LINES.items()}
    assert [len(said[name]) for name in ("gprs", "2g", "mountain", "jumping", "dead")] == [
        *[3, 3, 4, 4, 3]
    ]
    assert len(list(described(Line()))) == 1
    proxy = Proxy(Line(), ("127.0.0.1", 1), seed=1, tell=print)
    assert len(list(carried(proxy.up, proxy.down))) == 2


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--namespace"],
        ["--listen", "8001", "--rate", "fast"],
        ["--listen", "8001", "--loss", "100"],
        ["--listen", "8001", "--outage", "45", "--outage-every", "30"],
        ["--listen", "8001", "--delay=-5"],
        ["--listen", "8001", "--to", "nowhere"],
        ["--listen", "80001"],
    ],
)
def test_what_cannot_be_is_refused_in_words(words):
    with pytest.raises(CommandError) as refused:
        call_command("badnet", *words)
    assert str(refused.value)


def test_a_taken_port_is_named():
    async def work():
        async with echoing() as (port, _):
            with pytest.raises(CommandError, match=str(port)):
                await asyncio.to_thread(call_command, "badnet", "--listen", str(port))

    story(work)


def test_the_command_lays_a_line_and_ends_when_it_is_told(tmp_path):
    async def work():
        async with echoing() as (port, _):
            words = [
                "badnet",
                "--listen",
                "0",
                "--to",
                f"127.0.0.1:{port}",
                "--line",
                "jumping",
            ]
            running = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "chibo", *words, stdout=asyncio.subprocess.PIPE
            )
            assert running.stdout
            said = []
            while not said or "http://" not in said[-1]:
                said.append((await running.stdout.readline()).decode())
                assert said[-1], said
            where = int(said[-1].partition("http://127.0.0.1:")[2].split()[0])
            reader, writer = await asyncio.open_connection("127.0.0.1", where)
            writer.write(b"abc")
            assert await reader.readexactly(3) == b"abc"
            writer.close()
            running.send_signal(signal.SIGINT)
            rest, _ = await running.communicate()
            assert running.returncode == 0
            assert len(rest.decode().splitlines()) >= 2

    story(work)


# --- in a namespace


def test_what_is_missing_has_words():
    for what in ("linux", "root", "tun", "ip", "nsenter"):
        assert lacks(what)
    assert "nsenter" in lacks("nsenter")


@pytest.mark.skipif(lacking() == "", reason="this machine can make a namespace")
def test_where_no_namespace_can_be_made_the_command_says_why():
    with pytest.raises(NamespaceError), laid(Line(), seed=1):
        pass
    with pytest.raises(CommandError):
        call_command("badnet", "--namespace", "--", "true")


@pytest.fixture
def _namespaces():
    """Leave a test out, and say why, where no namespace can be made."""
    if lacks_here := lacking():
        pytest.skip(f"no bad line in a namespace here, for want of: {lacks_here}")
    try:
        with laid(Line(), seed=1):
            pass
    except NamespaceError:
        pytest.skip("this container shows /dev/net/tun and forbids its use")


SERVE = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(self.client_address[0].encode())
    def log_message(self, *all): pass
with http.server.HTTPServer(("0.0.0.0", 0), Answer) as it:
    print(it.server_address[1], flush=True); it.handle_request()
"""


@pytest.mark.usefixtures("_namespaces")
def test_a_program_behind_the_line_reaches_this_machine_through_it():
    before = socket.if_nameindex()
    answering = [sys.executable, "-c", SERVE]
    with (
        laid(Line(up=FAST, down=FAST, delay=0.01, loss=0.05), seed=3) as space,
        subprocess.Popen(answering, stdout=subprocess.PIPE) as serving,  # noqa: S603 -- our own words
    ):
        try:
            assert serving.stdout
            port = serving.stdout.readline().decode().strip()
            asking = (
                "import urllib.request as it; "
                f"print(it.urlopen('http://{space.server}:{port}/', timeout={PATIENCE}).read())"
            )
            words = space.command([sys.executable, "-c", asking])
            answer = subprocess.run(  # noqa: S603 -- our own words
                words, check=True, capture_output=True, timeout=PATIENCE
            )
        finally:
            serving.kill()
        assert answer.stdout.decode().strip() == f"b'{space.address}'"
        assert space.tunnel.up.counts.passed > 3
    assert socket.if_nameindex() == before
    call_command("badnet", "--namespace", "--", "true")
    with pytest.raises(CommandError):
        call_command("badnet", "--namespace", "--", "false")
