// The people of a call: a tile for each who sends, with their name, their state and their picture.

/** @typedef {import("./call_state.js").Person} Person */

export class Tiles {
  /** @type {Map<string, HTMLElement>} */
  #tiles = new Map();

  /**
   * @param {HTMLElement} element where the list, the tile's shape and our own picture stand
   * @param {{word: (code: string) => string, onBlocked: () => void}} page `onBlocked` is called
   *   when the browser plays nothing before a touch
   */
  constructor(element, { word, onBlocked }) {
    this.element = element;
    this.word = word;
    this.onBlocked = onBlocked;
  }

  /**
   * @param {Person[]} people
   * @param {{streams: Map<string, MediaStream>, ownPicture: MediaStream | null, shows: (feed: string) => boolean, large: string | null}} seen
   */
  show(people, { streams, ownPicture, shows, large }) {
    const list = this.#part("tiles");
    const feeds = new Set(people.map((one) => one.feed));
    for (const [feed, tile] of this.#tiles) {
      if (feeds.has(feed)) continue;
      tile.remove();
      this.#tiles.delete(feed);
    }
    for (const one of people) {
      const tile = this.#tiles.get(one.feed) ?? (list && this.#newTile(list, one));
      if (!tile) continue;
      this.#fill(tile, one, streams.get(one.feed) ?? null, shows(one.feed));
      tile.classList.toggle("large", one.feed === large);
    }
    if (list) list.hidden = people.length === 0;
    const own = this.#part("own-picture");
    if (own instanceof HTMLVideoElement) {
      own.hidden = !ownPicture;
      this.#play(own, ownPicture);
    }
  }

  /** Play what the browser held back, after a touch. */
  async playAll() {
    await Promise.all([...this.element.querySelectorAll("audio")].map((one) => this.#start(one)));
  }

  /** @param {HTMLElement} list @param {Person} one */
  #newTile(list, one) {
    const shape = this.#part("tile");
    if (!(shape instanceof HTMLTemplateElement)) return null;
    const copy = /** @type {DocumentFragment} */ (shape.content.cloneNode(true));
    const tile = copy.querySelector("li");
    if (!tile) return null;
    tile.dataset["person"] = one.person;
    list.append(tile);
    this.#tiles.set(one.feed, tile);
    return tile;
  }

  /** @param {HTMLElement} tile @param {Person} one @param {MediaStream | null} stream @param {boolean} isShown */
  #fill(tile, one, stream, isShown) {
    const name = tile.querySelector("[data-call=name]");
    const state = tile.querySelector("[data-call=tile-state]");
    if (name) name.textContent = one.name;
    if (state) {
      const code = one.talking ? "tile.talking" : one.sound ? "tile.on" : "tile.off";
      state.textContent = one.screen ? this.word("tile.screen") : this.word(code);
      state.className = one.talking ? "badge ok" : "badge";
    }
    const video = tile.querySelector("video");
    const audio = tile.querySelector("audio");
    if (video) {
      video.hidden = !(one.picture && isShown);
      this.#play(video, video.hidden ? null : stream);
    }
    if (audio) this.#play(audio, stream);
  }

  /** @param {HTMLMediaElement} element @param {MediaStream | null} stream */
  #play(element, stream) {
    if (element.srcObject === stream) return;
    element.srcObject = stream;
    if (stream) void this.#start(element);
  }

  /** @param {HTMLMediaElement} element */
  async #start(element) {
    try {
      await element.play();
    } catch (error) {
      // The browser wants a touch first; other reasons mend themselves with the next track.
      if (error instanceof Error && error.name === "NotAllowedError") this.onBlocked();
    }
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return this.element.querySelector(`[data-call="${name}"]`);
  }
}
