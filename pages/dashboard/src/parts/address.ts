/** A value that an address carries, if it is one of those that there are: an old link may name one that is gone. */
export function oneOf<T extends string>(value: string | null, known: readonly T[]): T | undefined {
  return known.find((one) => one === value);
}

/** An address's query string after changes; null or nothing takes a member out. */
export function searchWith(search: string, changes: Readonly<Record<string, string | null>>): string {
  const members = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes))
    if (value === null || value === "") members.delete(name);
    else members.set(name, value);
  return members.toString();
}

/** The API looks for parts of this length and longer. */
const shortestSearch = 3;

/** What is searched for when somebody has typed this: nothing, as long as it is too short. */
export function soughtWords(typed: string): string {
  const words = typed.trim();
  return words.length < shortestSearch ? "" : words;
}

/** An address to link to; null for what a browser might run instead of open, and for one that begins with another's name. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "" ? text : null;
}
