// How long a page waits for what it asked for: a line that is slow is not one that has failed.

/** Milliseconds something may take; a person should not wait longer for a word. */
export const PATIENCE = 15_000;

/** The longest wait where the room's own socket is slow as well. */
export const LONGEST_PATIENCE = 60_000;

/** A heartbeat that takes longer than this, in milliseconds, shows a line that is full. */
const SLOW = 1_500;

/**
 * Return whether to wait once more for what has not come: the room's socket shows that the line is slow.
 * @param {{isAway: boolean, beat: number | null}} pulse
 * @param {number} waited milliseconds
 */
export function isWorthWaiting({ isAway, beat }, waited) {
  if (waited >= LONGEST_PATIENCE) return false;
  return isAway || (beat !== null && beat > SLOW);
}

/** A wait for something that may come late, and ends once. */
export class Wait {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => {isAway: boolean, beat: number | null}} pulse how the room's socket stands @param {() => void} over */
  constructor(pulse, over) {
    this.pulse = pulse;
    this.over = over;
  }

  begin(waited = 0) {
    this.end();
    this.#timer = setTimeout(() => {
      const until = waited + PATIENCE;
      if (isWorthWaiting(this.pulse(), until)) this.begin(until);
      else this.over();
    }, PATIENCE);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
