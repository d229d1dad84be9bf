// How a connection that fell is mended: `step(mending, happened)` returns the next state and what to do.

/**
 * @typedef {object} Mending
 * @property {boolean} isRunning whether a new way has been asked for and has not come up yet
 * @property {number} tries how often in a row
 *
 * @typedef {"connected" | "failed" | "overdue" | "reopened"} Happened what the browser says of the
 *   connection; that time has run out; that the room's socket is open again after an outage
 */

const MOST_TRIES = 3;

/** @type {Mending} */
export const WHOLE = { isRunning: false, tries: 0 };

/**
 * Return how it goes on, and what is to be done: ask for a new way, or tell the page how it stands.
 * @param {Mending} mending
 * @param {Happened} happened
 * @returns {[Mending, "ask" | "connected" | "failed" | null]}
 */
export function step(mending, happened) {
  switch (happened) {
    case "connected":
      return [WHOLE, "connected"];
    case "failed":
      // The old way is given up once more while the new one is tried: a second asking would break it off.
      return mending.isRunning ? [mending, null] : again(mending);
    case "overdue":
      return mending.isRunning ? again(mending) : [WHOLE, "failed"];
    case "reopened":
      // What was asked for over the socket that is gone is not answered any more.
      return again(WHOLE);
    default:
      throw new Error(`No such happening: ${happened}`);
  }
}

/** @param {Mending} mending @returns {[Mending, "ask" | "failed"]} */
function again({ tries }) {
  return tries < MOST_TRIES ? [{ isRunning: true, tries: tries + 1 }, "ask"] : [{ isRunning: false, tries }, "failed"];
}
