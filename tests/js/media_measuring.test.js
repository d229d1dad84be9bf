import assert from "node:assert/strict";
import { test } from "node:test";

import { between, read } from "../../src/chibo/media/static/media/measuring.js";

/** @param {{sent?: number, frames?: number, lost?: number}} [figures] */
const up = ({ sent = 0, frames = 0, lost = 0 } = {}) => [
  { type: "outbound-rtp", kind: "audio", packetsSent: sent },
  { type: "outbound-rtp", kind: "video", framesSent: frames },
  { type: "remote-inbound-rtp", kind: "audio", fractionLost: lost },
  { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.15, availableOutgoingBitrate: 90_000 },
  { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
];

/** @param {string} id @param {number} packets @param {number} concealed @param {number} [silent] */
const heard = (id, packets, concealed, silent = 0) => ({
  type: "inbound-rtp",
  kind: "audio",
  id,
  packetsReceived: packets,
  concealedSamples: concealed,
  silentConcealedSamples: silent,
  totalSamplesReceived: packets * 960,
  jitter: 0.02,
});

const NOTHING = { lost: null, heard: null, jitter: null, roundTrip: null, available: null };

test("without connections nothing is known", () => {
  assert.deepEqual(between(null, read([], [])), NOTHING);
});

test("loss counts while we send sound, the rate while we send a picture", () => {
  const first = read(up({ sent: 100, frames: 10, lost: 0.1 }), []);
  const speaking = read(up({ sent: 150, frames: 10, lost: 0.1 }), []);
  const showing = read(up({ sent: 155, frames: 30, lost: 0.1 }), []);

  assert.deepEqual(between(first, speaking), { ...NOTHING, lost: 0.1, roundTrip: 150 });
  assert.deepEqual(between(speaking, showing), { ...NOTHING, roundTrip: 150, available: 90_000 });
  assert.equal(between(null, speaking).lost, null);
});

test("of those we hear the best one tells how our own line is", () => {
  const first = read([], [heard("a", 100, 0), heard("b", 100, 0)]);
  const then = read([], [heard("a", 200, 48_000), heard("b", 200, 9_600), heard("c", 200, 0)]);

  assert.deepEqual(between(first, then), { ...NOTHING, heard: 0.1, jitter: 20 });
});

test("silence is no loss, and a few packets say nothing", () => {
  const first = read([], [heard("a", 100, 0, 0)]);

  assert.equal(between(first, read([], [heard("a", 200, 48_000, 48_000)])).heard, 0);
  assert.equal(between(first, read([], [heard("a", 105, 4_000)])).heard, null);
});
