// The devices of a check: how loud a microphone hears, a chime, a tone nobody hears.

import { isHeard, loudness } from "./check_state.js";
import { openMicrophone } from "./devices.js";
import { pause } from "./check_echo.js";

const LISTEN_FOR = 10_000;
const LOOK_EVERY = 100;
const NOTES = [523, 659, 784];

/**
 * Listen to the microphone and return whether anybody is heard; throws as `openMicrophone` does.
 * @param {(level: number) => void} show told how loud it is, from 0 to 100
 * @param {() => void} opened told that the browser has let us
 */
export async function listen(show, opened) {
  const track = await openMicrophone();
  const context = new AudioContext();
  opened();
  try {
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    return await hears(analyser, show);
  } finally {
    track.stop();
    await context.close();
    show(0);
  }
}

/** @param {AnalyserNode} analyser @param {(level: number) => void} show */
async function hears(analyser, show) {
  const samples = new Float32Array(analyser.fftSize);
  const levels = [];
  for (let spent = 0; spent < LISTEN_FOR && !isHeard(levels); spent += LOOK_EVERY) {
    await pause(LOOK_EVERY);
    analyser.getFloatTimeDomainData(samples);
    levels.push(loudness(samples));
    show(levels.at(-1) ?? 0);
  }
  return isHeard(levels);
}

/** Play three notes and return when they are over. */
export async function chime() {
  const context = new AudioContext();
  await context.resume();
  const volume = new GainNode(context, { gain: 0.3 });
  volume.connect(context.destination);
  NOTES.forEach((frequency, place) => {
    const note = new OscillatorNode(context, { frequency });
    note.connect(volume);
    note.start(context.currentTime + place * 0.45);
    note.stop(context.currentTime + place * 0.45 + 0.4);
  });
  await pause(NOTES.length * 450 + 200);
  await context.close();
}

/** Return a track to send, and how to end it: no microphone is needed to try the way. */
export function tone() {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const note = new OscillatorNode(context, { frequency: 440 });
  note.connect(out);
  note.start();
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error("An audio destination has no track.");
  return { track, end: () => context.close() };
}
