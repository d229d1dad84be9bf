import assert from "node:assert/strict";
import { test } from "node:test";

import {
  DOWN_AFTER,
  FALL_AFTER,
  RUNGS,
  SILENT_AFTER,
  UP_AFTER,
  WIRES,
  begin,
  choose,
  step,
  wireOf,
} from "../../src/chibo/media/static/media/ladder.js";

/** @typedef {import("../../src/chibo/media/static/media/ladder.js").Ladder} Ladder */
/** @typedef {import("../../src/chibo/media/static/media/ladder.js").Measured} Measured */

/** @type {Measured} */
const GOOD = {
  isAway: false,
  isFailed: false,
  isSlow: false,
  lost: 0,
  heard: 0,
  jitter: 5,
  roundTrip: 40,
  beat: 50,
  available: null,
};
const LOSSY = { ...GOOD, lost: 0.2 };
const DROWNED = { ...GOOD, lost: 0.5 };

/**
 * Look at the same line every two seconds for so long.
 * @param {Ladder} ladder @param {Measured} measured @param {number} seconds @param {number} [from]
 */
function watch(ladder, measured, seconds, from = 0) {
  for (let now = from; now <= from + seconds * 1000; now += 2000) ladder = step(ladder, measured, now);
  return ladder;
}

/** @param {import("../../src/chibo/media/static/media/ladder.js").Rung} rung @returns {Ladder} */
const on = (rung) => ({ ...begin(), rung });

test("a page begins with everything, on a thin or dear line with thrifty sound", () => {
  assert.equal(begin().rung, "picture");
  assert.equal(begin({ effectiveType: "4g" }).rung, "picture");
  assert.deepEqual([begin({ effectiveType: "3g" }).rung, begin({ saveData: true }).why], ["thrifty", "device"]);
});

test("a bad moment changes nothing; four bad seconds take one rung, and say why", () => {
  const once = step(on("sound"), LOSSY, 0);
  const mended = step(once, GOOD, 2000);
  const down = watch(on("sound"), LOSSY, DOWN_AFTER / 1000);

  assert.equal(once.rung, "sound");
  assert.equal(mended.badSince, null);
  assert.deepEqual([down.rung, down.why], ["thrifty", "lost"]);
});

for (const [name, measured, why] of /** @type {const} */ ([
  ["packets of ours are lost", { lost: 0.2 }, "lost"],
  ["what we hear is made up", { heard: 0.3 }, "lost"],
  ["packets come in waves", { jitter: 400 }, "slow"],
  ["the way is long", { roundTrip: 1900 }, "slow"],
  ["the heartbeat waits", { beat: 3900 }, "slow"],
  ["there is no room for a picture", { available: 50_000 }, "narrow"],
  ["the server sees that we lose", { isSlow: true }, "narrow"],
])) {
  test(`down when ${name}`, () => {
    const down = watch(on("picture"), { ...GOOD, ...measured }, 4);

    assert.deepEqual([down.rung, down.why], ["small", why]);
  });
}

for (const [name, measured, why] of /** @type {const} */ ([
  ["much is lost", { lost: 0.3 }, "lost"],
  ["most of what we hear is made up", { heard: 0.6 }, "lost"],
  ["what is sent waits for seconds", { roundTrip: 2500 }, "slow"],
  ["the heartbeat waits for seconds", { beat: 5000 }, "slow"],
  ["there is no room for more", { available: 20_000 }, "narrow"],
])) {
  test(`straight down to thrifty sound when ${name}`, () => {
    const once = step(on("picture"), { ...GOOD, ...measured }, 0);
    const down = watch(on("picture"), { ...GOOD, ...measured }, FALL_AFTER / 1000);

    assert.equal(once.rung, "picture");
    assert.deepEqual([down.rung, down.why], ["thrifty", why]);
  });
}

test("a line that drowns goes to thrifty sound at once, and to text only when that has been tried", () => {
  const seconds = [0, 2, 2 + SILENT_AFTER / 1000, 4 + SILENT_AFTER / 1000];
  const course = seconds.map((each) => watch(on("picture"), DROWNED, each).rung);

  assert.deepEqual(course, ["picture", "thrifty", "thrifty", "text"]);
});

test("what ran full before thrifty sound runs off before that is given up", () => {
  const fallen = watch(on("picture"), DROWNED, 2);
  const full = watch(fallen, { ...GOOD, lost: 0.5, beat: 10_000 }, SILENT_AFTER / 1000 - 2, 4000);

  assert.equal(watch(full, GOOD, 10, 16_000).rung, "thrifty");
});

