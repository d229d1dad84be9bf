// Where the console of the chair stands on a page that has just become the chair's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { putInPlace } from "../../src/chibo/live/static/live/regions.js";

/** A page with these regions, one below the other. @param {string[]} order @param {boolean} isChair */
function page(order, isChair) {
  /** @type {any} */
  const column = { children: [] };
  column.children = order.map((id) => ({
    id,
    parentElement: column,
    querySelector: () => (isChair ? {} : null),
    before: (/** @type {any} */ moved) => {
      const rest = column.children.filter((/** @type {any} */ one) => one !== moved);
      rest.splice(order.indexOf(id), 0, moved);
      column.children = rest;
    },
  }));
  const root = {
    querySelector: (/** @type {string} */ wanted) =>
      column.children.find((/** @type {any} */ one) => wanted.startsWith(`#${one.id}[`)),
  };
  putInPlace(/** @type {any} */ (root));
  return column.children.map((/** @type {any} */ one) => one.id);
}

test("who takes the chair finds the console above their own part", () => {
  assert.deepEqual(page(["now", "mine", "console"], true), ["now", "console", "mine"]);
});

test("a chair's page stays as it is, and so does that of the secretary", () => {
  assert.deepEqual(page(["now", "console", "mine"], true), ["now", "console", "mine"]);
  assert.deepEqual(page(["now", "mine", "console"], false), ["now", "mine", "console"]);
});
