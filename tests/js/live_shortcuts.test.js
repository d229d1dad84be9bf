import assert from "node:assert/strict";
import { test } from "node:test";

import { wanted } from "../../src/chibo/live/static/live/shortcuts.js";

const body = { tagName: "BODY" };

test("one letter asks for one thing", () => {
  const asked = ["n", "N", "e", "q", "m", "x", "Enter"].map((key) => wanted({ key }, body));

  assert.deepEqual(asked, ["next", "next", "end", "list", "step", "", ""]);
  assert.equal(wanted({ key: "e" }, null), "end");
});

test("who is typing is left alone", () => {
  for (const tagName of ["INPUT", "TEXTAREA", "SELECT"]) assert.equal(wanted({ key: "e" }, { tagName }), "");
  assert.equal(wanted({ key: "e" }, { tagName: "DIV", isContentEditable: true }), "");
  assert.equal(wanted({ key: "e", isComposing: true }, body), "");
});

test("keys of the browser stay the browser's", () => {
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) {
    assert.equal(wanted({ key: "n", ...held }, body), "");
  }
});
