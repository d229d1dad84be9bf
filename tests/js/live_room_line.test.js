import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { COMING, EAGER, RoomLine, SEEKING, unpacked, unpacks } from "../../src/chibo/live/static/live/room_line.js";

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

/** Open a line over a socket of ours. @param {(line: RoomLine, sockets: any[], closed: () => number) => void} story */
function withLine(story) {
  /** @type {any[]} */
  const sockets = [];
  class Socket {
    static OPEN = 1;
    readyState = 1;
    constructor() {
      sockets.push(this);
    }
    send() {}
    close() {}
  }
  const before = { ...globalThis };
  Object.assign(globalThis, { WebSocket: Socket, window: globalThis, location: { protocol: "http:", host: "h" } });
  try {
    let closed = 0;
    const line = new RoomLine("/", { opened() {}, heard() {}, closed: () => (closed += 1) });
    line.open();
    sockets[0].onopen();
    story(line, sockets, () => closed);
  } finally {
    for (const name of ["WebSocket", "window", "location"]) {
      if (name in before) Object.assign(globalThis, { [name]: Reflect.get(before, name) });
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}

test("an act without any answer shows that the line is lost, one with a word does not", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  withLine((line, sockets, closed) => {
    line.expect();
    context.mock.timers.tick(7_000);
    sockets[0].onmessage({ data: '{"type":"receipt"}' });
    context.mock.timers.tick(7_000);
    assert.equal(closed(), 0);
    line.expect();
    context.mock.timers.tick(8_000);
    assert.equal(closed(), 1);
  });
});

for (const [name, pace, patience] of /** @type {const} */ ([
  ["in a call", EAGER, 6_000],
  ["while sound seeks a new way", SEEKING, 15_000],
  ["on the way into one, while the page still comes in", COMING, 15_000],
])) {
  test(`a heartbeat without an answer ends the socket after ${patience / 1000} s ${name}`, (context) => {
    context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    withLine((line, _, closed) => {
      line.pace(pace);
      context.mock.timers.tick(patience - 1);
      assert.equal(closed(), 0);
      context.mock.timers.tick(1);
      assert.equal(closed(), 1);
    });
  });
}
