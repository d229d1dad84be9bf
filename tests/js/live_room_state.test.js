import assert from "node:assert/strict";
import { test } from "node:test";

import { delay, goesByPost, standing, start, step } from "../../src/chibo/live/static/live/room_state.js";

/** @param {import("../../src/chibo/live/static/live/room_state.js").Happened[]} happenings */
const after = (...happenings) => happenings.reduce(step, start(7));

test("a page that has just come says nothing of its line", () => {
  assert.equal(standing(start(7)), "");
  assert.equal(standing(after({ what: "opened" })), "");
});

test("a lost line is said until it is back, and its return for a moment", () => {
  const lost = after({ what: "opened" }, { what: "closed", code: 1006 });
  assert.equal(standing(lost), "line.lost");
  assert.equal(standing(step(lost, { what: "retried" })), "line.lost");
  const back = step(lost, { what: "opened" });
  assert.equal(standing(back), "line.back");
  assert.equal(standing(step(back, { what: "settled" })), "");
});

test("a page that sent too much is told so until it is back", () => {
  const cut = after({ what: "opened" }, { what: "closed", code: 4429 });
  assert.equal(standing(cut), "line.too_much");
  assert.equal(standing(step(cut, { what: "opened" })), "line.back");
});

test("who is not let in is not tried again", () => {
  assert.equal(after({ what: "closed", code: 4403 }).line, "ended");
  assert.equal(standing(after({ what: "closed", code: 4403 })), "line.ended");
});

test("the page never goes back to an older entry", () => {
  assert.equal(after({ what: "heard", seq: 9 }, { what: "heard", seq: 8 }).seq, 9);
});

test("attempts come further apart, are spread by chance, and start anew after success", () => {
  assert.deepEqual([1, 2, 3, 10].map((attempt) => delay(attempt, 1)), [500, 1000, 2000, 15000]);
  assert.equal(delay(1, 0), 250);
  const closed = /** @type {const} */ ({ what: "closed", code: 1006 });
  assert.equal(after(closed, closed, closed).attempt, 3);
  assert.equal(after(closed, closed, { what: "opened" }).attempt, 0);
});

test("acts go by POST only after the socket has failed a few times", () => {
  const closed = /** @type {const} */ ({ what: "closed", code: 1006 });
  assert.equal(goesByPost(after(closed, closed)), false);
  assert.equal(goesByPost(after(closed, closed, closed)), true);
  assert.equal(goesByPost(after(closed, closed, closed, { what: "opened" })), false);
});

test("what cannot happen is a mistake", () => {
  // @ts-expect-error no such happening
  assert.throws(() => step(start(0), { what: "exploded" }));
});
