/**
 * Pictures and sounds that are not sent yet, on this phone: a record each, {id, type, bytes (ArrayBuffer), at, sentAs?: {id, at}}. Where
 * the phone keeps nothing they live as long as the page does.
 */
const NAME = 'huiwen';
const STORE = 'attachments';
const KEPT_MILLIS = 7 * 86400000;

/** What could not be kept. */
const here = new Map();
let opened = null;

function open() {
  opened = opened || new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch (ignored) {
      resolve(null);
    }
  });
  return opened;
}

/** Does something with the store. @returns its answer; undefined where there is no store, or it fails */
async function withStore(mode, run) {
  const database = await open();
  if (!database) return undefined;
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(STORE, mode);
      const request = run(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => resolve(undefined);
      transaction.onerror = () => resolve(undefined);
    } catch (ignored) {
      resolve(undefined);
    }
  });
}

/** @returns {Promise<boolean>} whether it outlives the page */
export async function keepRecord(record) {
  const isKept = (await withStore('readwrite', (store) => store.put(record))) !== undefined;
  if (isKept) here.delete(record.id);
  else here.set(record.id, record);
  return isKept;
}

/** @returns the record, or undefined */
export async function recordOf(id) {
  return here.get(id) || withStore('readonly', (store) => store.get(id));
}

export async function forgetRecords(ids) {
  ids.forEach((id) => here.delete(id));
  await Promise.all(ids.map((id) => withStore('readwrite', (store) => store.delete(id))));
}

/** What nothing has asked for in a week. */
export async function dropOld() {
  const records = (await withStore('readonly', (store) => store.getAll())) || [];
  await forgetRecords(records.filter(({ at }) => Math.abs(Date.now() - at) > KEPT_MILLIS).map(({ id }) => id));
}
