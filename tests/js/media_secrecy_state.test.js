import assert from "node:assert/strict";
import test from "node:test";

import { START, hear, step } from "../../src/chibo/media/static/media/call_state.js";
import { BEGUN, sayings } from "../../src/chibo/media/static/media/secrecy_state.js";

const PEOPLE = [{ feed: "f1", name: "Lò Văn An" }, { feed: "f2", name: "Bình" }];

/** @param {object} message */
const joined = (message) => hear(START, { type: "media", news: "joined", feed: "f9", may_speak: true, ...message });

test("only a call whose room the server names is protected, and the end of the call ends it", () => {
  assert.equal(joined({}).secrecy, null);
  const state = joined({ room: "r" });
  assert.deepEqual(state.secrecy, BEGUN);
  assert.equal(step(state, { what: "left" }).secrecy, null);
  assert.equal(hear(state, { type: "media", news: "joined", feed: "f9", may_speak: true }).secrecy, null);
});

test("encryption is said to be on after a frame has been sealed or opened, not before", () => {
  const before = joined({ room: "r" });
  const after = step(before, { what: "secrecy", told: { what: "frames", isProven: true, locked: ["f1"] } });

  assert.equal(sayings(/** @type {typeof BEGUN} */ (before.secrecy), PEOPLE).standing, "secrecy.waiting");
  const said = sayings(/** @type {typeof BEGUN} */ (after.secrecy), PEOPLE);
  assert.deepEqual([said.standing, said.locked], ["secrecy.on", "Lò Văn An"]);
});

test("the code is shown with what to do with it, and never an old one", () => {
  const told = (/** @type {string | null} */ code, /** @type {number} */ others) =>
    step(joined({ room: "r" }), { what: "secrecy", told: { what: "code", code, others } }).secrecy ?? BEGUN;

  assert.deepEqual(sayings(told(null, 0), []), { standing: "secrecy.waiting", code: "", about: "secrecy.alone", locked: "" });
  assert.equal(sayings(told(null, 2), []).about, "secrecy.counting");
  assert.equal(sayings(told("1234 5678", 2), []).about, "secrecy.compare");
  assert.equal(sayings(told("1234 5678", 2), []).code, "1234 5678");
});

test("what is told after the call is over changes nothing", () => {
  assert.equal(step(START, { what: "secrecy", told: { what: "code", code: "1", others: 1 } }).secrecy, null);
});
