/** A field of two payloads, as text. Null: one of them hasn't got it. */
export interface Field {
  name: string;
  before: string | null;
  after: string | null;
}

/** What differs between two payloads, field by field, and the names of what doesn't. */
export function changedFields(before: unknown, after: unknown): { changed: Field[]; same: string[] } {
  const was = membersOf(before);
  const is = membersOf(after);
  const names = [...new Set([...is.keys(), ...was.keys()])];
  const fields = names.map((name) => ({
    name,
    before: was.get(name) ?? null,
    after: is.get(name) ?? null,
  }));
  return {
    changed: fields.filter((field) => field.before !== field.after),
    same: fields.filter((field) => field.before === field.after).map((field) => field.name),
  };
}

function membersOf(payload: unknown): Map<string, string> {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    return new Map([["payload", textOf(payload)]]);
  return new Map(Object.entries(payload).map(([name, value]) => [name, textOf(value)]));
}

/** Words as they are, lists of words with a comma between, everything else as JSON. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return JSON.stringify(value, null, 2) ?? "";
}
