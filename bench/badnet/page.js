// What the bench adds to a page of the room: a look at its connections, an ear, and acts by form.

window.connections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...all) {
    super(...all);
    window.connections.push(this);
  }
};
window.rung = "";
document.addEventListener("call", ({ detail }) => (window.rung = detail.rung ?? ""), true);

window.press = (name) => document.querySelector(`button[data-call=${name}]`).click();

/** Choose a rung by its button. */
window.hold = (rung) => {
  document.querySelector(".call-ladder details").open = true;
  document.querySelector(`button[data-rung=${rung}]`).click();
};

/** Do an act by a form, as a finger would; the page's own outbox takes it from there. */
window.act = (act, fields) => {
  const form = document.createElement("form");
  form.dataset.act = act;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.querySelector("chibo-room").append(form);
  const at = Date.now();
  form.requestSubmit();
  const id = form.dataset.sent;
  form.remove();
  return { id, at };
};

/** What was refused, and how many acts still wait. */
window.outbox = () => ({
  refused: [...document.querySelectorAll(".receipt[data-state=refused]")].map((each) => each.innerText),
  waiting: document.querySelectorAll(".receipt[data-state=waiting], .receipt[data-state=sent]").length,
});

async function heard() {
  const sum = { packets: 0, energy: 0, lost: 0, concealed: 0, samples: 0, sent: 0, sentBytes: 0, bytes: 0 };
  for (const connection of window.connections) {
    if (connection.connectionState === "closed") continue;
    for (const one of (await connection.getStats()).values()) {
      if (one.type === "outbound-rtp" && one.kind === "audio") {
        sum.sent += one.packetsSent;
        sum.sentBytes += one.bytesSent + one.headerBytesSent;
      }
      if (one.type !== "inbound-rtp" || one.kind !== "audio") continue;
      sum.packets += one.packetsReceived;
      sum.bytes += one.bytesReceived + one.headerBytesReceived;
      sum.lost += one.packetsLost;
      sum.energy += one.totalAudioEnergy ?? 0;
      sum.concealed += one.concealedSamples - one.silentConcealedSamples;
      sum.samples += one.totalSamplesReceived;
    }
  }
  return sum;
}
window.heard = heard;

/** Every tenth of a second: when, and how much has been heard. */
window.diary = [];
window.keepDiary = () => {
  window.setInterval(async () => {
    const { packets, energy } = await heard();
    window.diary.push([Date.now(), packets, energy]);
  }, 100);
};

const EAR = `registerProcessor("ear", class extends AudioWorkletProcessor {
  process([input]) {
    if (input[0]) this.port.postMessage(input[0].slice());
    return true;
  }
});`;

/** Record all that is heard for some seconds, at 16 kHz; return 16-bit samples in base64. */
window.record = async (seconds) => {
  const context = new AudioContext({ sampleRate: 16000 });
  await context.resume();
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([EAR], { type: "text/javascript" })));
  const ear = new AudioWorkletNode(context, "ear", { channelCount: 1, channelCountMode: "explicit" });
  for (const connection of window.connections) {
    if (connection.connectionState === "closed") continue;
    for (const { track } of connection.getReceivers()) {
      if (track.kind !== "audio" || track.readyState !== "live") continue;
      context.createMediaStreamSource(new MediaStream([track])).connect(ear);
    }
  }
  ear.connect(context.destination);
  const samples = new Int16Array(16000 * seconds);
  let filled = 0;
  await new Promise((done) => {
    ear.port.onmessage = ({ data }) => {
      for (const one of data) {
        if (filled < samples.length) samples[filled++] = Math.max(-1, Math.min(1, one)) * 32767;
      }
      if (filled === samples.length) done();
    };
  });
  await context.close();
  let text = "";
  const bytes = new Uint8Array(samples.buffer);
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

/** What happened to the page's lines, and when: for whoever wants to know why sound came late. */
window.course = [];
const note = (...what) => window.course.push([Date.now(), ...what]);
new PerformanceObserver((list) => {
  for (const { name, transferSize } of list.getEntries()) note("fetched", transferSize, new URL(name).pathname);
}).observe({ type: "resource" });
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    note("socket begun");
    this.addEventListener("open", () => note("socket open"));
    this.addEventListener("close", ({ code }) => note("socket closed", code));
    this.addEventListener("message", ({ data }) => {
      note("heard", data.byteLength ?? data.length, typeof data === "string" ? data.slice(0, 60) : "packed");
    });
  }
  send(data) {
    note("said", data.length, data.slice(0, 60));
    super.send(data);
  }
  close(...all) {
    note("socket given up");
    super.close(...all);
  }
};
window.RTCPeerConnection = class extends window.RTCPeerConnection {
  constructor(...all) {
    super(...all);
    const number = window.connections.length;
    for (const what of ["connectionState", "iceConnectionState", "iceGatheringState", "signalingState"]) {
      this.addEventListener(what.toLowerCase() + "change", () => note(`pc ${number}`, what, this[what]));
    }
  }
  addIceCandidate(candidate) {
    note(`pc ${window.connections.indexOf(this)}`, "told of", candidate?.candidate ?? "no more");
    return super.addIceCandidate(candidate);
  }
};
