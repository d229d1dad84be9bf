import assert from "node:assert/strict";
import { test } from "node:test";

import { CLEAR, THRIFTY, wayOf, withOpus } from "../../src/chibo/media/static/media/sdp.js";

const lines = (/** @type {string[]} */ ...all) => all.join("\r\n") + "\r\n";

test("an answer asks for opus packed as wanted", () => {
  const answer = lines(
    "v=0",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111",
    "a=rtpmap:111 opus/48000/2",
    "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=0",
    "a=ptime:20",
  );

  assert.equal(
    withOpus(answer, THRIFTY),
    lines(
      "v=0",
      "m=audio 9 UDP/TLS/RTP/SAVPF 111",
      "a=rtpmap:111 opus/48000/2",
      "a=fmtp:111 minptime=10;useinbandfec=1;maxaveragebitrate=16000;usedtx=1;stereo=0",
      "a=ptime:60",
      "a=maxptime:60",
    ),
  );
});

test("an answer without parameters gets them, one without opus is left alone", () => {
  const bare = lines("v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 96", "a=rtpmap:96 OPUS/48000/2");

  assert.match(withOpus(bare, CLEAR), /a=fmtp:96 maxaveragebitrate=24000;usedtx=1;stereo=0\r\n/);
  assert.equal(withOpus(lines("v=0"), CLEAR), lines("v=0"));
});

test("of a description a new way is all that must be said", () => {
  const sdp = lines("v=0", "m=audio 9 UDP", "a=ice-ufrag:Ab3/", "a=ice-pwd:0123456789012345678901", "a=mid:0");
  assert.deepEqual(wayOf(sdp), { ufrag: "Ab3/", pwd: "0123456789012345678901" });
  assert.deepEqual(wayOf(lines("v=0")), { ufrag: undefined, pwd: undefined });
});
