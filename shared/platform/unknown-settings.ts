import { configSchema } from "./config.ts";

/** The names of all settings of the Worker. */
export const settingNames: readonly string[] = Object.keys(configSchema.shape);

/** How many slips may stand between a name and the one that was meant. */
const mostSlips = 2;

/**
 * What nobody reads, because its name is none of ours: each with the likely right one, or, where `strict`, also without. Names of
 * other programs stand in an environment too, so there only a slip is told.
 */
export function unknownSettings(
  names: readonly string[],
  known: readonly string[],
  strict: boolean,
): string[] {
  return names.flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = nearest(name.toUpperCase(), known);
    if (meant !== null) return [`${name}: did you mean ${meant}?`];
    return strict ? [`${name} is no setting (see .dev.vars.example)`] : [];
  });
}

function nearest(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((one) => ({ one, slips: slipsBetween(name, one) }))
    // A short name is near to many.
    .filter(({ one, slips }) => slips <= mostSlips && slips * 3 < one.length)
    .toSorted((a, b) => a.slips - b.slips);
  return best?.one ?? null;
}

/** Letters that are too many, missing, others or changed with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
