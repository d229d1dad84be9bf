import assert from "node:assert/strict";
import { test } from "node:test";

import { leafing, pause, placeOn, seen, start, step, waits, widthFor } from "../../src/chibo/live/static/live/page_state.js";

/** @typedef {import("../../src/chibo/live/static/live/page_state.js").Happened} Happened */

/**
 * @param {number} page
 * @param {{ document?: string, leads?: boolean }} changes
 * @returns {Happened}
 */
const shown = (page, changes = {}) => ({ what: "shown", document: "d", page, pages: 5, leads: false, ...changes });

/** @param {Happened[]} happened */
const after = (...happened) => happened.reduce(step, start());

test("who follows sees the page that is shown", () => {
  assert.deepEqual([after(shown(1)), after(shown(1), shown(4))].map(seen), [1, 4]);
});

test("who looks alone stays where they are, within the paper, and comes back", () => {
  const alone = after(shown(2), { what: "alone" }, shown(3), { what: "leaf", by: -1 }, { what: "leaf", by: -1 });

  assert.equal(seen(alone), 1);
  assert.equal(alone.page, 3);
  assert.equal(seen(step(alone, { what: "follow" })), 3);
  assert.equal(seen([1, 1, 1, 1, 1, 1].reduce((state, by) => step(state, { what: "leaf", by }), alone)), 5);
});

test("another paper, or leading oneself, ends looking alone", () => {
  const alone = after(shown(2), { what: "leaf", by: 2 });

  assert.deepEqual([shown(1, { document: "e" }), shown(3, { leads: true })].map((each) => seen(step(alone, each))), [1, 3]);
});

test("on text alone each page waits to be asked for", () => {
  const asked = after(shown(2), { what: "asked" });

  assert.deepEqual(
    [waits(start(), "text", false), waits(asked, "text", false), waits(step(asked, shown(3)), "text", false)],
    [true, false, true],
  );
  assert.deepEqual([waits(start(), "thrifty", false), waits(start(), "", true)], [false, true]);
});

test("the picture is as wide as is seen and as the line bears", () => {
  assert.deepEqual(
    [widthFor(340, 1, ""), widthFor(340, 3, ""), widthFor(700, 1, ""), widthFor(900, 2, ""), widthFor(4000, 2, "")],
    [480, 800, 800, 1800, 1800],
  );
  assert.deepEqual([widthFor(700, 2, "thrifty"), widthFor(700, 2, "sound"), widthFor(700, 2, "small")], [480, 800, 1200]);
});

test("arrows leaf, and not while somebody writes a number", () => {
  /** @param {string} key */
  const pressed = (key, more = {}) => leafing({ key, ...more }, "BUTTON");

  assert.deepEqual(["ArrowRight", "ArrowLeft", "Enter"].map((key) => pressed(key)), [1, -1, 0]);
  assert.equal(pressed("ArrowLeft", { altKey: true }), 0);
  assert.equal(leafing({ key: "ArrowLeft" }, "INPUT"), 0);
});

test("a place is told in thousandths of the page, and never outside of it", () => {
  const page = { left: 10, top: 20, width: 200, height: 400 };

  assert.deepEqual(placeOn(page, 110, 120), { x: 500, y: 250 });
  assert.deepEqual(placeOn(page, 0, 900), { x: 0, y: 1000 });
});

test("a pointer is told at once and then five times a second", () => {
  assert.deepEqual([pause(-Infinity, 0), pause(1000, 1050), pause(1000, 1300)], [0, 150, 0]);
});
