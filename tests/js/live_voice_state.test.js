import assert from "node:assert/strict";
import { test } from "node:test";

import {
  clock,
  kilobytes,
  LONGEST,
  PIECE,
  recorded,
  secondsOf,
  step,
  wanted,
} from "../../src/chibo/live/static/live/voice_state.js";

const size = 2 * PIECE + 100;
const fresh = recorded("v", "i1", 23, size);

/** @param {number} offset */
const answered = (offset) => ({ what: /** @type {const} */ ("answered"), answer: { offset } });

test("a note asks how far it came, is sent in pieces, and is given whole", () => {
  const asked = [];
  let note = fresh;
  for (let next = wanted(note); next?.what === "piece"; next = wanted(note)) {
    asked.push([next.from, next.to]);
    note = step(step(note, { what: "sending" }), answered(next.to));
  }
  assert.deepEqual(asked, [[0, 0], [0, PIECE], [PIECE, 2 * PIECE], [2 * PIECE, size]]);
  assert.deepEqual(wanted(note), { what: "give" });
  const done = step(note, { what: "answered", answer: { type: "receipt", seq: 41 } });
  assert.deepEqual([done.state, done.seq, wanted(done)], ["done", 41, null]);
});

test("a broken line goes on where the server says it stopped", () => {
  const half = step(step(fresh, answered(0)), answered(PIECE));
  const lost = step(half, { what: "lost" });
  assert.deepEqual([lost.state, lost.offset, lost.attempt], ["waiting", null, 1]);
  assert.deepEqual(wanted(lost), { what: "piece", from: 0, to: 0 });
  const back = step(lost, answered(2 * PIECE));
  assert.deepEqual(wanted(back), { what: "piece", from: 2 * PIECE, to: size });
  assert.equal(back.attempt, 0);
});

test("an answer that is none counts as a lost line, and what came wrong is sent anew", () => {
  assert.deepEqual(step(fresh, { what: "answered", answer: {} }).attempt, 1);
  const again = step(step(fresh, answered(size)), { what: "answered", answer: { type: "again" } });
  assert.deepEqual([again.offset, again.attempt, again.state], [null, 1, "waiting"]);
});

test("what is refused or was cut off waits for a decision", () => {
  const refused = step(fresh, { what: "answered", answer: { type: "refusal", html: "<p>Nein</p>" } });
  assert.deepEqual([refused.state, refused.html, wanted(refused)], ["refused", "<p>Nein</p>", null]);
  assert.equal(wanted({ ...fresh, state: "cut" }), null);
  assert.deepEqual(step(refused, { what: "resend" }).state, "waiting");
});

test("seconds and kilobytes as people read them", () => {
  assert.deepEqual([secondsOf(200), secondsOf(22_600), secondsOf(90_000)], [1, 23, LONGEST]);
  assert.deepEqual([clock(7), clock(60)], ["0:07", "1:00"]);
  assert.deepEqual([kilobytes(0), kilobytes(1), kilobytes(34_900)], [0, 1, 35]);
});
