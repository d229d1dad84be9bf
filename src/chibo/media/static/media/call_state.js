// What a page shows of a call: `step(state, happened)` returns the next state and does nothing else.

import { begin, choose } from "./ladder.js";
import { BEGUN, after } from "./secrecy_state.js";

/**
 * @typedef {{feed: string, person: string, name: string, sound: boolean, picture: boolean, talking: boolean, screen: boolean}} Person
 * @typedef {"none" | "connecting" | "connected" | "failed"} Line
 * @typedef {"none" | "on" | "off"} Device
 * @typedef {object} Screen our own screen, in the place of our camera
 * @property {"none" | "choosing" | "asking" | "on"} standing `choosing` in the browser what to share;
 *   `asking` the house for leave
 * @property {string | null} why why it is not shared, until the next try
 * @property {string} by whose screen stands against it
 *
 * @typedef {object} State
 * @property {"out" | "asking" | "joining" | "in" | "waiting" | "text"} phase `asking` for the
 *   microphone; `waiting` for the media server to come back; `text` when the line bears no sound
 * @property {import("./ladder.js").Ladder} ladder what the line bears
 * @property {string | null} feed our own, by which the server knows us again
 * @property {string | null} speaker the feed of whoever spoke last
 * @property {string | null} why why sound cannot be had at all, in the server's words
 * @property {string | null} trouble what went wrong for this page, until the next try
 * @property {boolean} maySpeak whether the server lets our sound through
 * @property {Device} microphone
 * @property {Device} camera
 * @property {Screen} screen
 * @property {import("./secrecy_state.js").Secrecy | null} secrecy while the call is encrypted between the devices
 * @property {boolean} wantsPictures whether we receive the pictures of others
 * @property {boolean} isSlow whether the line does not carry what is sent to us
 * @property {Line} up
 * @property {Line} down
 * @property {Person[]} people those who send, without ourselves
 *
 * @typedef {{what: "asked"} | {what: "failed", trouble: string} | {what: "left"}
 *   | {what: "devices", microphone: Device, camera: Device}
 *   | {what: "line", pc: "up" | "down", line: Line}
 *   | {what: "screen", standing: Screen["standing"], why?: string | null}
 *   | {what: "secrecy", told: import("./keeper.js").Told}
 *   | {what: "pictures", wanted: boolean}
 *   | {what: "noticed", trouble: string}
 *   | {what: "ladder", ladder: import("./ladder.js").Ladder}
 *   | {what: "joining"} | {what: "rested"}} Act
 * @typedef {{type: "media", news: string, [field: string]: any}} Message a message of the server
 */

/** @type {Readonly<State>} */
export const START = Object.freeze({
  phase: "out",
  ladder: begin(),
  feed: null,
  speaker: null,
  why: null,
  trouble: null,
  maySpeak: false,
  microphone: "none",
  camera: "none",
  screen: Object.freeze({ standing: "none", why: null, by: "" }),
  secrecy: null,
  wantsPictures: true,
  isSlow: false,
  up: "none",
  down: "none",
  people: [],
});

/** The codes of `why` after which the call goes on by itself. */
const PASSING = new Set(["server.down"]);

/**
 * Return the state after something the page did or saw.
 * @param {State} state
 * @param {Act} act
 * @returns {State}
 */
export function step(state, act) {
  switch (act.what) {
    case "asked":
      return { ...state, phase: "asking", trouble: null, ladder: awake(state.ladder) };
    case "devices":
      return withDevices(state, act.microphone, act.camera);
    case "joining":
      return { ...state, phase: "joining", trouble: null, ...NO_LINES, people: [] };
    case "rested":
      return { ...state, phase: "text", trouble: null, ...NO_LINES, people: [] };
    case "ladder":
      return withLadder(state, act.ladder);
    case "line":
      return withLine(state, act.pc, act.line);
    case "screen":
      return { ...state, screen: { standing: act.standing, why: act.why ?? null, by: "" } };
    case "secrecy":
      return { ...state, secrecy: after(state.secrecy, act.told) };
    case "pictures":
      return { ...state, wantsPictures: act.wanted, isSlow: false };
    case "noticed":
      return { ...state, trouble: act.trouble };
    case "failed":
      return { ...out(state), trouble: act.trouble };
    case "left":
      return out(state);
    default:
      throw new Error(`No such act: ${JSON.stringify(act)}`);
  }
}

