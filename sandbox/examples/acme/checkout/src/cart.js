/**
 * A cart is a list of lines, in the order in which the customer has put them in.
 *
 * @typedef {{ sku: string, quantity: number }} Line
 * @typedef {{ lines: Line[] }} Cart
 */

const most = 99;

/** @returns {Cart} */
export function createCart() {
  return { lines: [] };
}

/** Puts a product into the cart; one that is in it already gets more of it. */
export function addItem(cart, sku, quantity = 1) {
  if (!Number.isInteger(quantity) || quantity < 1) {
    throw new RangeError(`a quantity is a whole number from 1, not ${quantity}`);
  }
  const there = cart.lines.find((line) => line.sku === sku);
  const line = { sku, quantity: Math.min(most, (there?.quantity ?? 0) + quantity) };
  return { lines: there ? cart.lines.map((one) => (one === there ? line : one)) : [...cart.lines, line] };
}

export function removeItem(cart, sku) {
  return { lines: cart.lines.filter((line) => line.sku !== sku) };
}

/** How many pieces are in the cart. */
export function countItems(cart) {
  return cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What the cart's products cost by today's prices, in cents, before discount and VAT. */
export function cartTotal(cart, prices) {
  return cart.lines.reduce((sum, { sku, quantity }) => {
    const product = prices.find(sku);
    return sum + product.cents * quantity;
  }, 0);
}
