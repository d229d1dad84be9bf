// The way round a firewall: passes to the TURN server, asked for anew before they end.

/** Milliseconds; a pass is good for ten minutes. */
export const FRESH = 5 * 60_000;

export class Ways {
  /** @type {RTCIceServer[]} */
  servers = [];
  #since = 0;

  /** @param {RTCIceServer[] | undefined} servers @param {number} now */
  take(servers, now) {
    this.servers = servers ?? [];
    this.#since = now;
  }

  /** Return whether it is time to ask; asked once, it waits as long again. @param {number} now */
  isTimeToAsk(now) {
    if (now - this.#since < FRESH) return false;
    this.#since = now;
    return true;
  }
}
