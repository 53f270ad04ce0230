/** Whether digits are a payment card's: as many as cards have, with their check digit (ISO/IEC 7812). */
export function isCardNumber(digits: string): boolean {
  if (!/^[1-9]\d{12,18}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Whether words are an IBAN: by its check digits (ISO 13616), or, with a slip in it, by capitals and many digits. */
export function isIban(words: string): boolean {
  const plain = words.replaceAll(" ", "");
  if (plain.length < 15 || plain.length > 34) return false;
  return remainderOf(plain.toUpperCase()) === 1 || (plain === plain.toUpperCase() && digitsIn(plain) >= 10);
}

function remainderOf(iban: string): number {
  let rest = 0;
  for (const letter of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

const date = /^(?:\d{1,2}([-./ ])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}([-./ ])\d{1,2}\2\d{1,2})$/;
/** From when to when, without colons. */
const hours = /^[012]\d\.?[0-5]\d ?- ?[012]\d\.?[0-5]\d$/;

/** Whether words with a phone number's form can be one: with as many digits, and neither a date nor opening hours. */
export function isPhoneNumber(words: string): boolean {
  const digits = digitsIn(words);
  if (digits < 7 || digits > 15) return false;
  if (date.test(words) || hours.test(words)) return false;
  const isNational = /^[0(]/.test(words) || words.startsWith("+");
  return isNational || /^\d{3}([-. ])\d{3}\1\d{4}$/.test(words);
}

/** Whether words are an IPv6 address: eight groups, or fewer with one gap. */
export function isIpv6(words: string): boolean {
  const gaps = words.split("::").length - 1;
  const groups = words.split(":").filter((group) => group !== "");
  if (gaps > 1 || groups.some((group) => group.length > 4) || /(?:^:[^:])|(?:[^:]:$)/.test(words))
    return false;
  return gaps === 1 ? groups.length >= 2 && groups.length < 8 : groups.length === 8;
}

function digitsIn(words: string): number {
  return words.replaceAll(/\D/g, "").length;
}
