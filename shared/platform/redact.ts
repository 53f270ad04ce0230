/** What is taken out of texts that are shown or logged, with what stands in its place. */
const patterns: readonly [RegExp, string][] = [
  // Keys and tokens of the services we use, and the bearer of any other.
  [/\b(?:xox[abprs]-|sk-ant-|re_|gh[pousr]_|ATATT)[\w-]{6,}/g, "[secret]"],
  [/\bBearer\s+[\w.~+/=-]{8,}/gi, "Bearer [secret]"],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g, "[token]"],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, "[iban]"],
  // Ids of ours can be all digits too; they hang on to a word.
  [/(?<![\w.-])(?:\d[ -]?){14,18}\d(?![\w-])/g, "[number]"],
  [/(?<![\w.])\+\d[\d ()/-]{7,}\d/g, "[phone]"],
  [/\b[\w.%+-]+@([\w-]+\.[\w.-]*\w)/g, "[person]@$1"],
];

/** A text without personal data and secrets: addresses keep their domain, so that it still tells who is meant. */
export function redact(text: string): string {
  return patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

/** A JSON object with every text in it redacted, names of members too. */
export function redactMembers(members: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => [redact(key), redactDeep(member)]),
  );
}

function redactDeep(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item));
  return value === null || typeof value !== "object" ? value : redactMembers(value);
}
