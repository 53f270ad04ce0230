import { isCardNumber, isIban, isIpv6, isPhoneNumber } from "./number-checks.ts";

/** What tells of a person. */
export const personalKinds = ["mail", "phone", "iban", "card", "ip", "name"] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Where personal data stands in a text. `key`: the same for the same, however it is written. */
export interface PersonalSpan {
  kind: PersonalKind;
  from: number;
  to: number;
  key: string;
}

type Finder = (text: string) => PersonalSpan[];

/** Mail addresses, IBANs, card numbers, phone numbers and IP addresses, each by its form; names have none. Spans may overlap. */
export function personalData(text: string): PersonalSpan[] {
  return finders.flatMap((find) => find(text));
}

/** By what parts of a number are kept apart, with what follows them. */
const spaced = /[ ./()-]+[^ ./()-]*$/;

const mails = byForm(
  "mail",
  /(?<![\p{L}\p{N}.%+_-])[\p{L}\p{N}.%+_-]{1,256}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/gu,
  () => true,
);
const ibans = byForm(
  "iban",
  /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])/g,
  isIban,
);
const phones = byForm(
  "phone",
  /(?<![\p{L}\p{N}.:/+-])(?:\+|\(\+?\d{1,5}\)[ -]?|00 ?|0|\d{3}[-. ])\d(?:[ ./()-]{0,3}\d){5,20}(?![\p{L}\p{N}]|[.:,/-]\d)/gu,
  isPhoneNumber,
);
const ipv4 = byForm(
  "ip",
  /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?!\w|\.\d)/g,
  () => true,
);
const ipv6 = byForm("ip", /(?<![\w:.])[0-9a-fA-F:]{3,39}(?![\w:])/g, isIpv6);

/** Groups of digits as cards have them: any groups side by side may be one, also with a date or a check number behind them. */
function cards(text: string): PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (const { 0: run, index } of text.matchAll(/(?<![\p{L}\p{N}])\d+(?:[ -]\d+)*(?![\p{L}\p{N}])/gu)) {
    const groups = Array.from(run.matchAll(/\d+/g), ({ 0: digits, index: from }) => ({ digits, from }));
    for (const [n, first] of groups.entries()) {
      let digits = "";
      for (const last of groups.slice(n, n + mostCardDigits)) {
        digits += last.digits;
        if (digits.length > mostCardDigits) break;
        const to = index + last.from + last.digits.length;
        if (isCardNumber(digits)) found.push({ kind: "card", from: index + first.from, to, key: digits });
      }
    }
  }
  return found;
}
const mostCardDigits = 19;

const finders: readonly Finder[] = [mails, ibans, cards, phones, ipv4, ipv6];

/** Finds what has a form. What comes behind it may fit the form too: words are left off from the end until the rest is one. */
function byForm(kind: PersonalKind, form: RegExp, is: (words: string) => boolean): Finder {
  return (text) => {
    const found: PersonalSpan[] = [];
    const search = new RegExp(form);
    for (let match = search.exec(text); match !== null; match = search.exec(text)) {
      const { 0: all, index: from } = match;
      const fitting = shortened(all).filter(is);
      // Rather none that ends within another number.
      const words = fitting.find((one) => !joinedOn.test(all.slice(one.length))) ?? fitting[0] ?? "";
      // The next may begin within what was left off.
      const first = /^[^ ]+/.exec(all)?.[0] ?? all;
      const to = from + (words === "" ? first : words).length;
      search.lastIndex = Math.max(to, from + 1);
      if (words !== "") found.push({ kind, from, to, key: keyOf(kind, words) });
    }
    return found;
  };
}

/** Words, and what is left of them when they are cut at one gap after the other, the longest first. */
function shortened(words: string): string[] {
  return spaced.test(words) ? [words, ...shortened(words.replace(spaced, ""))] : [words];
}

/** What goes on with the very number before it. */
const joinedOn = /^[./-]\d/;

function keyOf(kind: PersonalKind, words: string): string {
  const small = words.toLowerCase();
  return kind === "phone" || kind === "iban" ? small.replaceAll(/[^\p{L}\p{N}+]/gu, "") : small;
}
