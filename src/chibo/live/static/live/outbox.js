// Acts on their way: `step(state, happened)` returns the next state and does nothing else.
// An act keeps its id for ever: sent twice, it is done once.

/**
 * @typedef {object} Act
 * @property {string} id
 * @property {string} act
 * @property {Record<string, string | string[]>} fields
 * @property {string} label what the person pressed
 * @property {"waiting" | "sent" | "done" | "refused"} state
 * @property {number} [seq] the entry of the journal that records it
 * @property {string} [html] why it was refused
 *
 * @typedef {readonly Act[]} Outbox in the order of the wishes
 *
 * @typedef {{what: "wished", act: Omit<Act, "state">} | {what: "sent", id: string}
 *   | {what: "lost"} | {what: "broken", id: string} | {what: "receipt", id: string, seq: number}
 *   | {what: "refused", id: string, html: string} | {what: "dismissed", id: string}} Happened
 */

/**
 * Return the outbox after something that happened to it.
 * @param {Outbox} outbox
 * @param {Happened} happened
 * @returns {Outbox}
 */
export function step(outbox, happened) {
  switch (happened.what) {
    case "wished":
      if (outbox.some((one) => one.id === happened.act.id)) return outbox;
      return [...outbox, { ...happened.act, state: "waiting" }];
    case "sent":
      return changed(outbox, happened.id, (one) => ({ ...one, state: "sent" }));
    case "lost":
      return outbox.map((one) => (one.state === "sent" ? { ...one, state: "waiting" } : one));
    case "broken":
      return changed(outbox, happened.id, (one) => ({ ...one, state: "waiting" }));
    case "receipt":
      return changed(withoutAnswered(outbox, happened.id), happened.id, (one) => ({
        ...one,
        state: "done",
        seq: happened.seq,
      }));
    case "refused":
      return changed(outbox, happened.id, (one) => ({
        ...one,
        state: "refused",
        html: happened.html,
      }));
    case "dismissed":
      return outbox.filter((one) => one.id !== happened.id);
    default:
      throw new Error(`No such happening: ${JSON.stringify(happened)}`);
  }
}

/**
 * Return the place of the next act kept: the device's clock only spaces them, and never reorders
 * them when it is put back by a day.
 * @param {number} last
 * @param {number} now
 */
export function after(last, now) {
  return Math.max(last + 1, now);
}

/**
 * Return what can be sent now, in its order.
 * @param {Outbox} outbox
 */
export function toSend(outbox) {
  return outbox.filter((one) => one.state === "waiting");
}

/**
 * Return what must outlive the page.
 * @param {Outbox} outbox
 */
export function toKeep(outbox) {
  return outbox.filter((one) => one.state === "waiting" || one.state === "sent");
}

/** What an act is about; the rest is how it is done, which may be put right and sent again. */
const SUBJECT = ["person", "guest", "item", "ballot", "opinion", "task"];

/**
 * Return the outbox without the refusals that an act has answered: the same has now succeeded.
 * @param {Outbox} outbox
 * @param {string} id
 */
function withoutAnswered(outbox, id) {
  const done = outbox.find((one) => one.id === id);
  if (!done) return outbox;
  return outbox.filter((one) => one.state !== "refused" || !isSame(one, done));
}

/** What another act has put right: a vote that came too late was given to the minutes taker. */
const PUTS_RIGHT = new Map([["missed_vote", "cast"]]);

/**
 * @param {Act} one
 * @param {Act} other
 */
function isSame(one, other) {
  const about = (/** @type {Act} */ act) => SUBJECT.map((name) => act.fields[name] ?? "").join("\n");
  const acts = [other.act, PUTS_RIGHT.get(other.act)];
  return acts.includes(one.act) && about(one) === about(other);
}

const WRITTEN = ["text", "body", "conclusion", "comments", "content", "reason", "title"];

/**
 * Return what somebody wrote in an act, so that a refusal does not lose it.
 * @param {Act} act
 */
export function written(act) {
  return WRITTEN.flatMap((name) => act.fields[name] ?? [])
    .filter((text) => text.trim())
    .join("\n\n");
}

/**
 * @param {Outbox} outbox
 * @param {string} id
 * @param {(act: Act) => Act} change
 * @returns {Outbox}
 */
function changed(outbox, id, change) {
  return outbox.map((one) => (one.id === id ? change(one) : one));
}
