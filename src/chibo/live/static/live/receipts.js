// What became of each act, said where the person sees it: waiting, recorded, refused and why.

import { written } from "./outbox.js";
import { parsed } from "./regions.js";

/** @typedef {import("./outbox.js").Act} Act */

const SHOWN_FOR = 6_000;

export class Receipts {
  /**
   * @param {Element} area
   * @param {{word: (code: string) => string, dismiss: (id: string) => void}} means
   */
  constructor(area, { word, dismiss }) {
    this.area = area;
    this.word = word;
    this.dismiss = dismiss;
    area.classList.add("floating");
  }

  /** @param {readonly Act[]} acts */
  show(acts) {
    const last = acts.filter((act) => act.state === "done").pop();
    // A roll-call is twenty acts in a minute: what went well is said once, and covers nothing.
    const spoken = acts.filter((act) => act.state !== "done" || act === last);
    const shown = new Set(spoken.map((act) => `receipt-${act.id}`));
    for (const old of [...this.area.querySelectorAll("[id^=receipt-]")]) {
      if (!shown.has(old.id)) old.remove();
    }
    for (const act of spoken) this.#show(act);
  }

  /** @param {Act} act */
  #show(act) {
    const id = `receipt-${act.id}`;
    const old = this.area.querySelector(`#${CSS.escape(id)}`);
    if (old instanceof HTMLElement && old.dataset["state"] === act.state) return;
    // What is acknowledged within a moment needs no word before its receipt.
    if (act.state === "sent" && !old) return;
    const fresh = document.createElement("div");
    fresh.id = id;
    fresh.className = "receipt";
    fresh.dataset["state"] = act.state;
    fresh.append(...this.#parts(act));
    if (old) old.replaceWith(fresh);
    else this.area.append(fresh);
    if (act.state === "done") window.setTimeout(() => this.dismiss(act.id), SHOWN_FOR);
  }

  /** @param {Act} act @returns {Node[]} */
  #parts(act) {
    if (act.state === "refused") return this.#refused(act);
    const code = act.state === "done" ? "act.done" : `act.${act.state}`;
    const notice = document.createElement("p");
    notice.className = `notice ${act.state === "done" ? "ok" : "warn"}`;
    notice.textContent = `${act.label}: ${this.word(code).replace("{seq}", String(act.seq ?? ""))}`;
    return [notice];
  }

  /** @param {Act} act @returns {Node[]} */
  #refused(act) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button small";
    close.textContent = this.word("close");
    close.addEventListener("click", () => this.dismiss(act.id));
    const why = [...parsed(act.html ?? "").childNodes].map((node) => document.adoptNode(node));
    const text = written(act);
    if (!text) return [...why, close];
    const kept = document.createElement("p");
    kept.className = "receipt-written";
    kept.textContent = text;
    return [...why, kept, close];
  }
}
