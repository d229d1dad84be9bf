import assert from "node:assert/strict";
import { constants, createDeflateRaw } from "node:zlib";
import { test } from "node:test";

import { Strand } from "../../src/chibo/live/static/live/strand.js";

/** Pack texts as the server does, each with those before it in mind. @param {string[]} texts */
async function packed(texts) {
  const packer = createDeflateRaw();
  const pieces = [];
  for (const text of texts) {
    packer.write(`${text}\n`);
    await new Promise((done) => packer.flush(constants.Z_SYNC_FLUSH, () => done(undefined)));
    const piece = packer.read();
    pieces.push(new Uint8Array(piece.subarray(0, piece.length - 4)).buffer);
  }
  return pieces;
}

test("messages come out one by one, and what was said before costs next to nothing", async () => {
  const long = Array.from({ length: 200 }, (_, each) => `đồng chí thứ ${each}`).join(", ");
  const pieces = await packed([long, `${long}!`, "ngắn"]);
  const strand = new Strand();
  assert.equal(await strand.read(pieces[0]), long);
  assert.equal(await strand.read(pieces[1]), `${long}!`);
  assert.equal(await strand.read(pieces[2]), "ngắn");
  assert.ok(pieces[1].byteLength * 5 < pieces[0].byteLength, `${pieces[1].byteLength} bytes`);
});

test("what is no strand is an error for whoever reads", async () => {
  await assert.rejects(new Strand().read(new Uint8Array([7, 7, 7, 7]).buffer));
});
