import assert from "node:assert/strict";
import { test } from "node:test";

import { after as place, step, toKeep, toSend, written } from "../../src/chibo/live/static/live/outbox.js";

/** @typedef {import("../../src/chibo/live/static/live/outbox.js").Happened} Happened */

const vote = { id: "a", act: "cast", fields: { choice: "for" }, label: "Tán thành" };
const word = { id: "b", act: "opinion", fields: { text: "Tôi nhất trí." }, label: "Gửi ý kiến" };

/** @param {Happened[]} happenings */
const after = (...happenings) => happenings.reduce(step, /** @type {any} */ ([]));
/** @type {Happened} */
const WISHED = { what: "wished", act: vote };

/** @param {readonly {id: string}[]} acts */
const ids = (acts) => acts.map((act) => act.id);

test("a wish waits until it is sent", () => {
  assert.deepEqual(ids(toSend(after(WISHED))), ["a"]);
  assert.deepEqual(ids(toSend(after(WISHED, { what: "sent", id: "a" }))), []);
});

test("the same wish twice is one wish", () => {
  assert.equal(after(WISHED, WISHED).length, 1);
});

test("what was under way when the line went is sent again, in its order", () => {
  const lost = after(
    WISHED,
    { what: "wished", act: word },
    { what: "sent", id: "a" },
    { what: "sent", id: "b" },
    { what: "lost" },
  );
  assert.deepEqual(ids(toSend(lost)), ["a", "b"]);
});

test("a receipt names the entry, and nothing is sent or kept any more", () => {
  const done = after(WISHED, { what: "sent", id: "a" }, { what: "receipt", id: "a", seq: 57 });
  assert.equal(done[0]?.seq, 57);
  assert.deepEqual([toSend(done), toKeep(done)], [[], []]);
  assert.equal(step(done, { what: "lost" })[0]?.state, "done");
});

test("a refusal keeps its reason and what was written", () => {
  const refused = after(
    { what: "wished", act: word },
    { what: "refused", id: "b", html: "<p>Chưa mở</p>" },
  );
  assert.equal(refused[0]?.html, "<p>Chưa mở</p>");
  assert.equal(refused[0] && written(refused[0]), "Tôi nhất trí.");
  assert.deepEqual(toKeep(refused), []);
});

test("an act that broke on the server is tried again", () => {
  const broken = after(WISHED, { what: "sent", id: "a" }, { what: "broken", id: "a" });
  assert.deepEqual(ids(toSend(broken)), ["a"]);
});

test("what was dismissed is gone, and news of strangers change nothing", () => {
  assert.deepEqual(after(WISHED, { what: "dismissed", id: "a" }), []);
  assert.deepEqual(after(WISHED, { what: "receipt", id: "x", seq: 1 }), after(WISHED));
});

test("what cannot happen is a mistake", () => {
  // @ts-expect-error no such happening
  assert.throws(() => step([], { what: "exploded" }));
});

test("a refusal goes once the same act about the same person has succeeded", () => {
  /** @param {string} id @param {string} person */
  const tick = (id, person) => ({ id, act: "check_in", fields: { person, mode: "in_person" }, label: "Có mặt" });
  const refused = after(
    { what: "wished", act: tick("1", "an") },
    { what: "refused", id: "1", html: "<p>Chưa mở</p>" },
    { what: "wished", act: tick("2", "binh") },
    { what: "receipt", id: "2", seq: 7 },
  );
  assert.deepEqual(ids(refused), ["1", "2"]);

  const answered = step(
    step(refused, { what: "wished", act: tick("3", "an") }),
    { what: "receipt", id: "3", seq: 8 },
  );
  assert.deepEqual(ids(answered), ["2", "3"]);
});

test("a receipt for an act that another page sent changes nothing", () => {
  assert.deepEqual(after({ what: "receipt", id: "x", seq: 1 }), []);
});

test("a vote that came too late is settled when it is given to the minutes taker", () => {
  const late = { id: "a", act: "cast", fields: { ballot: "b1", choice: "for" }, label: "Tán thành" };
  const given = { id: "c", act: "missed_vote", fields: { ballot: "b1", person: "" }, label: "Gửi" };
  const settled = after(
    { what: "wished", act: late },
    { what: "refused", id: "a", html: "<form></form>" },
    { what: "wished", act: given },
    { what: "receipt", id: "c", seq: 8 },
  );
  assert.deepEqual(ids(settled), ["c"]);
});

test("a clock that is put back by a day changes no order", () => {
  const day = 86_400_000;
  const first = place(0, 2 * day);
  assert.ok(place(first, day) > first);
  assert.equal(place(day, 2 * day), 2 * day);
});
