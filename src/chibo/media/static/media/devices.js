// The microphone, the camera and the screen, and a word for why one of them cannot be had.

const SOUND = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
};
const PICTURE = { width: 320, height: 240, frameRate: { ideal: 12, max: 15 }, facingMode: "user" };

/** Letters need sharpness, not motion. */
const SCREEN = { width: { max: 1280 }, height: { max: 1280 }, frameRate: { ideal: 5, max: 5 } };

/** A device that cannot be had; its message is a code that has a sentence in the page. */
export class DeviceError extends Error {}

/** Return the microphone's track, or throw `DeviceError`. */
export async function openMicrophone() {
  return first(await ask({ audio: SOUND }, "microphone"));
}

/** Return the camera's track, or throw `DeviceError`. */
export async function openCamera() {
  return first(await ask({ video: PICTURE }, "camera"));
}

/** Whether this browser can share a screen at all; those of phones cannot. */
export function canShareScreen() {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/** Return the track of a screen that the person has chosen, or throw `DeviceError`. */
export async function openScreen() {
  if (!canShareScreen()) throw new DeviceError("screen.unsupported");
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: SCREEN, audio: false }).catch(giveUpScreen);
  const [track] = stream.getVideoTracks();
  if (!track) throw new DeviceError("screen.busy");
  track.contentHint = "text";
  return track;
}

/** @param {unknown} error @returns {never} */
function giveUpScreen(error) {
  const isDenied = error instanceof Error && error.name === "NotAllowedError";
  throw new DeviceError(isDenied ? "screen.denied" : "screen.busy");
}

/**
 * Return the code for an exception of the browser.
 * @param {unknown} error
 * @param {"microphone" | "camera"} device
 */
export function troubleOf(error, device) {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return `${device}.denied`;
  if (name === "NotFoundError" || name === "OverconstrainedError") return `${device}.missing`;
  return `${device}.busy`;
}

/** @param {MediaStreamConstraints} wanted @param {"microphone" | "camera"} device */
async function ask(wanted, device) {
  // Browsers hide devices from pages that come without TLS, localhost apart.
  if (!navigator.mediaDevices) throw new DeviceError("page.insecure");
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch (error) {
    throw new DeviceError(troubleOf(error, device));
  }
}

/** @param {MediaStream} stream */
function first(stream) {
  const [track] = stream.getTracks();
  if (!track) throw new DeviceError("microphone.missing");
  return track;
}

/** The microphone, the camera and the screen while we hold them. */
export class Held {
  /** @type {MediaStreamTrack | null} */
  microphone = null;
  /** @type {MediaStreamTrack | null} */
  camera = null;
  /** @type {MediaStreamTrack | null} */
  screen = null;
  /** Whether the house lets us share it: before, nothing of it is sent. */
  isScreenLet = false;
  /** What our camera sees, for ourselves. @type {MediaStream | null} */
  #mirror = null;
  isMuted = false;

  async takeMicrophone() {
    this.microphone = await openMicrophone();
    this.isMuted = false;
  }

  async takeCamera() {
    this.camera = await openCamera();
    this.#mirror = new MediaStream([this.camera]);
  }

  /** @param {() => void} ended the person has ended it with the browser's own button */
  async takeScreen(ended) {
    this.screen = await openScreen();
    this.screen.addEventListener("ended", ended);
  }

  giveCameraBack() {
    this.camera?.stop();
    this.camera = this.#mirror = null;
  }

  giveScreenBack() {
    this.screen?.stop();
    this.screen = null;
    this.isScreenLet = false;
  }

  giveBack() {
    this.microphone?.stop();
    this.microphone = null;
    this.giveCameraBack();
    this.giveScreenBack();
  }

  /** The screen that goes in the place of our camera. */
  get shared() {
    return this.isScreenLet ? this.screen : null;
  }

  /** Our own picture, for ourselves: none while something else is sent. */
  get picture() {
    return this.shared ? null : this.#mirror;
  }

  /** @returns {{microphone: import("./call_state.js").Device, camera: import("./call_state.js").Device}} */
  get standing() {
    const microphone = !this.microphone ? "none" : this.isMuted ? "off" : "on";
    return { microphone, camera: this.camera ? "on" : "off" };
  }
}

/** Return the code of a device's trouble; anything else is a fault of ours. @param {unknown} error */
export function codeOf(error) {
  if (error instanceof DeviceError) return error.message;
  throw error;
}
