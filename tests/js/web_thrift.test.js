import assert from "node:assert/strict";
import { test } from "node:test";

import { ENOUGH, isThrifty } from "../../src/chibo/web/static/web/thrift.js";

/** @param {number} transferSize @param {number} requestStart @param {number} responseEnd */
const file = (transferSize, requestStart, responseEnd) => ({ transferSize, requestStart, responseEnd });

test("a line that calls itself weak is spared", () => {
  assert.equal(isThrifty({ effectiveType: "slow-2g" }, []), true);
  assert.equal(isThrifty({ effectiveType: "4g", saveData: true }, []), true);
  assert.equal(isThrifty({ effectiveType: "4g" }, []), false);
  assert.equal(isThrifty(undefined, []), false);
});

test("a line over which files came slowly is spared, whatever it calls itself", () => {
  const slow = [file(20_000, 0, 4_000), file(20_000, 2_000, 9_000)];
  assert.equal(isThrifty({ effectiveType: "4g" }, slow), true);
  const fast = [file(20_000, 0, 300), file(20_000, 8_000, 8_300)];
  assert.equal(isThrifty(undefined, fast), false);
});

test("just enough is enough, and the time between two files says nothing", () => {
  const after = (/** @type {number} */ milliseconds) => [file(ENOUGH, 0, 500), file(ENOUGH, 60_000, 60_000 + milliseconds)];
  assert.equal(isThrifty(undefined, after(1_500)), false);
  assert.equal(isThrifty(undefined, after(1_600)), true);
});

test("what was kept from another time, or is very little, says nothing of the line", () => {
  assert.equal(isThrifty(undefined, [file(0, 0, 0), file(0, 0, 9_000)]), false);
  assert.equal(isThrifty(undefined, [file(2_000, 0, 9_000)]), false);
});
