import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { unpacked, unpacks } from "../../src/chibo/live/static/live/room_line.js";

test("what was packed for everybody is read as it was written", async () => {
  const text = JSON.stringify({ type: "news", regions: { now: "<p>Biểu quyết</p>".repeat(50) } });
  const packed = deflateRawSync(text);
  const data = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
  assert.equal(unpacks, true);
  assert.equal(await unpacked(/** @type {ArrayBuffer} */ (data)), text);
});

test("what was packed badly is no message", async () => {
  await assert.rejects(unpacked(new Uint8Array([255, 255, 255]).buffer));
});
