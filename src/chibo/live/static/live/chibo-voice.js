// <chibo-voice>: voice notes. What records and sends them comes once the page stands, or when it is asked for.

/** Milliseconds after which nothing more urgent wants the line. */
const LATER = 3_000;

class ChiboVoice extends HTMLElement {
  /** @type {Promise<import("./voice_desk.js").VoiceDesk> | null} */
  #desk = null;

  connectedCallback() {
    const room = this.closest("chibo-room");
    room?.setAttribute("data-voice", "");
    room?.addEventListener("click", this.#clicked);
    window.setTimeout(() => void this.#loaded().catch(() => {}), LATER);
  }

  /** @param {Event} event */
  #clicked = (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-voice]");
    if (!(button instanceof HTMLButtonElement)) return;
    this.#loaded().then(
      (desk) => desk.press(button),
      () => this.querySelector("[data-part=away]")?.removeAttribute("hidden"),
    );
  };

  #loaded() {
    this.#desk ??= import("./voice_desk.js").then(
      ({ VoiceDesk }) => new VoiceDesk(this),
      (error) => {
        // There was no line: it is asked for again the next time.
        this.#desk = null;
        throw error;
      },
    );
    return this.#desk;
  }
}

customElements.define("chibo-voice", ChiboVoice);
