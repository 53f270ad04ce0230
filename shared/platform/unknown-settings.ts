import { configSchema } from "./config.ts";
import { lookUp } from "./look-up.ts";

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
    const meant =
      nearest(name.toUpperCase(), known) ?? (strict ? likeliest(name.toUpperCase(), known) : null);
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

/**
 * What others call a setting: its words as far as they say what is ours and what kind of thing it is. More than two that fit
 * alike tell nothing.
 */
function likeliest(name: string, known: readonly string[]): string | null {
  const words = wordsOf(name);
  const fits = known
    .map((one) => ({ one, words: wordsOf(one) }))
    .filter(({ words: [ours, ...more] }) => ours === words[0] && more.some((word) => words.includes(word)))
    .map(({ one, words: all }) => ({ one, far: all.filter((word) => !words.includes(word)).length }));
  const closest = Math.min(...fits.map(({ far }) => far));
  const best = fits.filter(({ far }) => far === closest).map(({ one }) => one);
  return best.length === 0 || best.length > 2 ? null : best.join(" or ");
}

/** Words by which the same is meant. */
const synonyms: Readonly<Record<string, string>> = { CLAUDE: "ANTHROPIC", HOST: "URL", SLACKBOT: "SLACK" };

const wordsOf = (name: string): string[] =>
  name.split(/[_.-]+/).map((word) => lookUp(synonyms, word) ?? word);

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
