/** Puts things together so that no batch has more than so many of them, or of their size; what is to be alone is. */
export function batchesOf<T>(
  all: readonly T[],
  limits: { count: number; size: number },
  sizeOf: (one: T) => number,
  alone: (one: T) => boolean,
): T[][] {
  const batches: T[][] = [];
  let open: T[] = [];
  let size = 0;
  for (const one of all) {
    if (alone(one)) {
      batches.push([one]);
      continue;
    }
    if (open.length > 0 && (open.length >= limits.count || size + sizeOf(one) > limits.size)) {
      batches.push(open);
      open = [];
      size = 0;
    }
    open.push(one);
    size += sizeOf(one);
  }
  return open.length > 0 ? [...batches, open] : batches;
}
