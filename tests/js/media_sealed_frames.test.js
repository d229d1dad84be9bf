import assert from "node:assert/strict";
import test from "node:test";

import { KEY, MOST, Opener, PREFIX, Sealer, numberOf, readable } from "../../src/chibo/media/static/media/sealed_frames.js";

const RAW = Uint8Array.from({ length: KEY + PREFIX }, (_, place) => place);
const SOUND = Uint8Array.from([120, 1, 2, 3, 4]);
const KEY_FRAME = Uint8Array.from([0x50, 0x01, 0x02, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00, 7, 8, 9]);
const DELTA = Uint8Array.from([0x51, 1, 2, 3]);

const pair = async () => [await Sealer.from(RAW, 258, "room\nann"), await Opener.from(RAW, "room\nann")];

test("what is sealed opens again; of a picture only what tells key frames apart stays readable", async () => {
  const [sealer, opener] = /** @type {[Sealer, Opener]} */ (await pair());

  for (const [kind, frame, clear] of /** @type {const} */ ([["audio", SOUND, 0], ["video", KEY_FRAME, 10], ["video", DELTA, 1]])) {
    const sealed = await sealer.seal(kind, frame);
    assert.ok(sealed);
    assert.equal(readable(kind, frame), clear);
    assert.equal(sealed.length, frame.length + 22);
    assert.deepEqual(sealed.slice(0, clear), frame.slice(0, clear));
    assert.notDeepEqual(sealed.slice(clear, frame.length), frame.slice(clear));
    assert.equal(numberOf(sealed), 258);
    assert.deepEqual(await opener.open(kind, sealed), frame);
  }
});

test("no number is used twice under a key, not even by sound and picture at once, and then none is left", async () => {
  const sealer = await Sealer.from(RAW, 0, "room\nann", MOST - 200);
  const sealed = await Promise.all(
    Array.from({ length: 300 }, (_, place) => sealer.seal(place % 2 ? "audio" : "video", place % 2 ? SOUND : DELTA)),
  );

  const left = sealed.filter((one) => one !== null);
  assert.equal(left.length, 200);
  assert.equal(new Set(left.map((one) => one.slice(-6, -2).join())).size, 200);
  assert.ok(sealed.slice(200).every((one) => one === null));
});

test("a frame that was changed, moved to another sender or kind, or comes again does not open", async () => {
  const [sealer, opener] = /** @type {[Sealer, Opener]} */ (await pair());
  const sealed = /** @type {Uint8Array} */ (await sealer.seal("video", DELTA));
  const elsewhere = await Opener.from(RAW, "room\nben");
  const another = await Opener.from(RAW.map((byte) => byte ^ 1), "room\nann");

  for (let place = 0; place < sealed.length; place += 1) {
    const changed = sealed.slice();
    changed[place] = (changed[place] ?? 0) ^ 2;
    // The number of the key says which key is tried, and is bound to the frame like the rest.
    assert.equal(await opener.open("video", changed), null);
  }
  assert.equal(await opener.open("audio", sealed), null);
  assert.equal(await elsewhere.open("video", sealed), null);
  assert.equal(await another.open("video", sealed), null);
  assert.equal(await opener.open("video", new Uint8Array(5)), null);
  assert.deepEqual(await opener.open("video", sealed), DELTA);
  assert.equal(await opener.open("video", sealed), null);
});

test("frames may overtake each other, but not by far", async () => {
  const [sealer, opener] = /** @type {[Sealer, Opener]} */ (await pair());
  /** @type {Uint8Array[]} */
  const sealed = [];
  for (let count = 0; count < 2200; count += 1) sealed.push(/** @type {Uint8Array} */ (await sealer.seal("audio", SOUND)));
  const at = (/** @type {number} */ place) => opener.open("audio", /** @type {Uint8Array} */ (sealed[place]));

  assert.deepEqual(await at(1100), SOUND);
  assert.deepEqual(await at(1000), SOUND);
  assert.equal(await at(1000), null);
  assert.equal(await at(50), null);
  for (let place = 1101; place < 2200; place += 1) assert.deepEqual(await at(place), SOUND);
  assert.equal(await at(1100), null);
});

test("a picture too short to be one does not leave", async () => {
  const [sealer] = /** @type {[Sealer, Opener]} */ (await pair());

  assert.equal(await sealer.seal("video", Uint8Array.from([0x50, 1])), null);
  assert.equal(await sealer.seal("video", new Uint8Array()), null);
});
