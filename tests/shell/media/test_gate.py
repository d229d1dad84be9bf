"""What a browser may ask, and what passes the gate for session descriptions."""

from typing import Any

import pytest

from chibo.media import sealing, verbs
from chibo.media.sdp import LONGEST_OFFER, SdpError, Way, clean_answer, clean_offer, with_way

HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
AUDIO = (
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9\r\n"
    "a=mid:0\r\n"
    "a=rtpmap:111 opus/48000/2\r\n"
    "a=fmtp:111 minptime=10;useinbandfec=1\r\n"
    "a=rtpmap:63 red/48000/2\r\n"
    "a=fmtp:63 111/111\r\n"
    "a=rtpmap:9 G722/8000\r\n"
)
OPUS_ALONE = (
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
    "a=mid:0\r\n"
    "a=rtpmap:111 opus/48000/2\r\n"
    "a=fmtp:111 minptime=10;useinbandfec=1\r\n"
)
VIDEO = (
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 45\r\n"
    "a=mid:1\r\n"
    "a=rtpmap:96 VP8/90000\r\n"
    "a=rtcp-fb:96 nack pli\r\n"
    "a=rtpmap:97 rtx/90000\r\n"
    "a=fmtp:97 apt=96\r\n"
    "a=rtpmap:45 AV1/90000\r\n"
)
VP8_ALONE = (
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
    "a=mid:1\r\n"
    "a=rtpmap:96 VP8/90000\r\n"
    "a=rtcp-fb:96 nack pli\r\n"
)
CHANNEL = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\na=sctp-port:5000\r\n"


def test_only_known_codecs_are_left_of_an_offer() -> None:
    assert clean_offer(HEAD + AUDIO + VIDEO) == HEAD + OPUS_ALONE + VP8_ALONE


@pytest.mark.parametrize(
    ("sdp", "code"),
    [
        ("", "sdp.malformed"),
        ("hello", "sdp.malformed"),
        (HEAD, "sdp.sections"),
        (HEAD + AUDIO + CHANNEL, "sdp.kind"),
        (HEAD + AUDIO + AUDIO, "sdp.sections"),
        (HEAD + AUDIO + VIDEO + VIDEO, "sdp.sections"),
        (HEAD + VIDEO + "a=rid:h send\r\na=simulcast:send h\r\n", "sdp.feature"),
        (HEAD + AUDIO.replace("opus", "PCMU"), "sdp.codecs"),
        (HEAD + AUDIO.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), "sdp.malformed"),
        (HEAD + "nonsense\r\n" + AUDIO, "sdp.malformed"),
        (HEAD + AUDIO + "a=x:\0\r\n", "sdp.malformed"),
        (HEAD + AUDIO + "a=x:đ\r\n", "sdp.malformed"),
        (HEAD + AUDIO + "a=x:" + "y" * LONGEST_OFFER + "\r\n", "sdp.too_long"),
        (HEAD + "m=audio\r\na=mid:0\r\n", "sdp.malformed"),
    ],
)
def test_an_offer_that_may_not_pass_is_refused_with_its_reason(sdp: str, code: str) -> None:
    with pytest.raises(SdpError) as refusal:
        clean_offer(sdp)

    assert str(refusal.value) == code


def test_an_answer_may_hold_many_sections_and_turned_down_ones() -> None:
    down = "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:3\r\n"

    assert clean_answer(HEAD + OPUS_ALONE + OPUS_ALONE + down) == (
        HEAD + OPUS_ALONE + OPUS_ALONE + down
    )


PUBLIC, SEALED = "B" + "k" * 86, "s" * 91
CANDIDATE = "candidate:1 1 udp 2122 192.0.2.7 51000 typ host"


