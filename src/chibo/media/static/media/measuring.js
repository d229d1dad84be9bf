// What a page can measure of its line, from the browser's figures about its two connections.

/** @typedef {import("./ladder.js").Measured} Measured */

/**
 * @typedef {object} Reading the figures of one moment
 * @property {number} sent packets of our own sound
 * @property {number | null} lost the share of them that was reported lost last
 * @property {number} frames of our own picture
 * @property {number | null} available
 * @property {number | null} roundTrip in seconds
 * @property {Map<string, {packets: number, madeUp: number, samples: number, jitter: number}>} heard
 */

/** Fewer packets than this between two looks say nothing. */
const ENOUGH = 10;

/**
 * Return what the browser says at this moment.
 * @param {Record<string, any>[]} up its figures about what we send
 * @param {Record<string, any>[]} down its figures about what we receive
 * @returns {Reading}
 */
export function read(up, down) {
  const sound = up.find((one) => one["type"] === "outbound-rtp" && one["kind"] === "audio");
  const picture = up.find((one) => one["type"] === "outbound-rtp" && one["kind"] === "video");
  const report = up.find((one) => one["type"] === "remote-inbound-rtp" && one["kind"] === "audio");
  const heard = down.filter((one) => one["type"] === "inbound-rtp" && one["kind"] === "audio");
  const ways = [...up, ...down].filter((one) => one["type"] === "candidate-pair" && one["nominated"]);
  const trips = ways.flatMap((one) => one["currentRoundTripTime"] ?? []);
  return {
    sent: sound?.["packetsSent"] ?? 0,
    lost: report?.["fractionLost"] ?? null,
    frames: picture?.["framesSent"] ?? 0,
    available: up.find((one) => one["availableOutgoingBitrate"])?.["availableOutgoingBitrate"] ?? null,
    roundTrip: trips.length ? Math.max(...trips) : null,
    heard: new Map(heard.map((one) => [one["id"], listened(one)])),
  };
}

/**
 * Return what two readings say about the time between them.
 * @param {Reading | null} before
 * @param {Reading} after
 * @returns {Pick<Measured, "lost" | "heard" | "jitter" | "roundTrip" | "available">}
 */
export function between(before, after) {
  const isSpeaking = before !== null && after.sent - before.sent >= ENOUGH;
  const isShowing = before !== null && after.frames > before.frames;
  const streams = [...after.heard].flatMap(([id, now]) => stretch(before?.heard.get(id), now));
  return {
    lost: isSpeaking ? after.lost : null,
    // The best of those we hear: a bad line of our own spoils all of them, theirs only their own.
    heard: least(streams.map((one) => one.madeUp)),
    jitter: least(streams.map((one) => one.jitter)),
    roundTrip: after.roundTrip === null ? null : after.roundTrip * 1000,
    // An estimate made while nothing but sound was sent is no estimate.
    available: isShowing ? after.available : null,
  };
}

/** @param {Record<string, any>} one */
function listened(one) {
  // Silence that was made up is the silence of somebody who does not speak.
  const madeUp = (one["concealedSamples"] ?? 0) - (one["silentConcealedSamples"] ?? 0);
  return {
    packets: one["packetsReceived"] ?? 0,
    madeUp,
    samples: one["totalSamplesReceived"] ?? 0,
    jitter: one["jitter"] ?? 0,
  };
}

/**
 * @param {{packets: number, madeUp: number, samples: number} | undefined} before
 * @param {{packets: number, madeUp: number, samples: number, jitter: number}} now
 */
function stretch(before, now) {
  if (!before || now.packets - before.packets < ENOUGH || now.samples <= before.samples) return [];
  const madeUp = Math.max(0, now.madeUp - before.madeUp) / (now.samples - before.samples);
  return [{ madeUp, jitter: now.jitter * 1000 }];
}

/** @param {number[]} numbers */
function least(numbers) {
  return numbers.length ? Math.min(...numbers) : null;
}