/**
 * Return the state after a message of the server; news meant for the connections change nothing.
 * @param {State} state
 * @param {Message} message
 * @returns {State}
 */
export function hear(state, message) {
  switch (message.news) {
    case "available":
      return { ...state, why: null };
    case "unavailable":
      return unavailable(state, message["why"]);
    case "joined":
      return joined(state, message);
    case "resumed":
      return { ...state, maySpeak: message["may_speak"] };
    case "floor":
      return { ...state, maySpeak: message["may_speak"] };
    case "people":
      return { ...state, people: people(state, message["people"]) };
    case "screen":
      return { ...state, screen: decided(state.screen, message) };
    case "talking":
      return talking(state, message["feed"], message["talking"]);
    case "slow":
      return message["pc"] === "down" && state.wantsPictures ? { ...state, isSlow: true } : state;
    case "refused":
      return refused(state, message["verb"], message["why"]);
    case "removed":
    case "elsewhere":
      return { ...out(state), trouble: `call.${message.news}` };
    default:
      return state;
  }
}

/**
 * Return whether the page must join anew: the server knows nothing of a call we are in.
 * @param {State} before
 * @param {Message} message
 */
export function mustRejoin(before, message) {
  if (message.news === "refused" && message["verb"] === "resume") return before.phase === "in";
  if (message.news !== "available") return false;
  return before.phase === "waiting" || (before.phase === "in" && !before.feed);
}

/**
 * Return whether the page may ask for the place it had: a new socket, while our connections stand.
 * @param {State} before
 * @param {Message} message
 */
export function mayResume(before, message) {
  return message.news === "available" && before.phase === "in" && before.feed !== null;
}

/**
 * Return the one thing to tell the person now, as a code that has a sentence in the page.
 * @param {State} state
 */
export function standing(state) {
  if (state.why) return state.why;
  if (state.trouble) return state.trouble;
  if (state.phase === "text") {
    return state.ladder.why === "unreachable" ? "connection.failed" : "call.text";
  }
  if (state.phase !== "in") return `call.${state.phase}`;
  if (state.up === "failed" || state.down === "failed") return "connection.failed";
  if (isConnecting(state)) return "call.joining";
  if (state.isSlow && state.ladder.isChosen) return "line.slow";
  if (state.microphone === "none") return "call.listening";
  if (!state.maySpeak) return "floor.without";
  return state.microphone === "on" ? "microphone.on" : "microphone.off";
}

/**
 * Return which buttons make sense now.
 * @param {State} state
 */
export function offers(state) {
  const canEnter = state.phase === "out" && !state.why;
  const isIn = state.phase === "in";
  const isBusy = state.phase !== "out";
  const { rung } = state.ladder;
  const bearsPictures = rung === "picture" || rung === "small";
  return {
    "join-sound": canEnter,
    "join-picture": canEnter,
    listen: canEnter,
    mute: isIn && state.microphone === "on",
    unmute: isIn && state.microphone === "off",
    "camera-on": isIn && bearsPictures && state.microphone !== "none" && state.camera !== "on",
    "camera-off": isIn && state.camera === "on",
    "pictures-off": isIn && bearsPictures && state.wantsPictures,
    "pictures-on": isIn && bearsPictures && !state.wantsPictures,
    retry: isIn && (state.up === "failed" || state.down === "failed"),
    hear: isIn && state.trouble === "sound.blocked",
    leave: isBusy,
    ladder: isIn || state.phase === "text",
  };
}

