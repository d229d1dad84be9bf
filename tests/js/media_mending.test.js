import assert from "node:assert/strict";
import { test } from "node:test";

import { WHOLE, step } from "../../src/chibo/media/static/media/mending.js";

/** @typedef {import("../../src/chibo/media/static/media/mending.js").Happened} Happened */

/** Return what was to be done after each happening. @param {Happened[]} happenings */
function course(...happenings) {
  let mending = WHOLE;
  return happenings.map((happened) => {
    const [next, todo] = step(mending, happened);
    mending = next;
    return todo;
  });
}

test("a connection that fell asks for a new way, once, however often it reports its failure", () => {
  assert.deepEqual(course("failed", "failed", "failed", "connected"), ["ask", null, null, "connected"]);
});

test("after an outage a failure reported late does not break off the way that is being tried", () => {
  assert.deepEqual(course("connected", "failed", "reopened", "failed", "connected"), [
    "connected",
    "ask",
    "ask",
    null,
    "connected",
  ]);
});

test("a way that stood and falls is asked for anew", () => {
  assert.deepEqual(course("failed", "connected", "failed"), ["ask", "connected", "ask"]);
});

test("three ways are tried one after the other, then the person is told", () => {
  assert.deepEqual(course("failed", "overdue", "overdue", "overdue"), ["ask", "ask", "ask", "failed"]);
  assert.deepEqual(course("failed", "overdue", "overdue", "overdue", "failed"), ["ask", "ask", "ask", "failed", "failed"]);
});

test("tries before an outage do not count after it", () => {
  const before = /** @type {const} */ (["failed", "overdue", "overdue", "overdue"]);

  assert.deepEqual(course(...before, "reopened", "overdue").slice(-2), ["ask", "ask"]);
});

test("a first connection that does not come up in time has failed", () => {
  assert.deepEqual(course("overdue"), ["failed"]);
});
