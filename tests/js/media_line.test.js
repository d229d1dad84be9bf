import assert from "node:assert/strict";
import { test } from "node:test";

import { GRACE, Line } from "../../src/chibo/media/static/media/line.js";

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
  /** @type {any} */
  pair = null;
  getTransceivers() {
    return [{ mid: "0", receiver: { transport: { iceTransport: { getSelectedCandidatePair: () => this.pair } } } }];
  }
  /** @param {string} state */
  become(state) {
    this.connectionState = state;
    /** @type {any} */ (this).onconnectionstatechange();
  }
  getConfiguration() {
    return {};
  }
  setConfiguration() {}
  close() {}
}

/** How the room's socket stands, and how often a new way was asked for. */
const room = { isAway: false, asked: 0 };

/** @param {(line: Line, connection: any) => Promise<void> | void} story */
async function withLine(story) {
  Object.assign(room, { isAway: false, asked: 0 });
  Object.assign(globalThis, { RTCPeerConnection: Connection });
  const line = new Line(
    () => {},
    () => {},
    () => void (room.asked += 1),
    () => [],
    () => ({ isAway: room.isAway, beat: null }),
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

const SERVER = { address: "192.0.2.1", port: 20_004, protocol: "udp", type: "host", candidate: "candidate:3 1 udp 1 192.0.2.1 20004 typ host" };
const WAY = { local: { address: "10.0.0.5", port: 50_000, protocol: "udp", type: "host" }, remote: SERVER };

/** A line that carried, and fell with the room's socket. @param {Line} line @param {any} connection */
async function fall(line, connection) {
  await line.hear({ type: "answer", sdp: "first" });
  connection.pair = WAY;
  connection.become("connected");
  room.isAway = true;
  connection.become("disconnected");
  connection.pair = null;
  connection.become("failed");
}

test("while nobody hears us ask, the old way is tried; where it carries again, no new one is sought", (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  return withLine(async (line, connection) => {
    await fall(line, connection);
    assert.deepEqual(connection.happened, ["first", "candidate:again1 1 udp 1 192.0.2.1 20004 typ host"]);
    room.isAway = false;
    line.mend();
    connection.pair = WAY;
    connection.become("connected");
    context.mock.timers.tick(GRACE);
    assert.equal(room.asked, 0);
  });
});

test("an old way that does not carry in a second is given up for a new one", (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  return withLine(async (line, connection) => {
    await fall(line, connection);
    room.isAway = false;
    line.mend();
    assert.equal(room.asked, 0);
    context.mock.timers.tick(GRACE);
    assert.equal(room.asked, 1);
    const tried = connection.happened.length;
    context.mock.timers.tick(3_000);
    assert.deepEqual([connection.happened.length, room.asked], [tried, 1]);
  });
});

test("a line that stands over another way than before asks for a new one: who sends to us knows only the old", (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  return withLine(async (line, connection) => {
    await fall(line, connection);
    connection.pair = { ...WAY, local: { ...WAY.local, port: 61_000 } };
    connection.become("connected");
    room.isAway = false;
    line.mend();
    context.mock.timers.tick(GRACE);
    assert.equal(room.asked, 1);
  });
});

test("a line that falls while the room's socket is open asks at once", () =>
  withLine(async (line, connection) => {
    await line.hear({ type: "answer", sdp: "first" });
    connection.pair = WAY;
    connection.become("connected");
    connection.become("failed");
    assert.equal(room.asked, 1);
  }));
