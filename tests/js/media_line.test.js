import assert from "node:assert/strict";
import { test } from "node:test";

import { Line } from "../../src/chibo/media/static/media/line.js";

/** A connection of a browser, as far as a line asks of it. */
class Connection {
  connectionState = "new";
  signalingState = "stable";
  /** @type {string[]} */
  happened = [];
  /** @param {{sdp: string}} description */
  async setRemoteDescription({ sdp }) {
    this.happened.push(sdp);
  }
  /** @param {{candidate: string} | undefined} candidate */
  async addIceCandidate(candidate) {
    this.happened.push(candidate?.candidate ?? "no more");
  }
  getConfiguration() {
    return {};
  }
  setConfiguration() {}
  close() {}
}

/** @param {(line: Line, connection: any) => Promise<void>} story */
async function withLine(story) {
  Object.assign(globalThis, { RTCPeerConnection: Connection });
  const line = new Line(
    () => {},
    () => {},
    () => {},
    () => [],
    () => ({ isAway: false, beat: null }),
  );
  try {
    await story(line, line.pc);
  } finally {
    line.close();
    Reflect.deleteProperty(globalThis, "RTCPeerConnection");
  }
}

test("ways that come before their description wait for it", () =>
  withLine(async (line, connection) => {
    await line.add({ candidate: "early" });
    assert.deepEqual(connection.happened, []);
    await line.hear({ type: "answer", sdp: "first" });
    await line.add({ candidate: "late" });
    assert.deepEqual(connection.happened, ["first", "early", "late"]);
  }));

test("once a new way is asked for, ways wait for the new description: with the old they lead nowhere", () =>
  withLine(async (line, connection) => {
    await line.hear({ type: "answer", sdp: "first" });
    line.mend();
    await line.add({ candidate: "new" });
    assert.deepEqual(connection.happened, ["first"]);
    await line.hear({ type: "answer", sdp: "second" });
    assert.deepEqual(connection.happened, ["first", "second", "new"]);
  }));
