import { type Entry, type Fields, headId } from "./artefact.ts";
import type { ArtefactForm } from "./forms.ts";
import { wordsOf } from "./words-of.ts";

/** From this likeness on two titles say the same. */
const alike = 0.8;

/** What would be added. */
interface Wanted {
  fields: Fields;
  sources: readonly string[];
}

/**
 * The row that says already what would be added: of the same group, and nearly of the same name or from the same
 * signals. Null when none does. A row that is over says nothing of what comes up anew.
 */
export function sameEntry(form: ArtefactForm, entries: Iterable<Entry>, wanted: Wanted): Entry | null {
  let best: { entry: Entry; score: number } | null = null;
  for (const entry of entries) {
    const score = sameness(form, entry, wanted);
    if (score > 0 && (best === null || score > best.score)) best = { entry, score };
  }
  return best?.entry ?? null;
}

/** How sure it is that they say the same; 0: they don't. */
function sameness(form: ArtefactForm, entry: Entry, { fields, sources }: Wanted): number {
  if (entry.id === headId) return 0;
  if (form.group !== null && entry.fields[form.group] !== fields[form.group]) return 0;
  const likeness = likenessOf(nameOf(form, entry.fields), nameOf(form, fields));
  // A key is the same or another one: nearly the same means another.
  if (form.name !== "title") return likeness === 1 ? 1 : 0;
  const sameSignals = sources.length > 0 && sources.every((one) => entry.sources.includes(one));
  if (sameSignals) return 1 + likeness;
  return likeness >= alike && !isOver(form, entry) ? likeness : 0;
}

export function nameOf(form: ArtefactForm, fields: Fields): string {
  return String(fields[form.name] ?? "");
}

export function isOver(form: ArtefactForm, entry: Entry): boolean {
  return form.over !== null && entry.fields["status"] === form.over;
}

/** How alike two titles are, from 0 to 1: the share of words that they have in common. Another number is another thing. */
function likenessOf(one: string, other: string): number {
  const a = wordsOf(one);
  const b = wordsOf(other);
  if (a.size === 0 || b.size === 0) return one.trim() === other.trim() ? 1 : 0;
  const common = [...a].filter((word) => b.has(word));
  const numbersDiffer = [...a, ...b].some((word) => /\p{N}/u.test(word) && !common.includes(word));
  return numbersDiffer ? 0 : (2 * common.length) / (a.size + b.size);
}
