// The microphone and the camera, and a word for why one of them cannot be had.

const SOUND = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
};
const PICTURE = { width: 320, height: 240, frameRate: { ideal: 12, max: 15 }, facingMode: "user" };

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

/** The microphone and the camera while we hold them. */
export class Held {
  /** @type {MediaStreamTrack | null} */
  microphone = null;
  /** @type {MediaStreamTrack | null} */
  camera = null;
  /** Our own picture, for ourselves. @type {MediaStream | null} */
  picture = null;
  isMuted = false;

  async takeMicrophone() {
    this.microphone = await openMicrophone();
    this.isMuted = false;
  }

  async takeCamera() {
    this.camera = await openCamera();
    this.picture = new MediaStream([this.camera]);
  }

  giveCameraBack() {
    this.camera?.stop();
    this.camera = this.picture = null;
  }

  giveBack() {
    this.microphone?.stop();
    this.microphone = null;
    this.giveCameraBack();
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
