// <chibo-call>: the buttons and tiles of a call; its words and shapes come from the server.

import { createCall } from "./call.js";
import { offers, standing } from "./call_state.js";
import { Tiles } from "./tiles.js";

/**
 * @typedef {import("./call_state.js").State} State
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
  #tiles = new Tiles(this, {
    word: (code) => this.#word(code),
    onBlocked: () => this.call?.notice("sound.blocked"),
  });
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
    this.call?.receive(message);
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
    this.#tiles.show(state.people, {
      streams: this.call?.streams ?? new Map(),
      ownPicture: this.call?.ownPicture ?? null,
      wantsPictures: state.wantsPictures,
    });
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

  async #playAll() {
    this.call?.notice("");
    await this.#tiles.playAll();
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
