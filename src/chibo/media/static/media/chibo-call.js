// <chibo-call>: the buttons and tiles of a call; its words and shapes come from the server.

import { createCall } from "./call.js";
import { offers, standing } from "./call_state.js";

/**
 * @typedef {import("./call_state.js").State} State
 * @typedef {import("./call_state.js").Person} Person
 * @typedef {ReturnType<typeof createCall>} Call
 */

/** Notices look by what they mean. @type {[RegExp, string][]} */
const LOOKS = [
  [/^(server|network|page)\.|\.(denied|missing|busy|failed|removed|blocked)$/, "warn"],
  [/^microphone\.on$|^call\.listening$/, "ok"],
];

class ChiboCall extends HTMLElement {
  /** @type {Call | null} */
  call = null;
  /** @type {Map<string, HTMLElement>} */
  #tiles = new Map();
  #said = "";

  connectedCallback() {
    this.addEventListener("click", this.#clicked);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#clicked);
  }

  /** Speak over this socket from now on. @param {(message: object) => void} send */
  connect(send) {
    this.call ??= createCall({ send: (message) => this.#send(message), onState: this.#show });
    this.#send = send;
    this.#show(this.call.state);
  }

  /** @param {import("./call_state.js").Message} message a message of type "media" */
  receive(message) {
    void this.call?.receive(message);
  }

  /** @type {(message: object) => void} */
  #send = () => {};

  /** @param {Event} event */
  #clicked = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { call } = this;
    if (!button || !call) return;
    /** @type {Record<string, () => unknown>} */
    const acts = {
      "join-sound": () => call.join(),
      "join-picture": () => call.join({ picture: true }),
      listen: () => call.listen(),
      mute: () => call.mute(),
      unmute: () => call.unmute(),
      "camera-on": () => call.showCamera(),
      "camera-off": () => call.hideCamera(),
      "pictures-on": () => call.showPictures(true),
      "pictures-off": () => call.showPictures(false),
      retry: () => call.retry(),
      hear: () => this.#playAll(),
      leave: () => call.leave(),
    };
    void acts[button.dataset["call"] ?? ""]?.();
  };

  /** @param {State} state */
  #show = (state) => {
    this.dataset["phase"] = state.phase;
    this.#say(standing(state));
    for (const [name, isOffered] of Object.entries(offers(state))) {
      const button = this.#part(name);
      if (button) button.hidden = !isOffered;
    }
    this.#showTiles(state);
  };

  /** @param {string} code */
  #say(code) {
    const status = this.#part("status");
    // Said once: a reader would speak it again at every change elsewhere.
    if (!status || this.#said === code) return;
    this.#said = code;
    status.textContent = this.#word(code);
    status.className = `notice ${LOOKS.find(([pattern]) => pattern.test(code))?.[1] ?? ""}`;
  }

  /** @param {State} state */
  #showTiles(state) {
    const list = this.#part("tiles");
    if (!list) return;
    const feeds = new Set(state.people.map((one) => one.feed));
    for (const [feed, tile] of this.#tiles) {
      if (feeds.has(feed)) continue;
      tile.remove();
      this.#tiles.delete(feed);
    }
    for (const one of state.people) {
      const tile = this.#tiles.get(one.feed) ?? this.#newTile(list, one);
      if (tile) this.#fillTile(tile, one, state.wantsPictures);
    }
    list.hidden = state.people.length === 0;
  }

  /** @param {HTMLElement} list @param {Person} one */
  #newTile(list, one) {
    const shape = this.querySelector("template[data-call=tile]");
    if (!(shape instanceof HTMLTemplateElement)) return null;
    const copy = /** @type {DocumentFragment} */ (shape.content.cloneNode(true));
    const tile = copy.querySelector("li");
    if (!tile) return null;
    tile.dataset["person"] = one.person;
    list.append(tile);
    this.#tiles.set(one.feed, tile);
    return tile;
  }

  /** @param {HTMLElement} tile @param {Person} one @param {boolean} wantsPictures */
  #fillTile(tile, one, wantsPictures) {
    const stream = this.call?.streams.get(one.feed) ?? null;
    const name = tile.querySelector("[data-call=name]");
    const state = tile.querySelector("[data-call=tile-state]");
    if (name) name.textContent = one.name;
    if (state) {
      const code = one.talking ? "tile.talking" : one.sound ? "tile.on" : "tile.off";
      state.textContent = this.#word(code);
      state.className = one.talking ? "badge ok" : "badge";
    }
    const video = tile.querySelector("video");
    const audio = tile.querySelector("audio");
    if (video) {
      video.hidden = !(one.picture && wantsPictures);
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
      const isBlocked = error instanceof Error && error.name === "NotAllowedError";
      if (isBlocked) this.call?.notice("sound.blocked");
    }
  }

  async #playAll() {
    this.call?.notice("");
    await Promise.all([...this.querySelectorAll("audio")].map((one) => this.#start(one)));
  }

  /** @param {string} code */
  #word(code) {
    const words = this.querySelector("template[data-call=words]");
    if (!(words instanceof HTMLTemplateElement)) return code;
    return words.content.querySelector(`[data-word="${code}"]`)?.textContent?.trim() ?? code;
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return this.querySelector(`[data-call="${name}"]`);
  }
}

customElements.define("chibo-call", ChiboCall);
