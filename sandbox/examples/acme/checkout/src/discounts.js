import { percentOf } from "./money.js";

const codes = new Map([
  ["WELCOME10", { percent: 10, from: 0 }],
  ["SPRING15", { percent: 15, from: 5000 }],
  ["FIVER", { cents: 500, from: 2000 }],
]);

/** What a code takes off, in cents. An unknown code, or an order below its minimum, takes off nothing. */
export function discountFor(code, subtotal) {
  const discount = codes.get(String(code ?? "").trim().toUpperCase());
  if (!discount || subtotal < discount.from) return 0;
  const off = discount.cents ?? percentOf(subtotal, discount.percent);
  return Math.min(off, subtotal);
}
