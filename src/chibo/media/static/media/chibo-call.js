// <chibo-call>: the buttons and tiles of a call; its words and shapes come from the server.

import { createCall } from "./call.js";
import { offers, standing } from "./call_state.js";
import { chosen } from "./pictures.js";
import { sayings } from "./secrecy_state.js";
import { ScreenPicture } from "./screen_picture.js";
import { seen } from "./screen_state.js";
import { Tiles } from "./tiles.js";

/**
 * @typedef {import("./call_state.js").State} State
 * @typedef {import("./ladder.js").Rung} Rung
 * @typedef {ReturnType<typeof createCall>} Call
 */

/** Notices look by what they mean. @type {[RegExp, string][]} */
const LOOKS = [
  [/^(server|network|page|secrecy)\.|\.(denied|missing|busy|failed|hasty|removed|blocked)$/, "warn"],
  [/^microphone\.on$|^call\.listening$/, "ok"],
];

class ChiboCall extends HTMLElement {
  /** @type {Call | null} */
  call = null;
  #tiles = new Tiles(this, {
    word: (code) => this.#word(code),
    onBlocked: () => this.call?.notice("sound.blocked"),
  });
  #screen = new ScreenPicture(
    (code) => this.#word(code),
    () => void this.call?.own.endScreen(),
  );
  #said = "";

  /** What the page was told last. */
  #told = "";

  connectedCallback() {
    this.addEventListener("click", this.#clicked);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#clicked);
  }

  /**
   * Speak over this socket from now on.
   * @param {(message: object) => void} send
   * @param {import("./call_place.js").Pulse} [pulse] how the socket stands
   */
  connect(send, pulse = () => ({ isAway: false, beat: null })) {
    this.call ??= createCall({
      send: (message) => this.#send(message),
      onState: this.#show,
      pulse: () => this.#pulse(),
      worker: this.dataset["secrecy"] ?? "",
      isToBeProtected: () => document.querySelector("#call-secrecy[data-protected]") !== null,
    });
    this.#send = send;
    this.#pulse = pulse;
    this.#show(this.call.state);
  }

  /** @param {import("./call_state.js").Message} message a message of type "media" */
  receive(message) {
    this.call?.receive(message);
  }

  /** The socket is open, for the first time or again. */
  reopened() {
    this.call?.reopened();
  }

  /** @param {boolean} wanted whether our sound must spare the line of somebody who listens */
  spare(wanted) {
    this.call?.spare(wanted);
  }

  /** @type {(message: object) => void} */
  #send = () => {};
  /** @type {import("./call_place.js").Pulse} */
  #pulse = () => ({ isAway: false, beat: null });

  /** @param {Event} event */
  #clicked = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { call } = this;
    if (!button || !call) return;
    const { rung } = button.dataset;
    if (rung) void call.hold(rung === "auto" ? null : /** @type {Rung} */ (rung));
    /** @type {Record<string, () => unknown>} */
    const acts = {
      "join-sound": () => call.join(),
      "join-picture": () => call.join({ picture: true }),
      listen: () => call.listen(),
      mute: () => call.own.setMuted(true),
      unmute: () => call.own.setMuted(false),
      "camera-on": () => call.own.showCamera(),
      "camera-off": () => call.own.hideCamera(),
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
    this.#showLadder(state);
    this.#showSecrecy(state);
    const { feeds, large } = chosen(state);
    const streams = this.call?.streams ?? new Map();
    const screen = seen(state);
    this.#screen.show(screen, streams.get(screen?.feed) ?? null);
    this.#tiles.show(state.people, {
      streams,
      ownPicture: this.call?.own.picture ?? null,
      shows: (feed) => feeds.includes(feed) && feed !== screen?.feed,
      large,
    });
    this.#tell(state);
    this.dispatchEvent(new CustomEvent("sharing", { bubbles: true }));
  };

  /** @param {State} state */
  #showLadder({ ladder, wantsPictures }) {
    const bearsPictures = ladder.rung === "picture" || ladder.rung === "small";
    const refused = bearsPictures && !wantsPictures ? [this.#word("pictures.refused")] : [];
    const words = [this.#word(`rung.${ladder.rung}`), this.#word(`why.${ladder.why}`), ...refused];
    write(this.#part("rung"), words.filter(Boolean).join(" "));
    const held = ladder.isChosen ? ladder.rung : "auto";
    for (const button of this.querySelectorAll("button[data-rung]")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-rung") === held));
    }
  }

  /** @param {State} state */
  #showSecrecy({ phase, secrecy, people }) {
    const part = this.#part("secrecy");
    if (part) part.hidden = phase !== "in" || !secrecy;
    if (!secrecy) return;
    const said = sayings(secrecy, people);
    write(this.#part("secrecy-standing"), this.#word(said.standing));
    write(this.#part("code"), said.code);
    write(this.#part("code-about"), this.#word(said.about));
    write(this.#part("locked"), said.locked && `${this.#word("secrecy.locked")} ${said.locked}.`);
  }

  /** Tell the page around us whether we are in the call, on which rung, and whether a way is sought. @param {State} state */
  #tell({ phase, ladder, up, down }) {
    const rung = phase === "in" || phase === "text" ? ladder.rung : null;
    const isInCall = phase !== "out" && phase !== "asking";
    const isSeeking = phase === "in" && (up === "connecting" || down === "connecting");
    const told = `${isInCall} ${rung} ${isSeeking}`;
    // While we are joining, what was told before still holds.
    if (told === this.#told || (isInCall && !rung && this.#told.startsWith("true"))) return;
    this.#told = told;
    this.dispatchEvent(new CustomEvent("call", { bubbles: true, detail: { isInCall, rung, isSeeking } }));
  }

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

/** @param {HTMLElement | null} element @param {string} text said once, as the status is */
function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

customElements.define("chibo-call", ChiboCall);
