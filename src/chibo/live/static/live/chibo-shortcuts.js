// <chibo-shortcuts>: keys for who runs the meeting. They press what stands on the page, nothing else.

import { wanted } from "./shortcuts.js";

const KEPT = "chibo.shortcuts";

class ChiboShortcuts extends HTMLElement {
  connectedCallback() {
    const box = this.#box();
    if (box) box.checked = localStorage.getItem(KEPT) !== "off";
    this.addEventListener("change", this.#changed);
    document.addEventListener("keydown", this.#pressed);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#pressed);
  }

  #changed = () => localStorage.setItem(KEPT, this.#box()?.checked ? "on" : "off");

  /** @param {KeyboardEvent} event */
  #pressed = (event) => {
    if (!this.#box()?.checked) return;
    const focused = document.activeElement;
    const shortcut = wanted(event, focused instanceof HTMLElement ? focused : null);
    const button = shortcut && this.#find(shortcut);
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault();
    button.scrollIntoView({ block: "nearest" });
    // A speech begins and ends with one key; a step of the meeting is taken with Enter.
    if (shortcut === "next" || shortcut === "end") button.click();
    else button.focus();
  };

  /** @param {import("./shortcuts.js").Shortcut} shortcut */
  #find(shortcut) {
    switch (shortcut) {
      case "next":
      case "end":
        return document.querySelector(`#floor [data-shortcut="${shortcut}"]`);
      case "list":
        return document.querySelector("#floor button");
      case "step":
        return document.querySelector("#console .button.main");
    }
  }

  /** @returns {HTMLInputElement | null} */
  #box() {
    return this.querySelector("[data-shortcuts]");
  }
}

customElements.define("chibo-shortcuts", ChiboShortcuts);
