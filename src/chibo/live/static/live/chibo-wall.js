// <chibo-wall>: the projector of the meeting room. It is told what everybody may read, and says nothing.

import "./chibo-page.js";
import "./chibo-timer.js";
import { show, showFigures } from "./regions.js";
import { RoomLine, unpacks } from "./room_line.js";
import { delay, start, step } from "./room_state.js";

class ChiboWall extends HTMLElement {
  #state = start(0);

  connectedCallback() {
    this.#state = start(Number(this.dataset["seq"]));
    this.line = new RoomLine(this.dataset["socket"] ?? "", {
      opened: () => this.#opened(),
      heard: (message) => this.#heard(message),
      closed: (code) => this.#closed(code),
    });
    this.line.open();
  }

  #opened() {
    this.#move({ what: "opened" });
    this.#move({ what: "settled" });
    const turn = Number(this.#page()?.dataset["turn"] ?? 0);
    this.line?.say({ type: "hello", seq: this.#state.seq, turn, unpacks });
  }

  /** @param {Record<string, any>} message */
  #heard(message) {
    if (message["type"] === "pointer") return this.#page()?.pointAt(message);
    const { seq, regions = {}, figures = {} } = message;
    const wall = this.querySelector("#wall");
    if (wall && regions["wall"]) show(wall, regions["wall"]);
    showFigures(this, figures);
    this.#move({ what: "heard", seq });
  }

  /** @param {number} code */
  #closed(code) {
    this.#move({ what: "closed", code });
    if (this.#state.line === "ended") return;
    const wait = delay(this.#state.attempt, Math.random());
    window.setTimeout(() => this.line?.open(), wait);
  }

  /** @param {import("./room_state.js").Happened} happened */
  #move(happened) {
    this.#state = step(this.#state, happened);
    this.#part("lost", this.#state.line === "lost");
    this.#part("ended", this.#state.line === "ended");
    this.dataset["line"] = this.#state.line;
  }

  /** @returns {any} */
  #page() {
    return this.querySelector("chibo-page");
  }

  /** @param {string} name @param {boolean} isShown */
  #part(name, isShown) {
    this.querySelector(`[data-wall="${name}"]`)?.toggleAttribute("hidden", !isShown);
  }
}

customElements.define("chibo-wall", ChiboWall);
