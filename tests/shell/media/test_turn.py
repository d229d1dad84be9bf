"""Passes to the TURN server, and how coturn is told what it may do."""

import base64
import hashlib
import hmac
from pathlib import Path

import pytest
from django.test import override_settings

from chibo.media.coturn import choice, configuration
from chibo.media.coturn.claim import Claim
from chibo.media.coturn.configuration import Listening
from chibo.media.coturn.process import Plan
from chibo.media.deployment import lacks
from chibo.media.janus.configuration import ConfigurationError
from chibo.media.pauses import LONGEST, SHORTEST, STEADY, Pauses
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


def files_of(folder: Path) -> tuple[str, str]:
    """Make files that stand for a certificate and its key."""
    for name in ("chain.pem", "private.pem"):
        (folder / name).write_text(name, encoding="ascii")
    return str(folder / "chain.pem"), str(folder / "private.pem")


def test_coturn_may_speak_to_the_media_server_and_to_nobody_else(tmp_path: Path) -> None:
    certificate, key = files_of(tmp_path)
    listening = Listening("turn.example.vn", 3478, 443, certificate, key)
    folder = tmp_path / "run"
    folder.mkdir()

    path = configuration.write(
        folder, listening, ["10.0.0.7", "10.1.0.7"], ["10.0.0.7", "203.0.113.7"], "the-secret"
    )

    assert (
        path.read_text(encoding="ascii")
        == f"""listening-ip=10.0.0.7
listening-ip=10.1.0.7
relay-ip=10.0.0.7
listening-port=3478
tls-listening-port=443
cert={folder}/certificate.pem
pkey={folder}/key.pem
min-port=21000
max-port=21999
realm=chibo
use-auth-secret
static-auth-secret=the-secret
fingerprint
stale-nonce=600
user-quota=24
total-quota=2400
max-bps=500000
denied-peer-ip=0.0.0.0-255.255.255.255
denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
allowed-peer-ip=10.0.0.7
allowed-peer-ip=203.0.113.7
no-multicast-peers
no-tcp-relay
no-dtls
no-tlsv1
no-tlsv1_1
no-cli
no-rfc5780
no-stun-backward-compatibility
response-origin-only-with-rfc5780
no-software-attribute
no-dynamic-ip-list
no-dynamic-realms
userdb={folder}/turndb
pidfile={folder}/pid
log-file=stdout
simple-log
"""
    )
    assert folder.stat().st_mode & 0o777 == 0o700
    kept = {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()}
    assert kept == dict.fromkeys(("turnserver.conf", "certificate.pem", "key.pem"), 0o600)
    assert (folder / "key.pem").read_text(encoding="ascii") == "private.pem"


def test_a_remark_in_any_language_may_stand_in_a_certificate(tmp_path: Path) -> None:
    certificate, key = files_of(tmp_path)
    remark = "# Chi bộ bản Phiêng Ban\n".encode()
    Path(certificate).write_bytes(remark)
    folder = tmp_path / "run"
    folder.mkdir()

    configuration.write(
        folder,
        Listening("turn.example.vn", 3478, 443, certificate, key),
        ["10.0.0.7"],
        ["10.0.0.7"],
        "the-secret",
    )

    assert (folder / "certificate.pem").read_bytes() == remark


def test_without_a_certificate_there_is_no_tls(tmp_path: Path) -> None:
    written = configuration.write(
        tmp_path, Listening(), ["10.0.0.7"], ["10.0.0.7"], "the-secret"
    ).read_text(encoding="ascii")

    assert "\nno-tls\n" in written
    assert "tls-listening-port" not in written
    assert [each.name for each in tmp_path.iterdir()] == ["turnserver.conf"]


def test_browsers_are_told_the_best_way_first(tmp_path: Path) -> None:
    certificate, key = files_of(tmp_path)
    secured = Listening("turn.example.vn", 3478, 443, certificate, key)
    binary = Path("/usr/bin/turnserver")

    assert Plan(binary).urls("10.0.0.7") == (
        "turn:10.0.0.7:3478?transport=udp",
        "turn:10.0.0.7:3478?transport=tcp",
    )
    assert Plan(binary, public_address="203.0.113.7").urls("10.0.0.7") == URLS
    assert Plan(binary, secured, public_address="203.0.113.7").urls("10.0.0.7") == (
        "turn:turn.example.vn:3478?transport=udp",
        "turn:turn.example.vn:3478?transport=tcp",
        "turns:turn.example.vn:443?transport=tcp",
    )
    assert Plan(binary, secured, told_urls=URLS).urls("10.0.0.7") == URLS
    assert (secured.has_low_port, Listening().has_low_port) == (True, False)


