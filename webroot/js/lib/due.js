/** The one legal time of China, whatever the machine's clock is set to. */
const AHEAD_OF_UTC_MILLIS = 8 * 3600000;
const DAY_MILLIS = 86400000;

/** The day that it is, as 2026-12-01. */
function today() {
  return new Date(Date.now() + AHEAD_OF_UTC_MILLIS).toISOString().slice(0, 10);
}

/** For how many days a day has been over; 0 = it is today, negative = it is still to come. */
export function daysOver(day) {
  return Math.round((Date.parse(today()) - Date.parse(day)) / DAY_MILLIS);
}

/** Whether what was promised is not done though its day is over. */
export function isOverdue({ followUp }) {
  return Boolean(followUp) && daysOver(followUp.due) > 0;
}

/** Compares two by the day by which they are promised. */
export function byDue(one, other) {
  const due = ({ followUp }) => (followUp ? followUp.due : '9999');
  return due(one) < due(other) ? -1 : due(one) > due(other) ? 1 : 0;
}
