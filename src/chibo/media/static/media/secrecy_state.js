// What a page says of the encryption between the devices: only what has been seen to happen.

/**
 * @typedef {object} Secrecy
 * @property {string | null} code by which people compare that nobody is in between; null while it is worked out
 * @property {number} others how many there are to compare it with
 * @property {boolean} isProven whether a frame has been sealed or opened here
 * @property {string[]} locked the feeds whose frames do not open
 */

/** @type {Readonly<Secrecy>} */
export const BEGUN = Object.freeze({ code: null, others: 0, isProven: false, locked: [] });

/**
 * Return how it stands after the keeper of the keys has told something; whoever is in a plain call stays there.
 * @param {Secrecy | null} secrecy
 * @param {import("./keeper.js").Told} told
 * @returns {Secrecy | null}
 */
export function after(secrecy, told) {
  if (!secrecy) return null;
  if (told.what === "code") return { ...secrecy, code: told.code, others: told.others };
  return { ...secrecy, isProven: told.isProven, locked: told.locked };
}

/**
 * Return the codes of what is to be said, each with a sentence in the page.
 * @param {Secrecy} secrecy
 * @param {{feed: string, name: string}[]} people
 */
export function sayings({ code, others, isProven, locked }, people) {
  const names = people.filter(({ feed }) => locked.includes(feed)).map(({ name }) => name);
  return {
    standing: isProven ? "secrecy.on" : "secrecy.waiting",
    code: code ?? "",
    about: others === 0 ? "secrecy.alone" : code ? "secrecy.compare" : "secrecy.counting",
    locked: names.join(", "),
  };
}
