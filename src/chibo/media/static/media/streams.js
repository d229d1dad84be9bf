// What each sender's tile plays: the tracks we receive, sorted by whose they are.

/** @typedef {{mid: string, feed: string, kind: string}} Section */

/**
 * Give every sender a stream of the tracks that are theirs; streams that stay are kept as they are.
 * @param {Map<string, MediaStream>} streams
 * @param {RTCPeerConnection} pc
 * @param {Section[]} sections
 */
export function sort(streams, pc, sections) {
  const tracks = new Map(pc.getTransceivers().map((one) => [one.mid, one.receiver.track]));
  const feeds = new Set(sections.map((section) => section.feed));
  for (const feed of streams.keys()) if (!feeds.has(feed)) streams.delete(feed);
  for (const feed of feeds) {
    const theirs = sections
      .filter((section) => section.feed === feed)
      .flatMap((section) => tracks.get(section.mid) ?? []);
    streams.set(feed, fill(streams.get(feed) ?? new MediaStream(), theirs));
  }
}

/** @param {MediaStream} stream @param {MediaStreamTrack[]} tracks */
function fill(stream, tracks) {
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) stream.addTrack(track);
  return stream;
}
