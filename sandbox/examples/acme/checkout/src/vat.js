import { percentOf } from "./money.js";

/** Percent, by country. */
const rates = { AT: 20, DE: 19, FR: 20, IE: 23, NL: 21 };

/** VAT on an amount, in cents. Where we don't sell, there is no order. */
export function vatOn(cents, country) {
  const rate = rates[country];
  if (rate === undefined) throw new RangeError(`we don't sell to ${country}`);
  return percentOf(cents, rate);
}
