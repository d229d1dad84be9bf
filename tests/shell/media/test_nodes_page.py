"""The page on media servers: machines are let in, emptied and shut out by an administrator alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from chibo.media import queries
from chibo.media.deployment import lacks
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.hall import Hall
from chibo.media.janus.node import Node
from chibo.media.janus.room import Desk, RoomKeys
from chibo.media.models import MediaNode
from chibo.media.nodes.actions import hashed, register
from chibo.media.queries import InUse

pytestmark = pytest.mark.django_db

OVERVIEW = "nodes:overview"


@pytest.fixture
def browser(account) -> Client:
    """Return the browser of whoever looks after the installation."""
    administrator = account("qt-001")
    administrator.is_staff = True
    administrator.save()
    client = Client()
    client.force_login(administrator)
    return client


@contextmanager
def running(*keys: str) -> Iterator[JanusEngine]:
    """Have an engine in use that knows these servers, all of them up."""
    engine = JanusEngine({})
    for key in keys:
        engine.nodes[key] = Node(
            key, ports="20000-20999", since=datetime(2027, 6, 5, tzinfo=UTC)
        )
        engine.nodes[key].desk = Desk(None, None, "")
    entry = InUse(engine)
    queries._in_use.append(entry)
    try:
        yield engine
    finally:
        queries._in_use.remove(entry)


def test_a_token_is_shown_once_and_only_its_hash_is_kept(browser: Client) -> None:
    answer = browser.post(reverse(OVERVIEW), {"name": "Trạm xã Mường Khoang"})

    node = MediaNode.objects.get()
    token = answer.context["token"]
    assert token in answer.text
    assert (node.name, node.token_hash) == ("Trạm xã Mường Khoang", hashed(token))
    assert "no-store" in answer.headers["Cache-Control"]
    assert token not in browser.get(reverse(OVERVIEW)).text


@pytest.mark.parametrize("name", ["", "Trạm", "x" * 61])
def test_a_name_that_cannot_be_is_said_to_be_wrong(browser: Client, name: str) -> None:
    register("Trạm", None)

    answer = browser.post(reverse(OVERVIEW), {"name": name})

    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    assert MediaNode.objects.count() == 1


def test_a_machine_is_emptied_and_takes_rooms_again(browser: Client) -> None:
    node, _ = register("Trạm", None)
    keys = ("here-1", str(node.public_id))
    with running(*keys) as engine:
        for key in keys:
            for answer, is_draining in (("yes", True), ("no", False)):
                browser.post(reverse("nodes:drain", args=[key]), {"draining": answer})

                node.refresh_from_db()
                assert engine.nodes[key].is_draining is is_draining
                assert node.is_draining is (is_draining and key != "here-1")


def test_a_machine_that_is_away_can_be_emptied_before_it_comes_back(browser: Client) -> None:
    node, _ = register("Trạm", None)

    browser.post(reverse("nodes:drain", args=[node.public_id]), {"draining": "yes"})

    node.refresh_from_db()
    assert node.is_draining


def test_who_is_shut_out_is_gone_from_the_page_and_the_name_is_free(browser: Client) -> None:
    node, token = register("Trạm", None)

    answer = browser.post(reverse("nodes:revoke", args=[node.public_id]), follow=True)

    assert [row.name for row in answer.context["rows"]] == []
    assert browser.post(reverse(OVERVIEW), {"name": "Trạm"}).context["token"] != token
    again = browser.post(reverse("nodes:revoke", args=[node.public_id]))
    assert again.status_code == 404


def test_the_page_says_how_each_server_stands(browser: Client) -> None:
    linked, _ = register("Trạm A", None)
    elsewhere, _ = register("Trạm B", None)
    register("Trạm C", None)
    away, _ = register("Trạm D", None)
    MediaNode.objects.filter(pk=elsewhere.pk).update(seen_at=timezone.now())
    lost_at = timezone.now() - timedelta(hours=1)
    MediaNode.objects.filter(pk=away.pk).update(seen_at=lost_at)
    with running("here-1", str(linked.public_id)) as engine:
        hall = Hall(RoomKeys("m1"), lambda hall: None, is_open=True, host="here-1")
        engine.halls["m1"] = hall
        page = browser.get(reverse(OVERVIEW))
        first = browser.get(reverse("web:home"))

    seen = [
        (row.name, row.is_up, row.is_elsewhere, row.since, row.standing and row.standing.rooms)
        for row in page.context["rows"]
    ]
    since = datetime(2027, 6, 5, tzinfo=UTC)
    assert seen == [
        ("", True, False, since, 1),
        ("Trạm A", True, False, since, 0),
        ("Trạm B", False, True, page.context["rows"][2].since, None),
        ("Trạm C", False, False, None, None),
        ("Trạm D", False, False, lost_at, None),
    ]
    (part,) = [
        part for part in first.context["parts"] if part.template == "media/nodes_home.html"
    ]
    assert (part.context["running"], len(part.context["missing"])) == (3, 2)


def test_the_check_names_every_machine_that_is_missing() -> None:
    register("Trạm A", None)
    seen, _ = register("Trạm B", None)
    MediaNode.objects.filter(pk=seen.pk).update(seen_at=timezone.now())

    said = [each.msg for each in lacks(None) if each.id == "media.W005"]

    assert said == ["The media node “Trạm A” has not been seen since it was let in."]


@pytest.mark.parametrize(
    ("server", "token", "said"),
    [
        ("chibo.example.vn", "t", "wss://chibo.example.vn"),
        ("https://chibo.example.vn", "t", "wss://chibo.example.vn"),
        ("ws://chibo.example.vn", "t", "wss://"),
        ("wss://chibo.example.vn", "", "node_token"),
        ("wss://chibo.example.vn", None, "node_token"),
        ("wss://chibo.example.vn", "t", "tools/install-janus"),
    ],
)
def test_a_node_that_cannot_be_started_says_why(tmp_path, server, token, said) -> None:
    file = tmp_path / "node_token"
    if token is not None:
        file.write_text(token)

    with (
        override_settings(MEDIA_JANUS_BIN="/nonexistent"),
        pytest.raises(CommandError, match=said),
    ):
        call_command("media_node", "--server", server, "--token-file", str(file))
