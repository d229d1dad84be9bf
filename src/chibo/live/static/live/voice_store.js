// Where voice notes wait while they are sent: IndexedDB, for one person in one room.

/**
 * What is kept: `bytes` is the whole, or what had been recorded when the page was closed.
 * @typedef {{id: string, item: string, seconds: number, type: string, bytes: ArrayBuffer, isWhole: boolean}} Kept
 */

const NAME = "chibo-voice";
const NOTES = "notes";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(NOTES, { keyPath: ["owner", "id"] });
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
      const request = ask(database.transaction(NOTES, mode).objectStore(NOTES));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

export class VoiceStore {
  /** @param {string} owner the room and the account */
  constructor(owner) {
    this.owner = owner;
  }

  /** @returns {Promise<Kept[]>} */
  async all() {
    const range = IDBKeyRange.bound([this.owner, ""], [this.owner, "\uffff"]);
    return asked("readonly", (store) => store.getAll(range));
  }

  /** @param {Kept} kept */
  async keep(kept) {
    await asked("readwrite", (store) => store.put({ ...kept, owner: this.owner }));
  }

  /** @param {string} id */
  async drop(id) {
    await asked("readwrite", (store) => store.delete([this.owner, id]));
  }
}
