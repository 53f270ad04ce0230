import { cartTotal, countItems } from "./cart.js";
import { discountFor } from "./discounts.js";
import { formatCents } from "./money.js";
import { vatOn } from "./vat.js";

/** What an order costs, line by line as the shop shows it. All amounts are in cents. */
export function checkout(cart, prices, { country, code }) {
  const subtotal = cartTotal(cart, prices);
  const discount = discountFor(code, subtotal);
  const vat = vatOn(subtotal - discount, country);
  const total = subtotal - discount + vat;
  return {
    items: countItems(cart),
    subtotal,
    discount,
    vat,
    total,
    display: formatCents(total),
    unavailable: cart.lines.filter(({ sku }) => prices.find(sku) === undefined).map(({ sku }) => sku),
  };
}