def test_the_media_server_is_the_only_peer_by_all_its_addresses() -> None:
    binary = Path("/usr/bin/turnserver")

    assert Plan(binary).peers(["10.0.0.7"]) == ["10.0.0.7"]
    assert Plan(binary, public_address="203.0.113.7").peers(["10.0.0.7"]) == [
        "10.0.0.7",
        "203.0.113.7",
    ]
    assert Plan(binary, public_address="chibo.example.vn").peers(["10.0.0.7"]) == ["10.0.0.7"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"MEDIA_TURN_PORT": "high"}, "MEDIA_TURN_PORT"),
        ({"MEDIA_TURN_TLS_PORT": "70000"}, "MEDIA_TURN_TLS_PORT"),
        ({"MEDIA_TURN_PORTS": "all"}, "MEDIA_TURN_PORTS"),
        ({"MEDIA_TURN_HOST": "https://a.vn/"}, "MEDIA_TURN_HOST"),
        ({"MEDIA_TURN_CERTIFICATE": "/nonexistent"}, "MEDIA_TURN_KEY"),
        (
            {"MEDIA_TURN_CERTIFICATE": "/nonexistent", "MEDIA_TURN_KEY": "/nonexistent"},
            "MEDIA_TURN_HOST",
        ),
        (
            {
                "MEDIA_TURN_CERTIFICATE": "/nonexistent",
                "MEDIA_TURN_KEY": "/nonexistent",
                "MEDIA_TURN_HOST": "turn.example.vn",
            },
            "MEDIA_TURN_CERTIFICATE",
        ),
    ],
)
def test_a_setting_coturn_cannot_take_is_named(given: dict[str, str], name: str) -> None:
    with (
        override_settings(MEDIA_TURN_BIN="/bin/true", **given),
        pytest.raises(ConfigurationError, match=name),
    ):
        choice.our_own()


def test_a_server_of_somebody_else_is_named_with_its_secret() -> None:
    with override_settings(MEDIA_TURN_URLS=list(URLS), MEDIA_TURN_SECRET="the-secret"):
        assert choice.elsewhere() == TURN
    with override_settings(MEDIA_TURN_URLS=list(URLS)):
        assert choice.elsewhere() is None
    with (
        override_settings(MEDIA_TURN_SECRET="the-secret"),
        pytest.raises(ConfigurationError, match="MEDIA_TURN_URLS"),
    ):
        choice.elsewhere()
    with (
        override_settings(MEDIA_TURN_URLS=["https://a.vn"], MEDIA_TURN_SECRET="the-secret"),
        pytest.raises(ConfigurationError, match="MEDIA_TURN_URLS"),
    ):
        choice.elsewhere()


def test_a_machine_without_coturn_has_none() -> None:
    with override_settings(MEDIA_TURN_BIN="/nonexistent"):
        assert choice.our_own() is None


def test_of_several_processes_one_runs_it_and_the_others_know_its_secret(
    tmp_path: Path,
) -> None:
    one, other = Claim(tmp_path / "turn" / "secret"), Claim(tmp_path / "turn" / "secret")
    assert other.told() == ""

    assert [one.is_ours(), one.is_ours(), other.is_ours()] == [True, True, False]
    assert other.told() == ""
    one.tell(answers=True)
    other.tell(answers=False)
    assert other.told() == one.secret
    assert (tmp_path / "turn" / "secret").stat().st_mode & 0o777 == 0o600

    one.let_go()

    assert [other.told(), other.is_ours(), one.is_ours()] == ["", True, False]
    other.let_go()


def test_pauses_grow_until_a_start_has_held() -> None:
    pauses = Pauses()

    assert [pauses.after(1) for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, LONGEST, LONGEST]
    assert pauses.after(STEADY + 1) == SHORTEST
    assert pauses.after(1) == 2 * SHORTEST


@pytest.mark.django_db
def test_the_administrator_is_told_what_is_missing(tmp_path: Path) -> None:
    certificate, key = files_of(tmp_path)

    with override_settings(MEDIA_JANUS_BIN="/nonexistent", MEDIA_TURN_BIN="/nonexistent"):
        assert [each.id for each in lacks(None)] == ["media.W001", "media.W003"]
        with override_settings(MEDIA_TURN_URLS=list(URLS), MEDIA_TURN_SECRET="the-secret"):
            assert [each.id for each in lacks(None)] == ["media.W001"]
        with override_settings(MEDIA_TURN_BIN="/bin/true"):
            assert [each.id for each in lacks(None)] == ["media.W001", "media.W004"]
            with override_settings(
                MEDIA_TURN_HOST="turn.example.vn",
                MEDIA_TURN_CERTIFICATE=certificate,
                MEDIA_TURN_KEY=key,
            ):
                assert [each.id for each in lacks(None)] == ["media.W001"]
            with override_settings(MEDIA_TURN_PORT="high"):
                assert [each.id for each in lacks(None)][-1] == "media.E001"
