import assert from "node:assert/strict";
import { test } from "node:test";
import { addItem, cartTotal, countItems, createCart, removeItem } from "../src/cart.js";
import { PriceList } from "../src/price-list.js";

const prices = new PriceList([
  { sku: "mug", name: "Enamel mug", cents: 1250 },
  { sku: "tee", name: "T-shirt", cents: 2400 },
]);

test("an empty cart costs nothing", () => {
  assert.equal(cartTotal(createCart(), prices), 0);
});

test("a cart costs the sum of its lines", () => {
  const cart = addItem(addItem(createCart(), "mug", 2), "tee");
  assert.equal(cartTotal(cart, prices), 4900);
});

test("the same product twice is one line", () => {
  const cart = addItem(addItem(createCart(), "mug"), "mug", 3);
  assert.deepEqual(cart.lines, [{ sku: "mug", quantity: 4 }]);
});

test("a line holds at most 99 pieces", () => {
  assert.equal(countItems(addItem(addItem(createCart(), "tee", 60), "tee", 60)), 99);
});

test("half a mug can't be bought", () => {
  assert.throws(() => addItem(createCart(), "mug", 0.5), RangeError);
});

test("a removed product is gone, and the others stay", () => {
  const cart = removeItem(addItem(addItem(createCart(), "mug"), "tee"), "mug");
  assert.deepEqual(cart.lines, [{ sku: "tee", quantity: 1 }]);
});
