/** An ISO time of the hub as a text that sorts: the hub leaves out the zeros at its end. */
export function sortable(iso) {
  const [whole, part = ''] = iso.replace('Z', '').split('.');
  return `${whole}.${part.padEnd(9, '0')}`;
}

/** Compares two ISO times: negative where the first is earlier. */
export function byTime(one, other) {
  const [a, b] = [sortable(one), sortable(other)];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Compares two by whether this holds of them: those of which it does come first. */
function first(holds, one, other) {
  return Number(holds(other)) - Number(holds(one));
}

const isUrgent = ({ urgent }) => Boolean(urgent);

/** As a queue is worked off: what is urgent first, then who came first. */
export function inQueueOrder(one, other) {
  return first(isUrgent, one, other)
    || byTime(one.createdAt, other.createdAt) || (one.id < other.id ? -1 : 1);
}

/** From so many on a question is asked by many. */
const MANY = 3;
const isAskedByMany = ({ supporters }) => supporters >= MANY;

/** 问题工单: passed on so often that organizers see to it. */
const isProblem = ({ problem }) => Boolean(problem);

/** As a desk sees its queue: the same, but what nobody wants, and then what many want to know, comes before what one does. */
export function inDeskOrder(one, other) {
  return first(isUrgent, one, other) || first(isProblem, one, other) || first(isAskedByMany, one, other) || inQueueOrder(one, other);
}
