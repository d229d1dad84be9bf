// Work on connections that are told one after another: each in its turn, and none of it late.

export class Turns {
  /** @type {Promise<void>} */
  #last = Promise.resolve();
  #generation = 0;

  /** @param {(error: unknown) => void} failed */
  constructor(failed) {
    this.failed = failed;
  }

  /** Do this after what came before it, if nothing was called off meanwhile. @param {() => Promise<void>} work */
  add(work) {
    const own = this.#generation;
    this.#last = this.#last
      .then(() => (own === this.#generation ? work() : undefined))
      .catch((error) => {
        if (own === this.#generation) this.failed(error);
      });
  }

  /** What was asked of a connection that is closed never ends: nothing may wait behind it. */
  callOff() {
    this.#generation += 1;
    this.#last = Promise.resolve();
  }
}
