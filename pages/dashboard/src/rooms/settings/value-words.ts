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
