import type { Example } from "./example.ts";

const source = "src/cart.js";
const test = "test/cart.test.js";

/** A crash: a cart holds a product that the price list doesn't have any more. */
export const checkout: Example = {
  repository: "acme/checkout",
  about: /\(reading 'cents'\)|cartTotal|withdrawn|\bcarts?\b.*\b(?:crash|fail|error|500)/i,
  search: "cartTotal|prices\\.find",
  source,
  test,
  planned: {
    discovery: {
      repository: "acme/checkout",
      confidence: 0.94,
      affectedFiles: [source],
      rootCause: `cartTotal reads product.cents of what prices.find(sku) answers, and that is undefined for a product that was withdrawn while the cart still holds it (${source}:{{line}}).`,
      reasoning:
        "The trace ends in the callback of cart.lines.reduce. PriceList.find says undefined for what can't be bought any more, PUT /prices replaces the whole list while carts live on, and the README says that a withdrawn product is not charged. checkout.js reports such products as unavailable, but cartTotal throws before it gets there.",
      relatedFiles: ["src/price-list.js", "src/checkout.js", "src/server.js", "README.md"],
    },
    plan: {
      summary: "Price carts that hold a withdrawn product",
      scope: "cart",
      steps: [
        {
          type: "test",
          file: test,
          action: "A cart with a withdrawn product doesn't throw and costs what its other lines cost.",
        },
        {
          type: "implement",
          file: source,
          action: "cartTotal counts a line whose product is no longer in the price list as nothing.",
        },
        { type: "verify", file: null, action: "npm test" },
      ],
      testCommand: "npm test",
      estimatedMinutes: 10,
      riskLevel: "low",
      risks: [
        "An order with nothing but withdrawn products costs nothing: the shop must look at `unavailable`.",
      ],
    },
  },
  newTest: `test("a product that was withdrawn from the price list is not charged", () => {
  const cart = addItem(addItem(createCart(), "lamp"), "mug", 2);
  assert.doesNotThrow(() => cartTotal(cart, prices));
  assert.equal(cartTotal(cart, prices), 2500);
});
`,
  fix: [
    {
      before: "    return sum + product.cents * quantity;\n",
      after: "    return sum + (product?.cents ?? 0) * quantity;\n",
    },
  ],
  summaries: {
    red: "A cart that holds a lamp, which the price list doesn't have, must cost what the two mugs in it cost. Today cartTotal throws.",
    green:
      "cartTotal takes the price of a product that is there, and nothing for one that was withdrawn. checkout already names it under `unavailable`.",
    refactor: "The change is one expression in one line; there is nothing to make simpler.",
    review:
      "The fix is where the trace ends, keeps to the README's rule that a withdrawn product is not charged, and leaves prices that are there as they were. The test covers a cart with both kinds of product.",
  },
};
