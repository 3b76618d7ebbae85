/** Whether two are the same message: by number; an older hub gives none. */
function isSame(one, other) {
  if (one.seq !== undefined && other.seq !== undefined) return one.seq === other.seq;
  return one.kind === other.kind && one.at === other.at && one.text === other.text;
}

/**
 * What was said, with more of it: each message once, in the order of its number, whichever way it came.
 *
 * @param known messages that are there, or null
 * @param more messages of a push or an answer, the same ones perhaps
 */
export function merged(known, more) {
  const all = [...(known || [])];
  (more || []).forEach((message) => {
    const at = all.findIndex((other) => isSame(other, message));
    if (at < 0) all.push(message);
    else all[at] = message;
  });
  return all.map((message, index) => ({ message, index }))
    .sort((one, other) => (numberOf(one) - numberOf(other)) || one.index - other.index)
    .map(({ message }) => message);
}

/** What has no number is what was there first. */
function numberOf({ message }) {
  return message.seq === undefined ? 0 : message.seq;
}
