import assert from "node:assert/strict";
import { test } from "node:test";

import { Waking, anew, isSame } from "../../src/chibo/media/static/media/waking.js";

const SERVER = { address: "192.0.2.1", port: 20_004, protocol: "udp", type: "host", candidate: "candidate:3 1 udp 2013266431 192.0.2.1 20004 typ host" };
const PAGE = { address: "10.0.0.5", port: 50_000, protocol: "udp", type: "host" };

/** A connection of a browser that carries over one way. */
class Connection {
  connectionState = "connected";
  signalingState = "stable";
  /** @type {any} */
  pair = { local: PAGE, remote: SERVER };
  /** @type {{candidate: string, sdpMid: string}[]} */
  told = [];
  getTransceivers() {
    const unused = { mid: "0", receiver: { transport: null } };
    const iceTransport = { getSelectedCandidatePair: () => this.pair };
    return [unused, { mid: "1", receiver: { transport: { iceTransport } } }];
  }
  /** @param {{candidate: string, sdpMid: string}} candidate */
  async addIceCandidate(candidate) {
    this.told.push(candidate);
  }
}

/** @param {(waking: Waking, connection: Connection, pass: (milliseconds: number) => void) => void} story */
function withFallen(story) {
  return (/** @type {any} */ context) => {
    context.mock.timers.enable({ apis: ["setInterval"] });
    const connection = new Connection();
    const waking = new Waking(/** @type {any} */ (connection));
    waking.note();
    connection.connectionState = "failed";
    connection.pair = null;
    waking.note();
    story(waking, connection, (milliseconds) => context.mock.timers.tick(milliseconds));
    waking.end();
  };
}

test("a place under another foundation is the same place", () => {
  assert.equal(anew(SERVER.candidate, 7), "candidate:again7 1 udp 2013266431 192.0.2.1 20004 typ host");
});

test("a way is the same where both its ends are", () => {
  const way = { local: PAGE, remote: SERVER };
  assert.equal(isSame(way, { local: { ...PAGE }, remote: { ...SERVER, candidate: "candidate:again1" } }), true);
  assert.equal(isSame(way, { local: { ...PAGE, port: 50_001 }, remote: SERVER }), false);
  assert.equal(isSame(way, { local: { ...PAGE, type: "prflx" }, remote: SERVER }), false);
  assert.equal(isSame(way, null), false);
});

test(
  "the old way is tried every second, each time as one not heard of, in a section that is carried",
  withFallen((waking, connection, pass) => {
    waking.begin();
    waking.begin();
    pass(2_000);
    assert.deepEqual(
      connection.told.map(({ candidate, sdpMid }) => [candidate.split(" ")[0], sdpMid]),
      [["candidate:again1", "1"], ["candidate:again2", "1"], ["candidate:again3", "1"]],
    );
    waking.end();
    pass(5_000);
    assert.equal(connection.told.length, 3);
  }),
);

test(
  "a connection that stands again over its old way is done, and not tried any more",
  withFallen((waking, connection, pass) => {
    waking.begin();
    assert.equal(waking.isDone, false);
    connection.connectionState = "connected";
    connection.pair = { local: { ...PAGE }, remote: { ...SERVER, candidate: "candidate:again1" } };
    waking.note();
    pass(3_000);
    assert.equal(connection.told.length, 1);
    assert.equal(waking.isDone, true);
  }),
);

test(
  "one that stands over another way is not: the media server sends where it sent before",
  withFallen((waking, connection) => {
    waking.begin();
    connection.connectionState = "connected";
    connection.pair = { local: { ...PAGE, port: 61_000, type: "prflx" }, remote: SERVER };
    waking.note();
    assert.equal(waking.isDone, false);
  }),
);

test(
  "the old way is given up in the end",
  withFallen((waking, connection, pass) => {
    waking.begin();
    pass(600_000);
    assert.equal(connection.told.length, 90);
  }),
);

test("a browser that does not say which way carries has none to come back to", () => {
  const connection = new Connection();
  connection.pair = null;
  const waking = new Waking(/** @type {any} */ (connection));
  waking.note();
  assert.equal(waking.isPossible, false);
});
