import assert from "node:assert/strict";
import { test } from "node:test";

import { Turns } from "../../src/chibo/media/static/media/turns.js";
import { FRESH, Ways } from "../../src/chibo/media/static/media/ways.js";

const PASS = { urls: ["turn:203.0.113.7:3478"], username: "1:a", credential: "b" };

test("a pass is asked for anew while it is still good, and once", () => {
  const ways = new Ways();
  ways.take([PASS], 1000);

  assert.deepEqual(ways.servers, [PASS]);
  assert.deepEqual(
    [1000, 1000 + FRESH - 1, 1000 + FRESH, 1000 + FRESH + 2000, 1000 + 2 * FRESH].map((now) =>
      ways.isTimeToAsk(now),
    ),
    [false, false, true, false, true],
  );
});

test("a server without TURN gives none, and is asked again later", () => {
  const ways = new Ways();
  ways.take(undefined, 0);

  assert.deepEqual(ways.servers, []);
  assert.equal(ways.isTimeToAsk(FRESH), true);
});

test("work is done in its turn, and what was called off is not done", async () => {
  /** @type {string[]} */
  const done = [];
  /** @type {unknown[]} */
  const failed = [];
  const turns = new Turns((error) => failed.push(error));
  /** @param {string} name */
  const note = (name) => async () => {
    await Promise.resolve();
    done.push(name);
  };

  turns.add(note("first"));
  turns.add(note("second"));
  await new Promise((tick) => setTimeout(tick));
  turns.add(() => Promise.reject(new Error("cannot")));
  turns.add(note("after a failure"));
  await new Promise((tick) => setTimeout(tick));
  turns.add(() => new Promise(() => {}));
  turns.add(note("behind what never ends"));
  await new Promise((tick) => setTimeout(tick));
  turns.callOff();
  turns.add(note("anew"));
  await new Promise((tick) => setTimeout(tick));

  assert.deepEqual(done, ["first", "second", "after a failure", "anew"]);
  assert.deepEqual(failed, [new Error("cannot")]);
});
