// How the sound we send is packed: the server's answer governs the browser's encoder.

/** @typedef {{bitrate: number, ptime: number}} Packing */

/** Good against loss where there is room for it. @type {Packing} */
export const CLEAR = { bitrate: 24000, ptime: 20 };

/** Less of it, still in short packets: what is lost is short as well. @type {Packing} */
export const PLAIN = { bitrate: 16000, ptime: 20 };

/** Fewer, longer packets: on a thin line their number weighs more than the sound. @type {Packing} */
export const THRIFTY = { bitrate: 16000, ptime: 60 };

/**
 * Return an answer that asks for Opus packed this way, and for nothing while nobody speaks.
 * @param {string} sdp
 * @param {Packing} packing
 */
export function withOpus(sdp, { bitrate, ptime }) {
  const payload = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1];
  if (!payload) return sdp;
  const wanted = `maxaveragebitrate=${bitrate};usedtx=1;stereo=0`;
  const lines = sdp.split("\r\n").filter((line) => !/^a=(max)?ptime:/.test(line));
  const before = lines.find((line) => line.startsWith(`a=fmtp:${payload} `));
  const kept = (before?.slice(`a=fmtp:${payload} `.length) ?? "")
    .split(";")
    .filter((part) => part && !/^(maxaveragebitrate|usedtx|stereo)=/.test(part.trim()));
  const fmtp = `a=fmtp:${payload} ${[...kept, wanted].join(";")}`;
  return lines
    .filter((line) => line !== before)
    .flatMap((line) =>
      line.toLowerCase().startsWith(`a=rtpmap:${payload} opus/`)
        ? [line, fmtp, `a=ptime:${ptime}`, `a=maxptime:${ptime}`]
        : [line],
    )
    .join("\r\n");
}

/** Return the name and the word by which the two ends of a way know each other. @param {string} sdp */
export function wayOf(sdp) {
  const [ufrag, pwd] = ["ufrag", "pwd"].map((what) => new RegExp(`^a=ice-${what}:(\\S+)`, "m").exec(sdp)?.[1]);
  return { ufrag, pwd };
}
