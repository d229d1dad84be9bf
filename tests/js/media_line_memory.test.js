import assert from "node:assert/strict";
import { test } from "node:test";

import { KEPT_FOR, read, written } from "../../src/chibo/media/static/media/line_memory.js";

const NOW = 1_000_000;
const LOST = /** @type {const} */ ({ rung: "thrifty", why: "lost", isChosen: false });

test("what a line bore is read again on the same network, for a while", () => {
  const text = written(LOST, "wifi", NOW);

  assert.deepEqual(read(text, "wifi", NOW + KEPT_FOR - 1), { rung: "thrifty", why: "lost" });
  assert.equal(read(text, "cellular", NOW), null);
  assert.equal(read(text, "wifi", NOW + KEPT_FOR), null);
  assert.equal(read(text, "wifi", NOW - KEPT_FOR), null);
});

test("text alone comes back as thrifty sound", () => {
  const text = written({ ...LOST, rung: "text" }, "", NOW);

  assert.deepEqual(read(text, "", NOW), { rung: "thrifty", why: "lost" });
});

test("a line that bears everything, a choice and a way that was not found are not kept", () => {
  assert.equal(written({ ...LOST, rung: "picture" }, "", NOW), "");
  assert.equal(written({ ...LOST, isChosen: true }, "", NOW), "");
  assert.equal(written({ ...LOST, why: "unreachable" }, "", NOW), "");
  assert.equal(written({ ...LOST, why: "better" }, "", NOW), "");
});

for (const text of [null, "", "{", "7", "null", "[]", '{"rung":"text","why":"lost","kind":"","at":1000000}']) {
  test(`nothing is read from ${text}`, () => {
    assert.equal(read(text, "", NOW), null);
  });
}
