import assert from "node:assert/strict";
import { test } from "node:test";
import { addItem, createCart } from "../src/cart.js";
import { checkout } from "../src/checkout.js";
import { PriceList } from "../src/price-list.js";

const prices = new PriceList([{ sku: "tee", name: "T-shirt", cents: 2400 }]);
const threeShirts = addItem(createCart(), "tee", 3);

test("an order is priced with VAT", () => {
  assert.deepEqual(checkout(threeShirts, prices, { country: "DE" }), {
    items: 3,
    subtotal: 7200,
    discount: 0,
    vat: 1368,
    total: 8568,
    display: "€85.68",
    unavailable: [],
  });
});

test("VAT is on what is left after the discount", () => {
  const { discount, vat, total } = checkout(threeShirts, prices, { country: "IE", code: "welcome10" });
  assert.deepEqual({ discount, vat, total }, { discount: 720, vat: 1490, total: 7970 });
});

test("an order from where we don't sell is refused", () => {
  assert.throws(() => checkout(threeShirts, prices, { country: "XX" }), RangeError);
});
