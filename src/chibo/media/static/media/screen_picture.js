// The place on the page where a shared screen is seen, large and whole, and where is said whose it is.

/** @typedef {ReturnType<typeof import("./screen_state.js").seen>} Seen */

export class ScreenPicture {
  #said = "";

  /** Whether its buttons are heard already. */
  #isReady = false;

  /** @param {(code: string) => string} word @param {() => void} stop */
  constructor(word, stop) {
    this.word = word;
    this.stop = stop;
  }

  /** @param {Seen} seen @param {MediaStream | null} stream */
  show(seen, stream) {
    const place = this.#part("place");
    if (!place) return;
    this.#listen();
    place.hidden = !seen;
    this.#say(seen ? this.word(seen.code).replace("{name}", seen.name) : "");
    this.#offer("stop", seen?.code === "screen.on");
    this.#offer("enlarge", Boolean(stream) && document.fullscreenEnabled);
    const video = this.#part("picture");
    if (video instanceof HTMLVideoElement) play(video, stream);
  }

  #listen() {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#part("stop")?.addEventListener("click", () => this.stop());
    // Escape leads back.
    this.#part("enlarge")?.addEventListener("click", () => void this.#part("picture")?.requestFullscreen());
  }

  /** @param {string} text said once: a reader would speak it again at every change elsewhere */
  #say(text) {
    const words = this.#part("words");
    if (words && this.#said !== text) words.textContent = this.#said = text;
  }

  /** @param {string} name @param {boolean} isOffered */
  #offer(name, isOffered) {
    const button = this.#part(name);
    if (button) button.hidden = !isOffered;
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return document.querySelector(`[data-screen="${name}"]`);
  }
}

/** @param {HTMLVideoElement} video @param {MediaStream | null} stream */
function play(video, stream) {
  video.hidden = !stream;
  if (video.srcObject === stream) return;
  video.srcObject = stream;
  // A picture without sound plays without a touch; what interrupts it is the next stream.
  if (stream) video.play().catch(() => {});
}
