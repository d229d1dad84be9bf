// Fetches what makes a page live once the page itself is there to be read: on a weak line every
// script fetched before the first paint puts it off.

/** Milliseconds after which we no longer wait for a paint: a page in the background has none. */
const PATIENCE = 1_000;

/** @returns {Promise<void>} */
function painted() {
  return new Promise((done) => {
    window.setTimeout(done, document.visibilityState === "visible" ? PATIENCE : 0);
    // The frame is painted after its callbacks.
    window.requestAnimationFrame(() => window.setTimeout(done));
  });
}

const script = document.querySelector("script[data-modules]");

/** @param {string} name */
function named(name) {
  return script?.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? [];
}

/** Milliseconds until a script that did not come is asked for again. */
const PAUSES = [1_000, 3_000, 10_000, 30_000];

/** Fetch a script, over a line that breaks too; one that never comes holds up no other. @param {string} module */
async function fetched(module) {
  for (const pause of [...PAUSES, null]) {
    try {
      return await import(module);
    } catch (error) {
      if (pause === null) return console.error(error);
      await new Promise((done) => window.setTimeout(done, pause));
    }
  }
}

await painted();
// One after the other: what the page needs first does not share the line with what it needs last.
for (const module of named("data-modules")) await fetched(module);
// How fast all that came says whether the line bears the letters too.
const { isThrifty } = await import("./thrift.js");
const files = /** @type {PerformanceResourceTiming[]} */ (
  ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
);
if (!isThrifty(/** @type {any} */ (navigator).connection, files)) {
  for (const href of named("data-styles")) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
}
