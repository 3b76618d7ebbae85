import { request } from '../api.js';
import { t } from '../text.js';
import { keepRecord, recordOf } from './blobs.js';

/** Two megabytes by a bad network. */
const TAKES_ONE_WITHIN_MILLIS = 120000;
/** The hub drops what goes with nothing after three days. */
const SENT_ANEW_AFTER_MILLIS = 2 * 86400000;

/** What is on this phone no more; no later try helps. */
class Lost extends Error {
  get words() {
    return t('attach.lost');
  }
}

/** Sends what goes with an item of an outbox, each once. @returns {Promise<string[]>} their numbers at the hub */
export async function sendAll({ key, attached, fair }) {
  const ids = [];
  for (const { id } of attached) {
    ids.push(await sendOne(id, fair, key)); // one after the other: the network is slow
  }
  return ids;
}

async function sendOne(id, fair, key) {
  const record = await recordOf(id);
  if (!record) throw new Lost();
  const { sentAs } = record;
  if (sentAs && Date.now() - sentAs.at < SENT_ANEW_AFTER_MILLIS) return sentAs.id;
  const turn = sentAs ? sentAs.turn + 1 : 0;
  const sent = await request('POST', `/api/fairs/${encodeURIComponent(fair)}/attachments`, new Blob([record.bytes], { type: record.type }),
    { 'Content-Type': record.type, 'Idempotency-Key': `${id.slice(0, 24)}-${key.slice(0, 24)}-${turn}` }, TAKES_ONE_WITHIN_MILLIS);
  await keepRecord(Object.assign({}, record, { sentAs: { id: sent.id, at: Date.now(), turn } }));
  return sent.id;
}