@pytest.mark.parametrize(
    ("message", "verb"),
    [
        ({"verb": "join"}, verbs.Join()),
        ({"verb": "leave"}, verbs.Leave()),
        ({"verb": "unpublish"}, verbs.Unpublish()),
        ({"verb": "subscribe"}, verbs.Subscribe()),
        ({"verb": "layers", "pictures": []}, verbs.Layers(frozenset())),
        ({"verb": "layers", "pictures": ["f1", "f2"]}, verbs.Layers(frozenset({"f1", "f2"}))),
        ({"verb": "resume", "feed": "f1"}, verbs.Resume("f1")),
        (
            {"verb": "own", "sound": True, "picture": False},
            verbs.Own(sound=True, picture=False),
        ),
        (
            {"verb": "own", "sound": False, "picture": True, "screen": True},
            verbs.Own(sound=False, picture=True, screen=True),
        ),
        ({"verb": "publish", "sdp": HEAD + AUDIO}, verbs.Publish(HEAD + OPUS_ALONE)),
        (
            {"verb": "publish", "sdp": HEAD + AUDIO, "sealed": True},
            verbs.Publish(HEAD + OPUS_ALONE, is_sealed=True),
        ),
        ({"verb": "introduce", "key": PUBLIC}, sealing.Introduce(PUBLIC)),
        (
            {"verb": "give", "keys": [{"to": "f1", "number": 3, "sealed": SEALED}]},
            sealing.Give((sealing.Sealed("f1", 3, SEALED),)),
        ),
        ({"verb": "want", "feed": "f1"}, sealing.Want("f1")),
        ({"verb": "answer", "sdp": HEAD + AUDIO}, verbs.Answer(HEAD + OPUS_ALONE)),
        ({"verb": "restart", "pc": "down"}, verbs.Restart("down", None)),
        (
            {"verb": "restart", "pc": "up", "sdp": HEAD + AUDIO},
            verbs.Restart("up", HEAD + OPUS_ALONE),
        ),
        (
            {"verb": "restart", "pc": "up", "ufrag": "Ab3/", "pwd": "x" * 22},
            verbs.Restart("up", None, Way("Ab3/", "x" * 22)),
        ),
        ({"verb": "trickle", "pc": "up", "candidate": None}, verbs.Trickle("up", None)),
        (
            {"verb": "trickle", "pc": "up", "candidate": {"candidate": "", "sdpMid": "0"}},
            verbs.Trickle("up", None),
        ),
        (
            {
                "verb": "trickle",
                "pc": "down",
                "candidate": {"candidate": CANDIDATE, "sdpMid": "0", "sdpMLineIndex": 0},
            },
            verbs.Trickle("down", {"candidate": CANDIDATE, "sdpMid": "0", "sdpMLineIndex": 0}),
        ),
    ],
)
def test_the_listed_verbs_are_read(message: dict[str, Any], verb: verbs.Verb) -> None:
    assert verbs.read({"type": "media", **message}) == verb


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({}, "verb.unknown"),
        ({"verb": "publish", "sdp": HEAD + AUDIO, "sealed": "yes"}, "field.wrong"),
        ({"verb": "introduce", "key": "k" * 87}, "field.wrong"),
        ({"verb": "introduce", "key": PUBLIC + "k"}, "field.wrong"),
        ({"verb": "introduce", "key": 4}, "field.wrong"),
        ({"verb": "give", "keys": []}, "field.wrong"),
        ({"verb": "give", "keys": {}}, "field.wrong"),
        ({"verb": "give", "keys": ["f1"]}, "field.wrong"),
        ({"verb": "give", "keys": [{"to": "f1", "number": 0}]}, "field.wrong"),
        (
            {"verb": "give", "keys": [{"to": "f1", "number": 2**16, "sealed": SEALED}]},
            "field.wrong",
        ),
        (
            {"verb": "give", "keys": [{"to": "f1", "number": True, "sealed": SEALED}]},
            "field.wrong",
        ),
        (
            {"verb": "give", "keys": [{"to": "f1", "number": 0, "sealed": SEALED[1:]}]},
            "field.wrong",
        ),
        (
            {"verb": "give", "keys": [{"to": "f1", "number": 0, "sealed": SEALED}] * 201},
            "field.wrong",
        ),
        ({"verb": "want", "feed": "../x"}, "field.wrong"),
        ({"verb": "destroy"}, "verb.unknown"),
        ({"verb": "moderate", "mute": False}, "verb.unknown"),
        ({"verb": ["join"]}, "verb.unknown"),
        ({"verb": "join", "room": "another"}, "field.wrong"),
        ({"verb": "join", "pin": "guessed"}, "field.wrong"),
        ({"verb": "publish"}, "field.wrong"),
        ({"verb": "publish", "sdp": 7}, "field.wrong"),
        ({"verb": "publish", "sdp": HEAD + AUDIO + CHANNEL}, "sdp.kind"),
        ({"verb": "publish", "sdp": HEAD + AUDIO, "secret": "s"}, "field.wrong"),
        ({"verb": "layers", "pictures": "f1"}, "field.wrong"),
        ({"verb": "layers", "pictures": [""]}, "field.wrong"),
        ({"verb": "layers", "pictures": ["f" * 40]}, "field.wrong"),
        ({"verb": "layers", "pictures": [f"f{at}" for at in range(13)]}, "field.wrong"),
        ({"verb": "resume"}, "field.wrong"),
        ({"verb": "own", "sound": True, "picture": True, "screen": "yes"}, "field.wrong"),
        # Who may share a screen is decided before it comes to the seat.
        ({"verb": "screen", "wanted": True}, "verb.unknown"),
        ({"verb": "restart", "pc": "sideways"}, "field.wrong"),
        ({"verb": "restart", "pc": "up"}, "field.wrong"),
        ({"verb": "restart", "pc": "up", "ufrag": "Ab3"}, "field.wrong"),
        ({"verb": "restart", "pc": "up", "ufrag": "Ab3/", "pwd": "short"}, "field.wrong"),
        (
            {"verb": "restart", "pc": "up", "ufrag": "Ab3\r\na=b", "pwd": "x" * 22},
            "field.wrong",
        ),
        (
            {"verb": "restart", "pc": "down", "ufrag": "Ab3/", "pwd": "x" * 22},
            "field.wrong",
        ),
        ({"verb": "restart", "pc": "down", "sdp": HEAD + AUDIO}, "field.wrong"),
        ({"verb": "trickle", "pc": "up", "candidate": "candidate:1"}, "field.wrong"),
        ({"verb": "trickle", "pc": "up", "candidate": {"candidate": "a=b"}}, "field.wrong"),
        ({"verb": "trickle", "pc": "up", "candidate": {"extra": 1}}, "field.wrong"),
        (
            {"verb": "trickle", "pc": "up", "candidate": {"candidate": CANDIDATE * 20}},
            "field.wrong",
        ),
    ],
)
def test_everything_else_is_refused(message: dict[str, Any], code: str) -> None:
    with pytest.raises(verbs.VerbError) as refusal:
        verbs.read({"type": "media", **message})

    assert str(refusal.value) == code


def test_another_way_changes_nothing_else_of_what_is_offered():
    lines = "v=0\r\na=ice-ufrag:{}\r\na=ice-pwd:{}\r\n{}a=mid:0\r\n"
    offer = lines.format("old1", "old", "a=candidate:1 1 udp\r\n")
    assert with_way(offer, Way("new1", "new")) == lines.format("new1", "new", "")
