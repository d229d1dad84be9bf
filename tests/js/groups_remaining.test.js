import assert from "node:assert/strict";
import { test } from "node:test";

import { remaining } from "../../src/chibo/groups/static/groups/remaining.js";

const UNTIL = Date.parse("2026-03-11T23:59:59+07:00");
const MINUTE = 60_000;

test("time left is told in hours and minutes", () => {
  assert.deepEqual(remaining(UNTIL, UNTIL - 135 * MINUTE), { isOver: false, hours: 2, minutes: 15 });
});

test("what is over is told by how much", () => {
  assert.deepEqual(remaining(UNTIL, UNTIL + 61 * MINUTE), { isOver: true, hours: 1, minutes: 1 });
});

test("the last moment is not over", () => {
  assert.deepEqual(remaining(UNTIL, UNTIL), { isOver: false, hours: 0, minutes: 0 });
});
