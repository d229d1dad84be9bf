// The steps about the line, one after another: heartbeat and speed, the ways to the media server, a cut.

import { tone } from "./check_devices.js";
import { Echo, SilentError, pause } from "./check_echo.js";
import { CheckLine, LineError } from "./check_line.js";
import { measured } from "./check_speed.js";
import { median, overTcp443 } from "./check_state.js";

/** How long the page may try to come back after the cut. */
const BACK_WITHIN = 30_000;
const TRY_AGAIN_AFTER = 500;
const BEATS = 5;

/**
 * @typedef {import("./check_state.js").Step} Step
 * @typedef {Partial<Record<import("./check_state.js").Figure, number>>} Figures
 * @typedef {(step: Step, outcome: string | null, figures?: Figures) => void} Note
 *   told that a step is being tried (null), or how it has ended
 */

/**
 * Try the line step by step; throws a `LineError` "often" to whoever tries too often.
 * @param {{socket: string, load: string, token: string}} where
 * @param {Note} note
 */
export async function run(where, note) {
  const line = new CheckLine(where.socket);
  const { track, end } = tone();
  try {
    note("line", null);
    if (await tried(note, "line", () => speeds(line, where))) await ways(line, track, note);
    else leaveOut(note);
  } finally {
    line.close();
    await end();
  }
}

/** Without an answer from the server there is nothing more to try. @param {Note} note */
function leaveOut(note) {
  for (const step of /** @type {const} */ (["way", "relay", "relay_tcp"])) note(step, "skipped");
  note("back", "failed");
}

/** @param {CheckLine} line @param {{load: string, token: string}} where */
async function speeds(line, { load, token }) {
  await line.open();
  const beats = [];
  while (beats.length < BEATS) beats.push(await line.beat());
  const beat = median(beats);
  return { beat, ...(await measured(load, token, beat)) };
}

/** @param {CheckLine} line @param {MediaStreamTrack} track @param {Note} note */
async function ways(line, track, note) {
  const echo = new Echo(line, track);
  note("way", null);
  const way = await outcome(echo, () => ({ iceServers: [] }));
  note("way", way);
  const isSilent = way === "absent" || way === "down";
  for (const [step, choose] of RELAYS) {
    if (isSilent || !choose(echo.ways).length) {
      note(step, "absent");
      continue;
    }
    note(step, null);
    note(step, await outcome(new Echo(line, track), (all) => relayed(choose(all))));
  }
  note("back", null);
  await tried(note, "back", async () => ({ back_after: await cut(line, track, way === "ok") }));
}

/** @type {["relay" | "relay_tcp", (ways: RTCIceServer[]) => RTCIceServer[]][]} */
const RELAYS = [
  ["relay", (ways) => ways],
  ["relay_tcp", overTcp443],
];

/** @param {RTCIceServer[]} iceServers @returns {RTCConfiguration} */
const relayed = (iceServers) => ({ iceServers, iceTransportPolicy: "relay" });

/** @param {Echo} echo @param {(ways: RTCIceServer[]) => RTCConfiguration} choose */
async function outcome(echo, choose) {
  try {
    await echo.run(choose);
    return "ok";
  } catch (error) {
    if (error instanceof SilentError) return error.message === "server.missing" ? "absent" : "down";
    return "failed";
  } finally {
    echo.close();
  }
}

/**
 * Cut everything, come back by ourselves, and return how long that took.
 * @param {CheckLine} line @param {MediaStreamTrack} track
 * @param {boolean} withSound whether sound has to be back as well
 */
async function cut(line, track, withSound) {
  line.close();
  const began = performance.now();
  for (;;) {
    try {
      await line.open();
      const isBack = !withSound || (await outcome(new Echo(line, track), () => ({}))) === "ok";
      if (isBack) return performance.now() - began;
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
    }
    if (performance.now() - began > BACK_WITHIN) throw new LineError("late");
    await pause(TRY_AGAIN_AFTER);
  }
}

/**
 * Say how a step ended; return whether it went well.
 * @param {Note} note @param {Step} step @param {() => Promise<Figures>} work
 */
async function tried(note, step, work) {
  try {
    note(step, "ok", await work());
    return true;
  } catch (error) {
    if (error instanceof LineError && error.message === "often") throw error;
    note(step, "failed");
    return false;
  }
}
