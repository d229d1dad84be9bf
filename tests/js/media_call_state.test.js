import assert from "node:assert/strict";
import { test } from "node:test";

import {
  START,
  hear,
  mayResume,
  mustRejoin,
  offers,
  standing,
  step,
} from "../../src/chibo/media/static/media/call_state.js";
import { choose } from "../../src/chibo/media/static/media/ladder.js";

/** @typedef {import("../../src/chibo/media/static/media/call_state.js").State} State */

const ANN = { feed: "f1", person: "ann", name: "Ann", sound: true, picture: false };

/** @param {string} what @param {object} [fields] */
const news = (what, fields = {}) => ({ type: /** @type {const} */ ("media"), news: what, ...fields });

/** @returns {State} */
const joined = () => {
  let state = step(START, { what: "asked" });
  state = step(state, { what: "joining" });
  state = step(state, { what: "devices", microphone: "on", camera: "none" });
  state = hear(state, news("joined", { feed: "f0", may_speak: true }));
  return step(state, { what: "line", pc: "up", line: "connected" });
};

/** @param {State} state */
const offered = (state) =>
  Object.entries(offers(state)).filter(([, is]) => is).map(([name]) => name);

test("before joining one is told so and offered the ways in", () => {
  assert.equal(standing(START), "call.out");
  assert.deepEqual(offered(START), ["join-sound", "join-picture", "listen"]);
});

test("without a media server the reason stands there and nothing is offered", () => {
  const state = hear(START, news("unavailable", { why: "server.missing" }));

  assert.equal(standing(state), "server.missing");
  assert.deepEqual(offered(state), []);
});

test("the way in: asking, connecting, heard", () => {
  const asking = step(START, { what: "asked" });
  const joining = step(asking, { what: "joining" });

  assert.equal(standing(asking), "call.asking");
  assert.equal(standing(joining), "call.joining");
  assert.equal(standing(joined()), "microphone.on");
  assert.deepEqual(offered(joined()), ["mute", "camera-on", "pictures-off", "leave", "ladder"]);
});

test("a listener is told that the microphone is not in use", () => {
  let state = step(step(START, { what: "asked" }), { what: "joining" });
  state = hear(state, news("joined", { may_speak: false }));

  assert.equal(standing(state), "call.listening");
});

test("without the floor one is told that nobody hears, and with it that all do", () => {
  const without = hear(joined(), news("floor", { may_speak: false }));
  const withFloor = hear(without, news("floor", { may_speak: true }));

  assert.equal(standing(without), "floor.without");
  assert.equal(standing(withFloor), "microphone.on");
});

for (const trouble of ["microphone.denied", "microphone.missing", "page.insecure"]) {
  test(`${trouble} brings back the ways in, with the reason`, () => {
    const state = step(step(START, { what: "asked" }), { what: "failed", trouble });

    assert.equal(standing(state), trouble);
    assert.deepEqual(offered(state), ["join-sound", "join-picture", "listen"]);
  });
}

test("a camera that fails leaves the call alone, and is forgotten once something works", () => {
  const failed = step(joined(), { what: "noticed", trouble: "camera.denied" });
  const same = step(failed, { what: "devices", microphone: "on", camera: "none" });
  const muted = step(same, { what: "devices", microphone: "off", camera: "none" });

  assert.equal(standing(failed), "camera.denied");
  assert.equal(failed.phase, "in");
  assert.equal(standing(same), "camera.denied");
  assert.equal(standing(muted), "microphone.off");
});

test("a connection that cannot be made is named, and may be tried again", () => {
  const state = step(joined(), { what: "line", pc: "down", line: "failed" });

  assert.equal(standing(state), "connection.failed");
  assert.ok(offers(state).retry);
});

test("a server that falls is waited for, and the call joined anew when it is back", () => {
  const waiting = hear(joined(), news("unavailable", { why: "server.down" }));
  const back = hear(waiting, news("available"));

  assert.equal(waiting.phase, "waiting");
  assert.equal(standing(waiting), "server.down");
  assert.deepEqual(offered(waiting), ["leave"]);
  assert.ok(mustRejoin(waiting, news("available")));
  assert.equal(back.why, null);
});

test("a new socket knows nothing of our call: it is joined anew; one never joined is not", () => {
  const nameless = { ...joined(), feed: null };
  assert.ok(mustRejoin(nameless, news("available")));
  assert.ok(!mayResume(nameless, news("available")));
  assert.ok(!mustRejoin(START, news("available")));
  assert.ok(!mustRejoin(step(START, { what: "joining" }), news("available")));
});

test("a page asks for the place it had, and joins anew where the server has forgotten it", () => {
  assert.ok(mayResume(joined(), news("available")));
  assert.ok(!mustRejoin(joined(), news("available")));
  assert.ok(mustRejoin(joined(), news("refused", { verb: "resume", why: "call.gone" })));
  assert.ok(!mustRejoin(joined(), news("refused", { verb: "layers", why: "janus.426" })));
  assert.ok(!hear(joined(), news("resumed", { may_speak: false })).maySpeak);
});

