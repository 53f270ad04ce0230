/** What somebody has written in a form's fields, all of them strings. */
export interface Draft {
  /** The key under which it counts once however often it is sent. */
  onceKey: string;
}

/** A draft as it was kept, or else the fresh one: when none was kept, or none of this form. */
export function draftFrom<T extends Draft & Record<keyof T, string>>(kept: string | null, fresh: T): T {
  if (kept === null) return fresh;
  let value: unknown;
  try {
    value = JSON.parse(kept);
  } catch {
    // Whatever else has written there: it is no draft.
    return fresh;
  }
  return isLike(value, fresh) ? value : fresh;
}

function isLike<T extends object>(value: unknown, fresh: T): value is T {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return Object.keys(fresh).every((name) => typeof members.get(name) === "string");
}
