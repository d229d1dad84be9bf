// The ladder of a weak line: `step(ladder, measured, now)` returns the next state and does nothing else.

import { CLEAR, PLAIN, THRIFTY } from "./sdp.js";

/**
 * @typedef {"picture" | "small" | "sound" | "thrifty" | "text"} Rung
 * @typedef {"start" | "device" | "chosen" | "lost" | "slow" | "narrow" | "better" | "unreachable"} Why
 *
 * @typedef {object} Ladder
 * @property {Rung} rung
 * @property {Why} why why we stand here
 * @property {boolean} isChosen whether the person holds this rung; nothing measured moves it
 * @property {number | null} badSince since when the line does not carry this rung
 * @property {number | null} goodSince since when it would carry the rung above
 * @property {number | null} climbedAt when we last went up by ourselves
 * @property {number} patience how long it must be good before we go up
 *
 * @typedef {object} Measured what a page knows of its line; null where nothing is known now
 * @property {boolean} isAway the room's own socket is gone: an outage says nothing about the line
 * @property {boolean} isFailed no way to the media server could be found
 * @property {boolean} isSlow the server saw that what it sends us is lost
 * @property {number | null} lost the share of our own packets that did not arrive
 * @property {number | null} heard the share of what we hear that had to be made up
 * @property {number | null} jitter in milliseconds
 * @property {number | null} roundTrip of the sound, in milliseconds
 * @property {number | null} beat of the room's heartbeat, in milliseconds
 * @property {number | null} available for what we send, in bits a second
 */

/** From the widest line to none. @type {readonly Rung[]} */
export const RUNGS = ["picture", "small", "sound", "thrifty", "text"];

/** Milliseconds a line must be bad before we go down: sound that stutters is not waited out. */
export const DOWN_AFTER = 4_000;

/** The same where the line is far from bearing what it carries: then each second is lost. */
export const FALL_AFTER = 2_000;

/** Milliseconds before thrifty sound is given up: what waited in the line of what came before runs off first. */
export const SILENT_AFTER = 12_000;

/** Milliseconds it must be good before we go up. */
export const UP_AFTER = 30_000;

/** Falling back within this time means that we climbed too early: the next wait is twice as long. */
const RELAPSE = 60_000;
const LONGEST_PATIENCE = 240_000;

/** What must still hold of a rung's limits before we climb to it. */
const MARGIN = 0.7;

/**
 * What a rung bears. Nothing of what we hear takes us to text alone: one speaker's bad line
 * would make a whole room deaf.
 * @type {Record<Exclude<Rung, "text">, {[Name in "lost" | "heard" | "jitter" | "roundTrip" | "beat"]?: number} & {available?: number}>}
 */
const LIMITS = {
  picture: { lost: 0.05, heard: 0.05, jitter: 120, roundTrip: 1_000, beat: 1_500, available: 110_000 },
  small: { lost: 0.08, heard: 0.08, jitter: 160, roundTrip: 1_500, beat: 2_000, available: 60_000 },
  sound: { lost: 0.12, heard: 0.15, jitter: 250, roundTrip: 2_500, beat: 3_000 },
  thrifty: { lost: 0.35, roundTrip: 6_000, beat: 9_000 },
};

/**
 * Beyond any of these no rung with more than thrifty sound holds: we go there at once, not rung by rung.
 * @type {{[Name in "lost" | "heard" | "roundTrip" | "beat" | "available"]: number}}
 */
const HOPELESS = { lost: 0.2, heard: 0.3, roundTrip: 2_000, beat: 4_000, available: 30_000 };

/** @type {readonly ["lost" | "heard" | "jitter" | "roundTrip" | "beat", Why][]} */
const COMPLAINTS = [
  ["lost", "lost"],
  ["heard", "lost"],
  ["jitter", "slow"],
  ["roundTrip", "slow"],
  ["beat", "slow"],
];

/**
 * What a rung means on the wire: how sound is packed, and what picture goes out and comes in.
 * Text has none: the page leaves the media server and keeps its place.
 * @typedef {{maxBitrate: number, maxFramerate: number, scaleResolutionDownBy: number}} Picture
 * @typedef {{sound: import("./sdp.js").Packing, picture: Picture | null, pictures: "several" | "speaker" | "none"}} Wire
 * @type {Record<Exclude<Rung, "text">, Wire>}
 */
export const WIRES = {
  picture: {
    sound: CLEAR,
    picture: { maxBitrate: 100_000, maxFramerate: 12, scaleResolutionDownBy: 1 },
    pictures: "several",
  },
  small: {
    sound: PLAIN,
    picture: { maxBitrate: 60_000, maxFramerate: 8, scaleResolutionDownBy: 2 },
    pictures: "speaker",
  },
  sound: { sound: PLAIN, picture: null, pictures: "none" },
  thrifty: { sound: THRIFTY, picture: null, pictures: "none" },
};

/** A shared screen: few pictures, but letters that can be read. */
const SCREEN = { maxBitrate: 400_000, maxFramerate: 5, width: 1280 };

/**
 * Return how a screen is sent, of whatever size the browser takes it.
 * @param {{width?: number}} taken
 * @returns {Picture}
 */
export function screenOf({ width = SCREEN.width }) {
  const { maxBitrate, maxFramerate } = SCREEN;
  return { maxBitrate, maxFramerate, scaleResolutionDownBy: Math.max(1, width / SCREEN.width) };
}

