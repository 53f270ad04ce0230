/** Whether two JSON values say the same; the order of members says nothing, nor does one that is undefined. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [mine, theirs] = [membersOf(a), membersOf(b)];
  return (
    mine.size === theirs.size &&
    [...mine].every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)))
  );
}

function membersOf(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}

/** The members that two versions of a thing have differently. */
export function changedKeys<T extends object>(before: T, after: T): Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in { ...before, ...after }) if (!isSame(before[key], after[key])) keys.push(key);
  return keys;
}

/**
 * What two people made of the same thing, put together: mine where I changed something, theirs everywhere else.
 * `clashes` are the members that both changed, each to something else; mine stands there.
 */
export function merge<T extends object>(
  base: T,
  mine: T,
  theirs: T,
): { merged: T; clashes: Extract<keyof T, string>[] } {
  const merged = { ...theirs };
  const changed = changedKeys(base, mine);
  for (const key of changed) {
    if (Object.hasOwn(mine, key)) merged[key] = mine[key];
    else Reflect.deleteProperty(merged, key);
  }
  const both = new Set(changedKeys(base, theirs));
  return { merged, clashes: changed.filter((key) => both.has(key) && !isSame(mine[key], theirs[key])) };
}
