import assert from "node:assert/strict";
import test from "node:test";
import {
  MOST,
  renumbered,
  reordered,
  wishOf,
} from "../../src/chibo/applications/static/applications/rows.js";

test("a button's value says what it asks of which row", () => {
  assert.deepEqual(wishOf("agenda:up:2"), { prefix: "agenda", move: "up", row: 2 });
  assert.deepEqual(wishOf("points:add"), { prefix: "points", move: "add", row: 0 });
  for (const other of ["submit", "save", "agenda:burn:1", ""]) {
    assert.equal(wishOf(other), null);
  }
});

/**
 * @param {"add" | "remove" | "up" | "down"} move
 * @param {number} row
 */
const order = (move, row, count = 3) => reordered(count, { prefix: "agenda", move, row });

test("rows are added, removed and moved as the server does it", () => {
  assert.deepEqual(order("add", 0), [0, 1, 2, null]);
  assert.deepEqual(order("remove", 1), [0, 2]);
  assert.deepEqual(order("up", 2), [0, 2, 1]);
  assert.deepEqual(order("down", 0), [1, 0, 2]);
  assert.deepEqual(order("up", 0), [0, 1, 2]);
  assert.deepEqual(order("down", 2), [0, 1, 2]);
  assert.equal(order("add", 0, MOST).length, MOST);
});

test("names, ids and buttons follow their row", () => {
  assert.equal(renumbered("agenda-__prefix__-title", "agenda", 4), "agenda-4-title");
  assert.equal(renumbered("id_agenda-2-title_error", "agenda", 0), "id_agenda-0-title_error");
  assert.equal(renumbered("agenda:remove:7", "agenda", 6), "agenda:remove:6");
  assert.equal(renumbered("points-2-name", "agenda", 0), "points-2-name");
});
