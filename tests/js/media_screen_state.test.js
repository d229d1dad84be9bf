import assert from "node:assert/strict";
import { test } from "node:test";

import { START, hear, step } from "../../src/chibo/media/static/media/call_state.js";
import { choose, screenOf } from "../../src/chibo/media/static/media/ladder.js";
import { choice, seen } from "../../src/chibo/media/static/media/screen_state.js";

const ANN = { feed: "a", person: "ann", name: "Ann", sound: true, picture: true, screen: true };
const BEN = { feed: "b", person: "ben", name: "Ben", sound: true, picture: true, screen: false };

/** @param {object} [fields] @returns {import("../../src/chibo/media/static/media/call_state.js").State} */
const inCall = (fields) => ({ ...START, phase: "in", feed: "own", maySpeak: true, microphone: "on", ...fields });

/** @param {any[]} people @param {object} [fields] */
const among = (people, fields) => hear(inCall(fields), { type: "media", news: "people", people });

/** @param {object} fields */
const decided = (fields) => ({ type: /** @type {const} */ ("media"), news: "screen", ...fields });

/** @param {import("../../src/chibo/media/static/media/ladder.js").Rung} rung */
const on = (rung) => ({ ladder: choose(START.ladder, rung) });

test("nobody's screen is no word", () => {
  assert.equal(seen(among([BEN])), null);
});

test("a screen is seen on a good line", () => {
  assert.deepEqual(seen(among([BEN, ANN])), { code: "screen.shown", name: "Ann", feed: "a" });
});

test("a narrow line does not take it, and says whose it is", () => {
  for (const rung of /** @type {const} */ (["small", "sound", "thrifty"])) {
    assert.deepEqual(seen(among([BEN, ANN], on(rung))), { code: "screen.narrow", name: "Ann", feed: null });
  }
});

test("who refuses pictures is told how to see it", () => {
  assert.deepEqual(seen(among([ANN], { wantsPictures: false })), { code: "screen.refused", name: "Ann", feed: null });
});

test("from the choice in the browser to everybody's pages", () => {
  const choosing = step(inCall(), { what: "screen", standing: "choosing" });
  const asking = step(choosing, { what: "screen", standing: "asking" });
  const shared = hear(asking, decided({ allowed: true }));
  const ended = hear(shared, decided({ allowed: false, why: "screen.ended" }));

  assert.deepEqual(
    [choosing, asking, shared, ended].map((state) => seen(state)?.code),
    ["screen.asking", "call.joining", "screen.on", "screen.ended"],
  );
  assert.deepEqual(
    [choosing, asking, shared, ended].map((state) => choice(state, true).offer),
    [null, null, "stop", "share"],
  );
});

test("the second is told whose screen is there", () => {
  const asking = step(inCall(), { what: "screen", standing: "asking" });
  const taken = hear(asking, decided({ allowed: false, why: "screen.taken", by: "Ann" }));

  assert.deepEqual(seen(taken), { code: "screen.taken", name: "Ann", feed: null });
});

test("what we have ended ourselves needs no word, and leaving forgets it all", () => {
  assert.equal(seen(hear(inCall(), decided({ allowed: false, why: "screen.ended" }))), null);
  const denied = step(inCall(), { what: "screen", standing: "none", why: "screen.denied" });
  assert.equal(seen(denied)?.code, "screen.denied");
  assert.equal(seen(step(denied, { what: "left" })), null);
});

test("what stands against sharing is said before anybody presses", () => {
  /** @type {[import("../../src/chibo/media/static/media/call_state.js").State, boolean, string][]} */
  const cases = [
    [inCall(), false, "unsupported"],
    [START, true, "outside"],
    [inCall({ microphone: "none" }), true, "outside"],
    [inCall(on("small")), true, "thin"],
    [among([ANN]), true, "taken"],
    [inCall(), true, ""],
  ];
  for (const [state, canShare, code] of cases) {
    assert.equal(choice(state, canShare).code, code);
    assert.equal(choice(state, canShare).offer, code ? null : "share");
  }
});

test("a screen that the browser takes too wide is sent smaller", () => {
  assert.deepEqual(screenOf({ width: 2560 }), { maxBitrate: 400_000, maxFramerate: 5, scaleResolutionDownBy: 2 });
  assert.equal(screenOf({ width: 800 }).scaleResolutionDownBy, 1);
  assert.equal(screenOf({}).scaleResolutionDownBy, 1);
});
