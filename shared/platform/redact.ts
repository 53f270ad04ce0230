import { withoutBrokenSecrets, withoutHidden } from "./broken-secrets.ts";
import { secretPatterns } from "./secret-patterns.ts";
import { isNamedSecret, withoutNamedSecrets } from "./secret-words.ts";

/** What tells of a person, with what stands in its place. */
const personal: readonly [RegExp, string][] = [
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, "[iban]"],
  // Ids of ours can be all digits too; they hang on to a word.
  [/(?<![\w.-])(?:\d[ -]?){14,18}\d(?![\w-])/g, "[number]"],
  [/(?<![\w.])\+\d[\d ()/-]{7,25}\d/g, "[phone]"],
  // A version of a package is no address, nor is the one that git has everywhere.
  [/(?<![\w.%+-])(?!git@)[\w.%+-]{1,64}@([\w-]{1,63}\.[\w.-]{0,200}[a-z])/gi, "[person]@$1"],
];

/** A text without secrets, whatever they are broken by; whom it is about is left. */
export function withoutSecrets(text: string): string {
  const plain = withoutHidden(text);
  const open = withoutPlainSecrets(plain);
  return open === plain ? text : open;
}

function withoutPlainSecrets(text: string): string {
  const open = secretPatterns.reduce(
    (rest, [pattern, instead]) =>
      typeof instead === "string" ? rest.replace(pattern, instead) : rest.replace(pattern, instead),
    withoutBrokenSecrets(text),
  );
  return withoutNamedSecrets(open);
}

/** A text without personal data and secrets: addresses keep their domain, so that it still tells who is meant. */
export function redact(text: string): string {
  return personal.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), withoutSecrets(text));
}

/** A JSON object with every text in it redacted, names of members too. */
export function redactMembers(members: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => [
      redact(key),
      typeof member === "string" && isNamedSecret(key, member) ? "[secret]" : redactDeep(member),
    ]),
  );
}

function redactDeep(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item));
  return value === null || typeof value !== "object" ? value : redactMembers(value);
}
