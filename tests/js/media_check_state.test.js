import assert from "node:assert/strict";
import { test } from "node:test";

import {
  START,
  carries,
  entered,
  filled,
  isHeard,
  lacking,
  left,
  loudness,
  median,
  noted,
  overTcp443,
  speed,
} from "../../src/chibo/media/static/media/check_state.js";

/** @type {[import("../../src/chibo/media/static/media/check_state.js").Step, string][]} */
const DONE = [
  ["browser", "ok"],
  ["microphone", "denied"],
  ["speaker", "ok"],
  ["line", "ok"],
  ["way", "ok"],
  ["relay", "absent"],
  ["relay_tcp", "absent"],
  ["back", "ok"],
];

test("a check is complete when every needed step was tried, however it ended", () => {
  assert.equal(left(START).length, DONE.length);
  const check = DONE.reduce((so, [step, outcome]) => noted(so, step, outcome), START);

  assert.deepEqual(left(check), []);
  assert.deepEqual(left(noted(check, "microphone", null)), ["microphone"]);
  assert.deepEqual(START, { outcomes: { camera: "skipped" }, figures: {} });
});

test("what is entered are words of the list and whole numbers", () => {
  const check = noted(noted(START, "line", "ok", { down: 512.6, up: 64.2 }), "back", "ok", { back_after: 899.9 });

  assert.deepEqual(entered(check), {
    camera: "skipped",
    line: "ok",
    back: "ok",
    down: "513",
    up: "64",
    back_after: "900",
  });
});

test("a browser says what it lacks", () => {
  const here = () => {};
  assert.deepEqual(lacking({ WebSocket: here, RTCPeerConnection: here, AudioContext: here, fetch: here }), []);
  assert.deepEqual(lacking({ WebSocket: here, fetch: here }), ["RTCPeerConnection", "AudioContext"]);
});

test("silence is nought, a shout is a hundred, speech lies between", () => {
  const tone = (/** @type {number} */ height) => new Float32Array(480).map((_, n) => height * Math.sin(n / 8));

  assert.equal(loudness(new Float32Array(480)), 0);
  assert.equal(loudness(new Float32Array(0)), 0);
  assert.equal(loudness(tone(1)), 100);
  assert.equal(isHeard([loudness(tone(0.05)), loudness(tone(0.1)), loudness(tone(0.05))]), true);
  assert.equal(isHeard(Array(100).fill(loudness(tone(0.001)))), false);
  assert.equal(isHeard([100, 100]), false);
});

test("a speed leaves out the way there, but not more than half", () => {
  assert.equal(speed(20_000, 500, 100), 400);
  assert.equal(speed(20_000, 500, 450), 640);
  assert.equal(speed(20_000, 0, 0), 160_000);
});

test("what a line carries follows from the limits of the server", () => {
  const limits = { picture: 400, sound: 64, thrifty: 32 };
  assert.deepEqual(
    [400, 399, 64, 63, 32, 31].map((kbits) => carries(kbits, limits)),
    ["picture", "sound", "sound", "thrifty", "thrifty", "text"],
  );
});

test("one slow answer does not make a line slow", () => {
  assert.equal(median([30, 900, 20, 40, 25]), 30);
  assert.equal(median([]), 0);
});

test("numbers stand in place of their names", () => {
  assert.equal(filled("{down} kbit/s, {down} và {up}", { down: 5, up: "6" }), "5 kbit/s, 5 và 6");
  assert.equal(filled("{what}?", {}), "{what}?");
});

test("of the ways round a firewall those over TCP port 443 are known", () => {
  const all = {
    urls: [
      "turn:a.vn:443?transport=udp",
      "turn:a.vn:443?transport=tcp",
      "turns:a.vn:443?transport=tcp",
      "turns:a.vn:443",
      "turn:a.vn:443",
      "turn:a.vn:3478?transport=tcp",
      "turns:a.vn:5349?transport=tcp",
      "turn:443.vn:3478?transport=tcp",
    ],
    username: "u",
    credential: "c",
  };

  assert.deepEqual(overTcp443([all, { urls: "stun:a.vn:443" }]), [
    {
      urls: ["turn:a.vn:443?transport=tcp", "turns:a.vn:443?transport=tcp", "turns:a.vn:443"],
      username: "u",
      credential: "c",
    },
  ]);
});
