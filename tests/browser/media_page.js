// The smallest room: the room's own line, and a call.

import { CALM, EAGER, RoomLine } from "/static/live/room_line.js";

const element = /** @type {any} */ (document.querySelector("chibo-call"));
const told = document.documentElement.dataset;
let sockets = 0;

const line = new RoomLine(`/room${location.search}`, {
  opened: () => {
    told["sockets"] = String((sockets += 1));
    told["line"] = "open";
    element.reopened();
  },
  heard: (message) => element.receive(message),
  closed: () => {
    told["line"] = "lost";
    setTimeout(() => line.open(), 500);
  },
});
element.addEventListener("call", (/** @type {CustomEvent} */ event) => line.pace(event.detail.isInCall ? EAGER : CALM));
// What a weak line does by itself, a test does by an event.
document.addEventListener("drop", () => line.close());

await customElements.whenDefined("chibo-call");
element.connect((/** @type {object} */ message) => line.say(message), () => line.pulse());
line.open();

export {};
