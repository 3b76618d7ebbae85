import { staff } from './staff-api.js';
import { t } from './text.js';

/** Whether the same answer for another question was taken: {id, status}. */
export const wasDone = ({ status }) => status === 200;

/**
 * What a volunteer is told when what she has sent was taken.
 *
 * @param item of the outbox
 * @param now the question, with `also`: what became of the same question of others, [{id, status}]
 */
export function doneWords({ kind, ticket, body = {}, into }, now, nameOf) {
  if (kind !== 'answer') {
    return t(`desk.done.${kind}`, { ticket, department: body.department ? nameOf(body.department) : '', booth: body.booth, into });
  }
  const also = now.also || [];
  const done = also.filter(wasDone).length;
  const words = done ? t('desk.answeredAlso', { ticket, n: done }) : t(body.inPerson ? 'desk.done.inPerson' : 'desk.done.answer', { ticket });
  const all = done < also.length ? words + t('desk.alsoFailed', { n: also.length - done }) : words;
  return all + withheldWords(now);
}

/** What became of somebody who has no phone. */
export function walkUpWords({ ticket, code, state }) {
  return t({ answered: 'desk.walkUp.answered', held: 'desk.walkUp.held' }[state] || 'desk.walkUp.given', { ticket, code });
}

/** That others do not read it yet, and why. */
function withheldWords({ withheld, answer }) {
  return withheld ? t('desk.withheld', { concerns: answer.concerns.join('、') }) : '';
}

/** Why what she has sent was not taken; a conflict says who was faster. @returns {Promise<string>} */
export async function whyNot({ question, ticket }, problem) {
  if (problem.claimedBy) return t('desk.took', { name: problem.claimedBy, ticket });
  if (problem.status !== 409) return problem.words;
  try {
    const { answer } = await staff.question(question);
    return answer ? t('desk.answeredBy', { name: answer.by, ticket }) : problem.words;
  } catch (ignored) {
    return problem.words;
  }
}
