// The smallest room: a socket and a call.

const element = /** @type {any} */ (document.querySelector("chibo-call"));
const address = new URL(`/room${location.search}`, location.href);
address.protocol = "ws:";

let sockets = 0;

function open() {
  const socket = new WebSocket(address);
  socket.onopen = () => {
    document.documentElement.dataset["sockets"] = String((sockets += 1));
    element.connect((/** @type {object} */ message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    });
  };
  socket.onmessage = (event) => element.receive(JSON.parse(event.data));
  socket.onclose = () => setTimeout(open, 500);
  // What a weak line does by itself, a test does by an event.
  document.addEventListener("drop", () => socket.close(), { once: true });
}

await customElements.whenDefined("chibo-call");
open();

export {};