test("a page begins where this line was left, and no higher than the device says", () => {
  const kept = /** @type {const} */ ({ rung: "sound", why: "lost" });

  assert.deepEqual([begin({}, kept).rung, begin({}, kept).why], ["sound", "lost"]);
  assert.deepEqual([begin({}, null).rung, begin({}, null).why], ["picture", "start"]);
  assert.deepEqual([begin({ saveData: true }, kept).rung, begin({ saveData: true }, kept).why], ["thrifty", "device"]);
  assert.equal(begin({}, kept).isChosen, false);
});

test("while somebody hears only thrifty sound it is packed so on every rung, and pictures stay", () => {
  const { thrifty } = WIRES;

  for (const rung of RUNGS) assert.deepEqual(wireOf(rung, true).sound, thrifty.sound);
  assert.deepEqual(wireOf("picture", true).picture, WIRES.picture.picture);
  assert.equal(wireOf("picture", false), WIRES.picture);
  assert.equal(wireOf("text", false), thrifty);
});

test("the bad line of the one who speaks makes nobody deaf", () => {
  const hearing = watch(on("picture"), { ...GOOD, lost: null, heard: 0.9 }, 60);

  assert.equal(hearing.rung, "thrifty");
});

test("up after half a minute, and only where the rung above would hold with room to spare", () => {
  const nearly = watch(on("thrifty"), GOOD, UP_AFTER / 1000 - 2);
  const up = watch(on("thrifty"), GOOD, UP_AFTER / 1000);
  const edge = watch(on("thrifty"), { ...GOOD, lost: 0.1 }, 600);

  assert.equal(nearly.rung, "thrifty");
  assert.deepEqual([up.rung, up.why], ["sound", "better"]);
  assert.equal(edge.rung, "thrifty");
});

test("between what is too bad and what is good enough nothing moves", () => {
  const between = { ...GOOD, lost: 0.1 };

  assert.deepEqual(watch(on("sound"), between, 600), on("sound"));
});

test("who falls back at once waits twice as long before climbing again", () => {
  const up = watch(on("thrifty"), GOOD, 30);
  const fallen = watch(up, LOSSY, 4, 32_000);
  const waiting = watch(fallen, GOOD, 58, 40_000);
  const again = watch(waiting, GOOD, 4, 100_000);

  assert.deepEqual([fallen.rung, fallen.patience], ["thrifty", 2 * UP_AFTER]);
  assert.equal(waiting.rung, "thrifty");
  assert.equal(again.rung, "sound");
});

test("from text the heartbeat alone leads up; nothing known leads nowhere", () => {
  const unknown = { ...GOOD, lost: null, heard: null, jitter: null, roundTrip: null };

  assert.equal(watch(on("text"), { ...unknown, beat: 300 }, 30).rung, "thrifty");
  assert.equal(watch(on("text"), { ...unknown, beat: null }, 300).rung, "text");
  assert.equal(watch(on("text"), { ...unknown, beat: 8000 }, 300).rung, "text");
});

test("an outage is no weak line: the ladder waits for it to end", () => {
  const away = { ...DROWNED, isAway: true, isFailed: true };

  assert.deepEqual(watch(on("sound"), away, 60), on("sound"));
});

test("no way to the media server means text, and trying again later", () => {
  const failed = step(on("picture"), { ...GOOD, isFailed: true }, 0);

  assert.deepEqual([failed.rung, failed.why], ["text", "unreachable"]);
  assert.equal(watch(failed, { ...GOOD, lost: null, heard: null }, 30, 2000).rung, "thrifty");
});

test("what a person chooses holds, whatever is measured, until they leave it to the page", () => {
  const held = choose(on("sound"), "picture");
  const free = choose(watch(held, DROWNED, 600), null);

  assert.deepEqual([held.rung, held.why, held.isChosen], ["picture", "chosen", true]);
  assert.equal(watch(held, DROWNED, 600), held);
  assert.equal(watch(choose(on("sound"), "text"), GOOD, 600).rung, "text");
  assert.equal(watch(free, LOSSY, 4).rung, "small");
  assert.equal(choose(choose(on("sound"), "text"), null).rung, "thrifty");
});

test("what goes over the wire becomes less with every rung", () => {
  const { picture, small, sound, thrifty } = WIRES;

  assert.deepEqual(
    [picture, small, sound, thrifty].map((wire) => [
      wire.picture?.maxBitrate ?? 0,
      wire.sound.bitrate,
      wire.sound.ptime,
    ]),
    [[100_000, 24_000, 20], [60_000, 16_000, 20], [0, 16_000, 20], [0, 16_000, 60]],
  );
});