test("text alone is a way of being in the call, with words and without buttons of the sound", () => {
  const held = step(joined(), { what: "ladder", ladder: choose(joined().ladder, "text") });
  const rested = step(held, { what: "rested" });
  const unreachable = { ...rested.ladder, why: /** @type {const} */ ("unreachable") };

  assert.equal(standing(rested), "call.text");
  assert.deepEqual(offered(rested), ["leave", "ladder"]);
  assert.ok(!mustRejoin(rested, news("available")));
  assert.equal(standing(step(rested, { what: "ladder", ladder: unreachable })), "connection.failed");
  assert.equal(step(step(rested, { what: "left" }), { what: "asked" }).ladder.rung, "thrifty");
});

test("on sound alone neither our picture nor theirs is offered", () => {
  const ladder = choose(joined().ladder, "sound");

  assert.deepEqual(offered(step(joined(), { what: "ladder", ladder })), ["mute", "leave", "ladder"]);
});

test("the end of the meeting ends the call", () => {
  const state = hear(joined(), news("unavailable", { why: "room.closed" }));

  assert.equal(state.phase, "out");
  assert.equal(state.microphone, "none");
  assert.equal(standing(state), "room.closed");
});

for (const what of ["removed", "elsewhere"]) {
  test(`${what} ends the call and says so`, () => {
    const state = hear(joined(), news(what));

    assert.equal(state.phase, "out");
    assert.equal(standing(state), `call.${what}`);
  });
}

test("who speaks is marked, and stays marked when the list is sent again", () => {
  let state = hear(joined(), news("people", { people: [ANN] }));
  state = hear(state, news("talking", { feed: "f1", talking: true }));
  const again = hear(state, news("people", { people: [{ ...ANN, picture: true }] }));
  const muted = hear(again, news("people", { people: [{ ...ANN, sound: false }] }));

  assert.deepEqual(again.people, [{ ...ANN, picture: true, talking: true }]);
  assert.deepEqual(muted.people, [{ ...ANN, sound: false, talking: false }]);
  assert.deepEqual(hear(muted, news("talking", { feed: "f1", talking: true })), muted);
  assert.equal(hear(muted, news("talking", { feed: "gone", talking: true })), muted);
});

test("who spoke last is remembered", () => {
  const listed = hear(joined(), news("people", { people: [ANN] }));
  const speaking = hear(listed, news("talking", { feed: "f1", talking: true }));

  assert.equal(listed.speaker, null);
  assert.equal(hear(speaking, news("talking", { feed: "f1", talking: false })).speaker, "f1");
});

test("a weak line is named while pictures come, and no more when they are held back", () => {
  const held = { ...joined(), ladder: choose(joined().ladder, "picture") };
  const slow = hear(held, news("slow", { pc: "down" }));
  const soundOnly = step(slow, { what: "pictures", wanted: false });

  assert.equal(standing(slow), "line.slow");
  assert.equal(standing(soundOnly), "microphone.on");
  assert.equal(standing({ ...slow, ladder: choose(held.ladder, null) }), "microphone.on");
  assert.equal(hear(soundOnly, news("slow", { pc: "down" })), soundOnly);
  assert.equal(hear(joined(), news("slow", { pc: "up" })).isSlow, false);
});

test("a connection that the server refuses is named, whatever the reason", () => {
  const joining = step(step(START, { what: "asked" }), { what: "joining" });

  assert.equal(standing(hear(joining, news("refused", { verb: "join" }))), "connection.failed");
  for (const verb of ["publish", "answer"]) {
    assert.equal(standing(hear(joined(), news("refused", { verb }))), "connection.failed");
  }
  assert.equal(standing(hear(joined(), news("refused", { verb: "own" }))), "microphone.on");
});

test("leaving forgets everything but the wish about pictures", () => {
  const state = step(step(joined(), { what: "pictures", wanted: false }), { what: "left" });

  assert.deepEqual(state, { ...START, wantsPictures: false });
});

test("news meant for the connections change nothing", () => {
  const state = joined();

  for (const what of ["offer", "published", "candidate", "hangup", "connected"]) {
    assert.equal(hear(state, news(what)), state);
  }
});

test("who asked for too much at once is told so, and does not wait for the time to run out", () => {
  const joining = step(step(START, { what: "asked" }), { what: "joining" });
  const tooMuch = (/** @type {string} */ verb) => news("refused", { verb, why: "rate.exceeded" });

  assert.equal(standing(hear(joining, tooMuch("join"))), "call.hasty");
  assert.equal(hear(joining, tooMuch("join")).phase, "out");
  for (const verb of ["publish", "subscribe", "own"]) {
    const state = hear(joined(), tooMuch(verb));
    assert.equal(standing(state), "call.hasty");
    assert.equal(state.phase, "in");
  }
  assert.equal(standing(hear(START, tooMuch("leave"))), "call.out");
});