/**
 * Return where a page begins, from what the browser says of its connection and what the line bore last.
 * @param {{saveData?: boolean, effectiveType?: string} | undefined} [connection]
 * @param {{rung: Exclude<Rung, "text">, why: Why} | null} [kept]
 * @returns {Ladder}
 */
export function begin(connection, kept) {
  const isThin = connection?.saveData || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? "");
  const first = isThin ? /** @type {const} */ ({ rung: "thrifty", why: "device" }) : kept;
  return {
    rung: first?.rung ?? "picture",
    why: first?.why ?? "start",
    isChosen: false,
    badSince: null,
    goodSince: null,
    climbedAt: null,
    patience: UP_AFTER,
  };
}

/**
 * Return what a rung means on the wire now; text alone sends nothing, and comes back as thrifty.
 * @param {Rung} rung
 * @param {boolean} isSparing whether somebody who listens has a line for thrifty sound only
 * @returns {Wire}
 */
export function wireOf(rung, isSparing) {
  const wire = WIRES[rung === "text" ? "thrifty" : rung];
  return isSparing ? { ...wire, sound: THRIFTY } : wire;
}

/**
 * Return the ladder after a look at the line.
 * @param {Ladder} ladder
 * @param {Measured} measured
 * @param {number} now in milliseconds, of a clock that only goes forward
 * @returns {Ladder}
 */
export function step(ladder, measured, now) {
  if (ladder.isChosen) return ladder;
  if (measured.isAway) return still(ladder);
  if (measured.isFailed && ladder.rung !== "text") return down(ladder, "text", "unreachable", now);
  const complaint = complaintAbout(ladder.rung, measured, 1);
  if (complaint) return worse(ladder, measured, complaint, now);
  const above = RUNGS[RUNGS.indexOf(ladder.rung) - 1];
  if (!above || !isKnown(measured) || complaintAbout(above, measured, MARGIN)) return still(ladder);
  return better(ladder, above, now);
}

/**
 * Return the ladder after the person has chosen a rung, or has left it to the page (null).
 * @param {Ladder} ladder
 * @param {Rung | null} rung
 * @returns {Ladder}
 */
export function choose(ladder, rung) {
  const fresh = { ...still(ladder), climbedAt: null, patience: UP_AFTER };
  if (rung) return { ...fresh, rung, why: "chosen", isChosen: true };
  // Back from text by hand means: try it now, not in half a minute.
  const from = ladder.rung === "text" ? "thrifty" : ladder.rung;
  return { ...fresh, rung: from, why: "start", isChosen: false };
}

/** @param {Ladder} ladder @returns {Ladder} */
function still(ladder) {
  if (ladder.badSince === null && ladder.goodSince === null) return ladder;
  return { ...ladder, badSince: null, goodSince: null };
}

/** @param {Ladder} ladder @param {Measured} measured @param {Why} why @param {number} now @returns {Ladder} */
function worse(ladder, measured, why, now) {
  const badSince = ladder.badSince ?? now;
  const waiting = { ...ladder, badSince, goodSince: null };
  if (ladder.rung === "thrifty") return now - badSince < SILENT_AFTER ? waiting : down(ladder, "text", why, now);
  if (isHopeless(measured) && now - badSince >= FALL_AFTER) return down(ladder, "thrifty", why, now);
  if (now - badSince < DOWN_AFTER) return waiting;
  return down(ladder, /** @type {Rung} */ (RUNGS[RUNGS.indexOf(ladder.rung) + 1]), why, now);
}

/** @param {Measured} measured */
function isHopeless({ lost, heard, roundTrip, beat, available }) {
  const isBeyond =
    (lost ?? 0) > HOPELESS.lost ||
    (heard ?? 0) > HOPELESS.heard ||
    (roundTrip ?? 0) > HOPELESS.roundTrip ||
    (beat ?? 0) > HOPELESS.beat;
  return isBeyond || (available !== null && available < HOPELESS.available);
}

/** @param {Ladder} ladder @param {Rung} rung @param {Why} why @param {number} now @returns {Ladder} */
function down(ladder, rung, why, now) {
  const isRelapse = ladder.climbedAt !== null && now - ladder.climbedAt < RELAPSE;
  const patience = isRelapse ? Math.min(ladder.patience * 2, LONGEST_PATIENCE) : ladder.patience;
  return { ...still(ladder), rung, why, patience };
}

/** @param {Ladder} ladder @param {Rung} above @param {number} now @returns {Ladder} */
function better(ladder, above, now) {
  const goodSince = ladder.goodSince ?? now;
  if (now - goodSince < ladder.patience) return { ...ladder, badSince: null, goodSince };
  const hasHeld = ladder.climbedAt === null || now - ladder.climbedAt > RELAPSE + ladder.patience;
  const patience = hasHeld ? UP_AFTER : ladder.patience;
  return { ...still(ladder), rung: above, why: "better", climbedAt: now, patience };
}

/** @param {Rung} rung @param {Measured} measured @param {number} share of the limits @returns {Why | null} */
function complaintAbout(rung, measured, share) {
  if (rung === "text") return null;
  const limits = LIMITS[rung];
  for (const [name, why] of COMPLAINTS) {
    const [limit, value] = [limits[name], measured[name]];
    if (limit !== undefined && value !== null && value > limit * share) return why;
  }
  const isNarrow = measured.available !== null && measured.available < (limits.available ?? 0);
  return isNarrow || (measured.isSlow && WIRES[rung].pictures !== "none") ? "narrow" : null;
}

/** @param {Measured} measured */
function isKnown(measured) {
  return COMPLAINTS.some(([name]) => measured[name] !== null);
}
