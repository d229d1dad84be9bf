// <chibo-screen>: the button by which who leads shares a screen, and what stands against it.

import { canShareScreen } from "./devices.js";
import { choice } from "./screen_state.js";

class ChiboScreen extends HTMLElement {
  #words = document.createElement("p");
  #button = document.createElement("button");
  /** @type {"share" | "stop" | null} */
  #offer = null;

  connectedCallback() {
    this.#button.className = "button";
    this.#button.type = "button";
    this.#button.addEventListener("click", this.#pressed);
    this.replaceChildren(this.#words, this.#button);
    document.addEventListener("sharing", this.#show);
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("sharing", this.#show);
  }

  #show = () => {
    const state = this.#call?.state;
    const { code, name, offer } = state
      ? choice(state, canShareScreen())
      : { code: "unready", name: "", offer: null };
    this.#offer = offer;
    const text = code ? this.#word(code).replace("{name}", name) : "";
    if (this.#words.textContent !== text) this.#words.textContent = text;
    this.#words.hidden = !text;
    this.#button.hidden = !offer;
    if (offer) this.#button.textContent = this.#word(offer);
  };

  #pressed = () => {
    if (this.#offer === "share") void this.#call?.own.shareScreen();
    if (this.#offer === "stop") void this.#call?.own.endScreen();
  };

  get #call() {
    const call = /** @type {any} */ (document.querySelector("chibo-call"))?.call;
    return /** @type {ReturnType<typeof import("./call.js").createCall> | null | undefined} */ (call);
  }

  /** @param {string} code */
  #word(code) {
    return this.getAttribute(`data-word-${code}`) ?? code;
  }
}

customElements.define("chibo-screen", ChiboScreen);
