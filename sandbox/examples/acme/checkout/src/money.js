/** Cents as people read them: 123456 → "€1,234.56". */
export function formatCents(cents) {
  const sign = cents < 0 ? "-" : "";
  const [whole, rest] = (Math.abs(cents) / 100).toFixed(2).split(".");
  return `${sign}€${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${rest}`;
}

/** A share of an amount, rounded to whole cents, halves up. */
export function percentOf(cents, percent) {
  return Math.round((cents * percent) / 100);
}
