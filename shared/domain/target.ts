/** What stands between a place and what is said there: in a comment, or in a mail about something. */
const separators = { comment: "/comment: ", about: "/about: " } as const;
const longest = 80;

/** What a comment is about: where it is written, and its first words, so that two that wait for one place don't stand in each other's way. */
export function commentTarget(place: string, text: string): string {
  return `${place}${separators.comment}${firstWords(text)}`;
}

/** The same for a message: to whom it goes, and its subject. Another one to the same people about something else is another. */
export function messageTarget(place: string, subject: string): string {
  return `${place}${separators.about}${firstWords(subject)}`;
}

function firstWords(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return Array.from(line).slice(0, longest).join("").trim();
}

/** The place of a target: what earlier actions there count for. */
export function placeOf(target: string): string {
  const found = Object.values(separators).map((one) => target.indexOf(one));
  return target.slice(0, Math.min(...found.map((at) => (at < 0 ? target.length : at))));
}

/** The same where the target is known only to the database: what must be replaced by what, and what ends the place then. */
export const placeEnds = { replaced: separators.about, by: separators.comment } as const;