/** Without these a connection cannot come about. @type {Record<string, "up" | "down">} */
const CARRIED_BY = { publish: "up", subscribe: "down", answer: "down", event: "down" };

const NO_LINES = /** @type {const} */ ({ up: "none", down: "none", isSlow: false });

/** Whoever joins wants to hear, whatever the line bore before. @param {import("./ladder.js").Ladder} ladder */
function awake(ladder) {
  return ladder.rung === "text" ? choose(ladder, null) : ladder;
}

/** @param {State} state @param {Message} message @returns {State} */
function joined(state, { feed = null, may_speak: maySpeak, room }) {
  return { ...state, phase: "in", why: null, feed, maySpeak, secrecy: room ? BEGUN : null };
}

/** @param {State} state @returns {State} */
function out(state) {
  const { phase, feed, microphone, camera, screen, secrecy, maySpeak } = START;
  const own = { phase, feed, microphone, camera, screen, secrecy, maySpeak };
  return { ...state, ...NO_LINES, ...own, people: [], trouble: null };
}

/** @param {Screen} screen @param {Message} message what the house says of it @returns {Screen} */
function decided(screen, message) {
  // What we have given up ourselves meanwhile needs no word.
  if (screen.standing === "none") return screen;
  if (message["allowed"]) return { standing: "on", why: null, by: "" };
  return { standing: "none", why: message["why"] ?? null, by: message["by"] ?? "" };
}

/** @param {State} state @param {string} why @returns {State} */
function unavailable(state, why) {
  if (PASSING.has(why) && state.phase !== "out") {
    return { ...state, ...NO_LINES, people: [], phase: "waiting", why };
  }
  return { ...out(state), why };
}

/** @param {State} state @param {string} verb @param {string} [why] @returns {State} */
function refused(state, verb, why) {
  const pc = CARRIED_BY[verb];
  const isHasty = why === "rate.exceeded";
  if (state.phase === "joining" && verb === "join") {
    return { ...out(state), trouble: isHasty ? "call.hasty" : "connection.failed" };
  }
  // Nothing will answer what was not taken: the person is told now, not when time has run out.
  if (state.phase === "in" && isHasty) return { ...state, trouble: "call.hasty" };
  return state.phase === "in" && pc ? withLine(state, pc, "failed") : state;
}

/** @param {State} state @param {Device} microphone @param {Device} camera @returns {State} */
function withDevices(state, microphone, camera) {
  const isChanged = microphone !== state.microphone || camera !== state.camera;
  // What failed before is old news once something else has worked.
  return { ...state, microphone, camera, trouble: isChanged ? null : state.trouble };
}

/** @param {State} state @param {import("./ladder.js").Ladder} ladder @returns {State} */
function withLadder(state, ladder) {
  if (ladder === state.ladder) return state;
  const isMoved = ladder.rung !== state.ladder.rung;
  return { ...state, ladder, isSlow: state.isSlow && !isMoved };
}

/** @param {State} state @param {"up" | "down"} pc @param {Line} line @returns {State} */
function withLine(state, pc, line) {
  return pc === "up" ? { ...state, up: line } : { ...state, down: line };
}

/** @param {State} state @param {Omit<Person, "talking">[]} fresh */
function people(state, fresh) {
  const heard = new Set(state.people.filter((one) => one.talking).map((one) => one.feed));
  return fresh.map((one) => ({ ...one, talking: one.sound && heard.has(one.feed) }));
}

/** @param {State} state @param {string} feed @param {boolean} isTalking @returns {State} */
function talking(state, feed, isTalking) {
  if (!state.people.some((one) => one.feed === feed)) return state;
  const changed = state.people.map((one) =>
    one.feed === feed ? { ...one, talking: isTalking && one.sound } : one,
  );
  return { ...state, people: changed, speaker: isTalking ? feed : state.speaker };
}

/** @param {State} state */
function isConnecting(state) {
  return state.up === "connecting" || state.down === "connecting";
}
