/** Rows of a form that grow, shrink and change places: the same wishes as the server understands. */

/**
 * @typedef {{prefix: string, move: "add" | "remove" | "up" | "down", row: number}} Wish
 */

/** No list is longer. */
export const MOST = 40;

/**
 * Return what a button's value asks of rows, or null where it asks something else.
 * @param {string} pressed
 * @returns {Wish | null}
 */
export function wishOf(pressed) {
  const found = /^([a-z]+):(add|remove|up|down)(?::(\d{1,3}))?$/.exec(pressed);
  if (!found) {
    return null;
  }
  const move = /** @type {Wish["move"]} */ (found[2]);
  return { prefix: String(found[1]), move, row: Number(found[3] ?? 0) };
}

/**
 * Return the old places of the rows in their new order; null stands for a new row.
 * @param {number} count
 * @param {Wish} wish
 * @returns {(number | null)[]}
 */
export function reordered(count, wish) {
  /** @type {(number | null)[]} */
  const order = Array.from({ length: count }, (_, place) => place);
  if (wish.move === "add") {
    return count < MOST ? [...order, null] : order;
  }
  if (wish.move === "remove") {
    return order.filter((place) => place !== wish.row);
  }
  const other = wish.move === "up" ? wish.row - 1 : wish.row + 1;
  const here = order[wish.row];
  const there = order[other];
  if (here === undefined || there === undefined) {
    return order;
  }
  order[wish.row] = there;
  order[other] = here;
  return order;
}

/**
 * Return a name, an id or a button's value with another row number.
 * @param {string} text
 * @param {string} prefix
 * @param {number} place
 */
export function renumbered(text, prefix, place) {
  const row = new RegExp(`(${prefix}(?:-|:(?:up|down|remove):))(?:\\d+|__prefix__)`, "g");
  return text.replace(row, `$1${place}`);
}
