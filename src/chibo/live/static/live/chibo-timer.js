// <chibo-timer>: a time that runs by itself, without a message from the server.

import { hearTime, reading, serverTime } from "./clock.js";

hearTime(Number(document.querySelector("[data-now]")?.getAttribute("data-now")));

class ChiboTimer extends HTMLElement {
  static observedAttributes = ["data-since", "data-until"];
  #beat = 0;

  connectedCallback() {
    this.#beat = window.setInterval(() => this.#show(), 1_000);
    this.#show();
  }

  disconnectedCallback() {
    window.clearInterval(this.#beat);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const { since, until, over } = this.dataset;
    const timer = until ? { until: Number(until), over } : { since: Number(since) };
    const { text, state } = reading(timer, serverTime());
    if (this.textContent !== text) this.textContent = text;
    if (state) this.dataset["left"] = state;
    else delete this.dataset["left"];
  }
}

customElements.define("chibo-timer", ChiboTimer);
