/** Parts in layers: each below all that use it, as far as they don't use each other in a circle. */
export function layersOf(parts: readonly { name: string; uses: readonly string[] }[]): string[][] {
  const depth = new Map(parts.map(({ name }) => [name, 0]));
  // A chain has no more links than there are parts: a circle ends there.
  for (let round = 1; round < parts.length; round++)
    for (const { name, uses } of parts)
      for (const used of uses) {
        const below = (depth.get(name) ?? 0) + 1;
        if (used !== name && below < parts.length && (depth.get(used) ?? below) < below)
          depth.set(used, below);
      }
  const layers = Map.groupBy(depth.keys(), (name) => depth.get(name) ?? 0);
  return Array.from(layers)
    .toSorted(([a], [b]) => a - b)
    .map(([, names]) => names);
}
