/** What stands between a place and what is said there. */
export const separator = "/comment: ";
const longest = 80;

/** What a comment is about: where it is written, and its first words, so that two that wait for one place don't stand in each other's way. */
export function commentTarget(place: string, text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return `${place}${separator}${Array.from(line).slice(0, longest).join("").trim()}`;
}

/** The place of a target: what earlier actions there count for. */
export function placeOf(target: string): string {
  const at = target.indexOf(separator);
  return at < 0 ? target : target.slice(0, at);
}
