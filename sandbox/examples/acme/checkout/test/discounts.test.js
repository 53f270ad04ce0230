import assert from "node:assert/strict";
import { test } from "node:test";
import { discountFor } from "../src/discounts.js";
import { formatCents } from "../src/money.js";

test("a code takes off its share", () => {
  assert.equal(discountFor("SPRING15", 10_000), 1500);
});

test("a code below its minimum takes off nothing", () => {
  assert.equal(discountFor("SPRING15", 4999), 0);
  assert.equal(discountFor("FIVER", 1999), 0);
});

test("an unknown code takes off nothing", () => {
  assert.equal(discountFor("FREE", 10_000), 0);
  assert.equal(discountFor(undefined, 10_000), 0);
});

test("money reads as people write it", () => {
  assert.equal(formatCents(123_456), "€1,234.56");
  assert.equal(formatCents(-5), "-€0.05");
});
