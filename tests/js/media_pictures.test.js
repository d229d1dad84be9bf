import assert from "node:assert/strict";
import { test } from "node:test";

import { START } from "../../src/chibo/media/static/media/call_state.js";
import { RUNGS, choose } from "../../src/chibo/media/static/media/ladder.js";
import { MOST, chosen } from "../../src/chibo/media/static/media/pictures.js";

/** @typedef {import("../../src/chibo/media/static/media/call_state.js").State} State */

/** @param {string} feed @param {object} [fields] */
const one = (feed, fields = {}) => ({
  feed,
  person: feed,
  name: feed,
  sound: false,
  picture: true,
  screen: false,
  talking: false,
  ...fields,
});

/** @param {ReturnType<typeof one>[]} people @param {Partial<State>} [fields] @returns {State} */
const seeing = (people, fields = {}) => ({ ...START, phase: "in", ladder: choose(START.ladder, "picture"), people, ...fields });

const ALL = [one("f1"), one("f2", { sound: true }), one("f3")];

test("each rung has its pictures, and who refuses them receives none", () => {
  const feeds = RUNGS.map((rung) => chosen(seeing(ALL, { ladder: choose(START.ladder, rung) })).feeds);

  assert.deepEqual(feeds, [["f2", "f1", "f3"], ["f2"], [], [], []]);
  assert.deepEqual(chosen(seeing(ALL, { wantsPictures: false })), { feeds: [], large: null });
});

test("who speaks is large, before anybody was heard whoever may speak", () => {
  assert.equal(chosen(seeing(ALL)).large, "f2");
  assert.equal(chosen(seeing(ALL, { speaker: "f3" })).large, "f3");
  assert.equal(chosen(seeing(ALL, { speaker: "gone" })).large, "f2");
  assert.equal(chosen(seeing([...ALL, one("f4", { picture: false })], { speaker: "f4" })).large, null);
  assert.equal(chosen(seeing([one("f1")])).large, null);
});

test("of a hundred cameras twelve come: who speaks, who may speak, and the first of the others", () => {
  const many = Array.from({ length: 100 }, (_, at) => one(`f${at}`, { sound: at > 97 }));

  const { feeds } = chosen(seeing(many, { speaker: "f50" }));

  assert.equal(feeds.length, MOST);
  assert.deepEqual(feeds, ["f50", "f98", "f99", ...Array.from({ length: 9 }, (_, at) => `f${at}`)]);
});

test("whose turn it is to speak takes the last one's place, and nobody else moves", () => {
  const many = Array.from({ length: 20 }, (_, at) => one(`f${at}`));

  const before = chosen(seeing(many, { speaker: "f3" })).feeds;
  const after = chosen(seeing(many, { speaker: "f15" })).feeds;

  assert.deepEqual(
    before.filter((feed) => !after.includes(feed)),
    ["f11"],
  );
});

test("while a screen is shared the cameras rest, and a narrow line goes on with the speaker's", () => {
  const people = [...ALL, one("f4", { screen: true })];
  const small = choose(START.ladder, "small");

  assert.deepEqual(chosen(seeing(people)), { feeds: ["f4"], large: null });
  assert.deepEqual(chosen(seeing(people, { ladder: small })).feeds, ["f2"]);
  assert.deepEqual(chosen(seeing(people, { ladder: small, speaker: "f4" })).feeds, []);
});
