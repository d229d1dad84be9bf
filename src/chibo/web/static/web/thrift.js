// Whether a line is too weak for what only looks better: letters are ten times the page.

/** Bytes a second below which a line is spared: less than 3G has, more than 2G. */
export const ENOUGH = 15_000;

/** Fewer bytes than this say nothing of a line. */
const TELLING = 8_000;

/**
 * Return whether to spare a line, from what the browser calls it and how fast files came over it.
 * @param {{saveData?: boolean, effectiveType?: string} | undefined} connection
 * @param {{transferSize: number, requestStart: number, responseEnd: number}[]} files
 */
export function isThrifty(connection, files) {
  if (connection?.saveData || connection?.effectiveType?.endsWith("2g")) return true;
  // What was kept from another time came over no line.
  const fetched = files.filter((file) => file.transferSize > 0 && file.responseEnd > file.requestStart);
  const bytes = fetched.reduce((sum, file) => sum + file.transferSize, 0);
  return bytes >= TELLING && (bytes / busy(fetched)) * 1_000 < ENOUGH;
}

/** Return for how many milliseconds anything was under way. @param {{requestStart: number, responseEnd: number}[]} files */
function busy(files) {
  let [sum, until] = [0, 0];
  for (const file of [...files].sort((one, other) => one.requestStart - other.requestStart)) {
    sum += Math.max(0, file.responseEnd - Math.max(until, file.requestStart));
    until = Math.max(until, file.responseEnd);
  }
  return sum;
}
