/** So many parts has a sketch: of two texts that share 0.4 of their rows, hardly one pair in fifty shares fewer than three. */
const parts = 16;
/** Hexadecimal digits of a part. */
export const partLength = 8;

/**
 * A few numbers that stand for the rows of a text (a MinHash): of two sketches about as many parts are the same as the texts have
 * rows in common. So a database tells which of many texts are worth comparing without reading them. Null for a text without words.
 */
export function sketchOf(rows: ReadonlySet<string>): string | null {
  if (rows.size === 0) return null;
  const least = new Uint32Array(parts).fill(0xffffffff);
  for (const row of rows) {
    const hash = hashOf(row);
    for (let part = 0; part < parts; part++) {
      const mixed = mix(hash ^ Math.imul(part + 1, 0x9e3779b1));
      if (mixed < (least[part] ?? 0)) least[part] = mixed;
    }
  }
  return Array.from(least, (part) => part.toString(16).padStart(partLength, "0")).join("");
}

/** A sketch's parts, in order. */
export function partsOf(sketch: string): string[] {
  return Array.from({ length: parts }, (_, at) => sketch.slice(at * partLength, (at + 1) * partLength));
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finish of MurmurHash3: each bit of what goes in has a say in each bit of what comes out. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
