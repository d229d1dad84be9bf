// Seals what leaves the device and opens what comes in, away from the page: the keys never leave this worker.

import { Keeper } from "./keeper.js";

/**
 * @typedef {{direction: "out", kind: import("./sealed_frames.js").Kind} | {direction: "in", mid: string}} Way
 * @typedef {{readable: ReadableStream, writable: WritableStream}} Pipe
 */

const LOOK = 1_000;

const scope = /** @type {any} */ (globalThis);
const keeper = new Keeper({
  say: (saying) => scope.postMessage({ what: "say", saying }),
  tell: (told) => scope.postMessage(told),
  later: (work, ms) => void setTimeout(work, ms),
  now: () => performance.now(),
});
setInterval(() => keeper.report(), LOOK);

/** @param {Way} way @param {Pipe} pipe */
function carry(way, { readable, writable }) {
  const change = new TransformStream({
    async transform(frame, controller) {
      const data = new Uint8Array(frame.data);
      const changed = await (way.direction === "out" ? keeper.seal(way.kind, data) : keeper.open(way.mid, data));
      // What could not be sealed does not leave; what could not be opened is not played.
      if (!changed) return;
      frame.data = changed.buffer;
      controller.enqueue(frame);
    },
  });
  // It ends with the connection, and so with an error at times: nothing is left to do then.
  readable.pipeThrough(change).pipeTo(writable).catch(() => {});
}

scope.onrtctransform = (/** @type {any} */ { transformer }) => carry(transformer.options, transformer);

scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
  switch (data.what) {
    case "begin":
      return void keeper.begin(data.room, data.feed);
    case "hear":
      return void keeper.hear(data.message);
    case "speak":
      return void keeper.speak(data.isSpeaking);
    case "sort":
      return keeper.sort(data.sections);
    case "carry":
      return carry(data.way, data);
    default:
      throw new Error(`No such order: ${data.what}`);
  }
};
