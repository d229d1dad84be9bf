import assert from "node:assert/strict";
import { test } from "node:test";

import { LONGEST_PATIENCE, PATIENCE, Wait, isWorthWaiting } from "../../src/chibo/media/static/media/patience.js";

const GOOD = { isAway: false, beat: 80 };
const SLOW = { isAway: false, beat: 4_000 };

test("what does not come over a good line has failed; over a slow one, or one that is away, it is waited for", () => {
  assert.equal(isWorthWaiting(GOOD, PATIENCE), false);
  assert.equal(isWorthWaiting({ isAway: false, beat: null }, PATIENCE), false);
  assert.equal(isWorthWaiting(SLOW, PATIENCE), true);
  assert.equal(isWorthWaiting({ isAway: true, beat: null }, PATIENCE), true);
  assert.equal(isWorthWaiting(SLOW, LONGEST_PATIENCE), false);
});

test("a wait is over once, later on a slow line, and never after it was ended", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let pulse = SLOW;
  let overs = 0;
  const wait = new Wait(() => pulse, () => (overs += 1));
  /** @param {number} times */
  const pass = (times) => {
    for (let time = 0; time < times; time += 1) context.mock.timers.tick(PATIENCE);
  };

  wait.begin();
  pass(2);
  assert.equal(overs, 0);
  pulse = GOOD;
  pass(1);
  assert.equal(overs, 1);

  pulse = SLOW;
  wait.begin();
  pass(3);
  assert.equal(overs, 1);
  pass(5);
  assert.equal(overs, 2);

  wait.begin();
  wait.end();
  pass(8);
  assert.equal(overs, 2);
});
