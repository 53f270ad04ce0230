/**
 * What can be bought now, by SKU. Products come and go while carts stay: each upload replaces the whole list.
 *
 * @typedef {{ sku: string, name: string, cents: number }} Product
 */
export class PriceList {
  #products = new Map();

  /** @param {Product[]} products */
  constructor(products) {
    this.replace(products);
  }

  /** @param {Product[]} products */
  replace(products) {
    for (const { sku, cents } of products) {
      if (!Number.isInteger(cents) || cents < 0) throw new RangeError(`${sku} has no price: ${cents}`);
    }
    this.#products = new Map(products.map((product) => [product.sku, product]));
  }

  /** The product, or undefined when it can't be bought any more. */
  find(sku) {
    return this.#products.get(sku);
  }
}
