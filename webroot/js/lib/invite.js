/** An invite is so many letters of these, and stands behind its name. */
const NAMED = /invite[^A-Za-z0-9_-]{0,3}([A-Za-z0-9_-]{32})/i;
/** One that is not whole is said to be none. */
const CUT_OFF = /invite[^A-Za-z0-9_-]{0,3}([A-Za-z0-9_-]{4,})/i;
const ALONE = /(?:^|[^A-Za-z0-9_-])([A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/;
const ENCODED = /(?:%[0-9a-f]{2})+/gi;

function decoded(text) {
  return text.replace(ENCODED, (part) => {
    try {
      return decodeURIComponent(part);
    } catch (ignored) {
      return part;
    }
  });
}

/** As it was before it was sent on: signs of full width, encoded once or twice, lines broken anywhere. */
function plain(text) {
  return decoded(decoded(text)).normalize('NFKC');
}

/** @returns {string} the invite that an address or a message carries under its name, or '' */
export function inviteIn(text) {
  const [, token = ''] = NAMED.exec(plain(text).replace(/\s+/g, '')) || CUT_OFF.exec(plain(text)) || [];
  return token;
}

/** What was pasted: the link with words around it, the invite alone, or whatever it is. */
export function pastedInvite(text) {
  const [, alone] = ALONE.exec(plain(text)) || [];
  return inviteIn(text) || alone || text.trim();
}
