import { changedKeys } from "../../parts/form/merge.ts";

/** What somebody else has done to the thing that is being edited. `names` are those of its fields. */
export function theirsWords<T extends object>(
  what: "person" | "project",
  before: T,
  theirs: T,
  names: Record<keyof T, string>,
): string {
  const changed = changedKeys(before, theirs);
  if (changed.length === 0) return `They left this ${what} as it was.`;
  const words = changed.map((key) => `${names[key]}: ${valueWords(theirs[key])}`).join("; ");
  return `They changed this ${what} too (${words}). Saving puts your entries in their place.`;
}

/** A setting's value as people read it. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? "nobody or nothing" : value.map(valueWords).join(", ");
  const members = Object.entries(value);
  return members.length === 0
    ? "nothing"
    : members.map(([name, member]) => `${name}: ${valueWords(member)}`).join("; ");
}
