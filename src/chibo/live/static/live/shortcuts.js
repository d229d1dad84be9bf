// Which key of the chair's means what: one letter alone, and never while somebody is typing.

/** @typedef {"next" | "end" | "list" | "step"} Shortcut */

/** @type {Map<string, Shortcut>} */
const KEYS = new Map([
  ["n", "next"],
  ["e", "end"],
  ["q", "list"],
  ["m", "step"],
]);

const WRITING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

/**
 * Return what a pressed key asks for, "" for nothing.
 * @param {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean, repeat?: boolean, isComposing?: boolean}} pressed
 * @param {{tagName: string, isContentEditable?: boolean} | null} where what has the focus
 * @returns {Shortcut | ""}
 */
export function wanted(pressed, where) {
  const isHeld = pressed.ctrlKey || pressed.altKey || pressed.metaKey;
  // A Vietnamese keyboard composes letters: what is being composed is writing.
  if (isHeld || pressed.repeat || pressed.isComposing) return "";
  if (where && (WRITING.has(where.tagName) || where.isContentEditable)) return "";
  return KEYS.get(pressed.key.toLowerCase()) ?? "";
}
