"""Passes to the TURN server, and the server itself."""

import base64
import hashlib
import hmac

from chibo.media.queries import ice_servers, using_turn
from chibo.media.turn import LASTS, TurnServer

URLS = ("turn:203.0.113.7:3478?transport=udp", "turn:203.0.113.7:3478?transport=tcp")
TURN = TurnServer(URLS, "the-secret")


def test_a_pass_ends_and_is_signed_as_coturn_wants_it() -> None:
    made = TURN.pass_for("ann", now=1000.9)

    expiry, alias = made["username"].split(":")
    signed = hmac.new(b"the-secret", made["username"].encode(), hashlib.sha1).digest()
    assert made["urls"] == list(URLS)
    assert int(expiry) == 1000 + LASTS
    assert made["credential"] == base64.b64encode(signed).decode()
    assert "ann" not in alias


def test_a_person_keeps_the_same_alias_and_shares_it_with_nobody() -> None:
    aliases = [
        turn.pass_for(person, now=0)["username"]
        for turn, person in (
            (TURN, "ann"),
            (TURN, "ann"),
            (TURN, "ben"),
            (TurnServer(URLS, "other"), "ann"),
        )
    ]

    assert aliases[0] == aliases[1]
    assert len(set(aliases)) == 3


def test_without_a_turn_server_nothing_is_given_out() -> None:
    assert ice_servers("ann") == []


def test_a_pass_is_given_while_the_server_is_there() -> None:
    standing: list[TurnServer] = []

    with using_turn(lambda: standing[0] if standing else None):
        assert ice_servers("ann") == []
        standing.append(TURN)
        assert [entry["urls"] for entry in ice_servers("ann")] == [list(URLS)]
    assert ice_servers("ann") == []
