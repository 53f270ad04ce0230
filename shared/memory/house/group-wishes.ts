import { lexicalVector } from "../lexical-embedder.ts";

/** What somebody has asked to have otherwise. */
export interface WishSaid {
  id: string;
  taskId: string | null;
  text: string;
}

/** What people keep asking for. */
export interface Habit {
  /** What comes nearest to all of it, in its first sentence. */
  words: string;
  /** The ids of the wishes, in the order in which they were given. */
  evidence: string[];
}

/** From here on two wishes ask for the same: a cosine of their words. */
const alikeFrom = 0.4;
/** So many tasks must have been told the same. */
const fewest = 3;
const mostEvidence = 10;
const longestRule = 200;

/**
 * What people keep asking for, the most often first: wishes that share their words, told to at least three tasks. Pure, and the same for the same
 * wishes: no model has a say in what becomes a rule.
 */
export function groupWishes(wishes: readonly WishSaid[]): Habit[] {
  const placed = wishes.map((wish) => ({ wish, vector: lexicalVector(wish.text) }));
  const near = placed.map((one) => placed.filter((other) => dot(one.vector, other.vector) >= alikeFrom));
  const order = placed.map((_, at) => at).toSorted((a, b) => tasksIn(near[b]) - tasksIn(near[a]) || a - b);
  const taken = new Set<string>();
  const habits: Habit[] = [];
  for (const at of order) {
    const core = placed[at];
    const group = (near[at] ?? []).filter(({ wish }) => !taken.has(wish.id));
    if (core === undefined || taken.has(core.wish.id) || tasksIn(group) < fewest) continue;
    for (const { wish } of group) taken.add(wish.id);
    habits.push({
      words: firstSentence(core.wish.text),
      evidence: group.slice(0, mostEvidence).map(({ wish }) => wish.id),
    });
  }
  return habits;
}

function tasksIn(group: readonly { wish: WishSaid }[] | undefined): number {
  return new Set((group ?? []).map(({ wish }) => wish.taskId ?? wish.id)).size;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function firstSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const [sentence = line] = /^.+?[.!?](?=\s|$)/.exec(line) ?? [];
  return sentence.slice(0, longestRule).trim();
}
