// Where acts wait while there is no line: IndexedDB, for one person in one room.

import { after } from "./outbox.js";

/** @typedef {import("./outbox.js").Act} Act */

const NAME = "chibo-room";
const ACTS = "acts";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ACTS, { keyPath: ["owner", "id"] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T>}
 */
async function asked(mode, ask) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const request = ask(database.transaction(ACTS, mode).objectStore(ACTS));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** The acts of one person in one room that wait for the line. */
export class OutboxStore {
  #last = 0;

  /** @param {string} owner the room and the account */
  constructor(owner) {
    this.owner = owner;
  }

  /** @returns {Promise<Act[]>} */
  async all() {
    const range = IDBKeyRange.bound([this.owner, ""], [this.owner, "\uffff"]);
    const found = await asked("readonly", (store) => store.getAll(range));
    found.sort((one, other) => one.at - other.at);
    this.#last = Math.max(this.#last, found.at(-1)?.at ?? 0);
    return found.map((kept) => kept.act);
  }

  /** @param {Act} act */
  async keep(act) {
    this.#last = after(this.#last, Date.now());
    const kept = { owner: this.owner, id: act.id, at: this.#last, act };
    await asked("readwrite", (store) => store.put(kept));
  }

  /** @param {string} id */
  async drop(id) {
    await asked("readwrite", (store) => store.delete([this.owner, id]));
  }
}
