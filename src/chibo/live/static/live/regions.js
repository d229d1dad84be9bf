// Brings a part of the page to what the server says, and leaves alone what somebody is typing.

/** @param {string} html @returns {HTMLElement} */
export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

/** @param {Element} region @param {string} html */
export function show(region, html) {
  bring(region, parsed(html));
}

/** Bring a region to what another element holds. @param {Element} region @param {Element} fresh */
export function bring(region, fresh) {
  morphChildren(region, fresh);
}

/**
 * Bring one row to its place: rows travel alone, under the id of their element.
 * @param {ParentNode} root
 * @param {string} id
 * @param {string} html
 */
export function showRow(root, id, html) {
  const old = root.querySelector(`#${CSS.escape(id)}`);
  const fresh = parsed(html).firstElementChild;
  if (!(fresh instanceof HTMLElement)) return old?.remove();
  const list = root.querySelector(
    id.startsWith("hand-") ? "#hands ul" : `[data-rows="${fresh.dataset["list"]}"]`,
  );
  if (old instanceof HTMLElement) {
    morph(old, fresh);
    if (list && old.parentElement !== list) list.append(old);
  } else if (list) {
    list.append(document.adoptNode(fresh));
  }
}

/** @param {ParentNode} root @param {Record<string, number>} figures */
export function showFigures(root, figures) {
  for (const [name, number] of Object.entries(figures)) {
    for (const shown of root.querySelectorAll(`[data-figure="${name}"]`)) {
      shown.textContent = String(number);
    }
  }
}

/** Show what belongs to this person alone. @param {ParentNode} root @param {string} person */
export function showOwn(root, person) {
  for (const part of root.querySelectorAll(`[data-of="${CSS.escape(person)}"][hidden]`)) {
    part.removeAttribute("hidden");
  }
}

/**
 * Put the console of whoever has just taken the chair where a chair's page has it: above their own part.
 * @param {ParentNode} root
 */
export function putInPlace(root) {
  const [console, own] = ["console", "mine"].map((id) => root.querySelector(`#${id}[data-region]`));
  if (!console?.querySelector(".console") || !own) return;
  const order = [...(own.parentElement?.children ?? [])];
  if (order.indexOf(console) > order.indexOf(own)) own.before(console);
}

/** @param {Element} element */
const keyOf = (element) => element.id || element.getAttribute("data-key") || "";

/** @param {Node} node */
const key = (node) => (node instanceof Element ? keyOf(node) : "");

/** @param {Node} one @param {Node} other */
const isAlike = (one, other) =>
  one.nodeName === other.nodeName && !key(one) && !key(other);

/** @param {Element} old @param {Element} fresh */
function morphChildren(old, fresh) {
  const known = new Map([...old.children].map((child) => [keyOf(child), child]));
  /** @type {ChildNode | null} */
  let cursor = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const wanted = key(next);
    const match = wanted ? known.get(wanted) : cursor && isAlike(cursor, next) ? cursor : null;
    if (!match || match.nodeName !== next.nodeName) {
      old.insertBefore(document.adoptNode(next), cursor);
      continue;
    }
    if (match === cursor) cursor = cursor.nextSibling;
    else old.insertBefore(match, cursor);
    morph(match, next);
  }
  while (cursor) {
    const rest = cursor;
    cursor = cursor.nextSibling;
    // What somebody has written and not sent stays, even where it can no longer be sent.
    if (!holdsWriting(rest)) rest.remove();
  }
}

/** @param {Node} old @param {Node} fresh */
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (!(old instanceof Element && fresh instanceof Element)) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  if (isBeingFilledIn(old)) return;
  // A note that is being written stays with whom it is about, whoever speaks next.
  if (old.hasAttribute("data-whole") && holdsWriting(old)) return;
  // A clock tells its time itself, and a page draws itself.
  if (DRAWN.has(old.localName)) return morphAttributes(old, fresh);
  morphAttributes(old, fresh);
  morphChildren(old, fresh);
}

/** What draws itself, from what stands in its attributes. */
const DRAWN = new Set(["chibo-timer", "chibo-page", "chibo-screen"]);

/** What the person has opened or sent is theirs. */
const OWN = new Set(["open", "data-sent", "aria-busy", "data-left"]);

/** @param {Element} old @param {Element} fresh */
function morphAttributes(old, fresh) {
  for (const { name, value } of [...fresh.attributes]) {
    if (!OWN.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!OWN.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}

/** @param {Element} field */
function isBeingFilledIn(field) {
  if (field instanceof HTMLTextAreaElement) {
    return field.value !== field.defaultValue || field === document.activeElement;
  }
  if (field instanceof HTMLSelectElement) {
    const isChanged = [...field.options].some((one) => one.selected !== one.defaultSelected);
    const isPlain = ![...field.options].some((one) => one.defaultSelected);
    return field === document.activeElement || (isPlain ? field.selectedIndex > 0 : isChanged);
  }
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  return field.value !== field.defaultValue || field === document.activeElement;
}

/** @param {Node} node */
function holdsWriting(node) {
  if (!(node instanceof Element)) return false;
  return [...node.querySelectorAll("textarea")].some(
    (field) => field.value !== field.defaultValue && !field.closest("form[data-sent]"),
  );
}
