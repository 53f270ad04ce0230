import { parseDate } from "./dates.js";

/**
 * Something with a title and a rule, as the file of events has it.
 *
 * @typedef {{ id: string, title: string, rule: import("./recurrence.js").Rule }} Event
 */

/** Reads a file of events; says which one is wrong. */
export function readEvents(json) {
  return JSON.parse(json).map(({ id, title, rule }) => {
    if (typeof id !== "string" || typeof title !== "string") throw new TypeError("an event has an id and a title");
    checkDate(id, rule?.start);
    if (rule.until !== undefined) checkDate(id, rule.until);
    return { id, title, rule };
  });
}

function checkDate(id, date) {
  try {
    parseDate(date);
  } catch (error) {
    throw new RangeError(`event ${id}: ${error.message}`, { cause: error });
  }
}
