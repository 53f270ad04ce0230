import { isSame } from "../../shared/memory/is-same.ts";
import type { Embedder, Vector } from "../../shared/memory/embedder.ts";
import { bestThreshold, type Threshold } from "./best-threshold.ts";
import { memories } from "./memories.ts";
import { questions, requests } from "./questions.ts";

/** What an embedder is worth on the labelled set. */
export interface Measured {
  /** How many of the questions have an answer among the first five by closeness, from 0 to 1. */
  recall: number;
  /** The questions that have none. */
  missed: string[];
  /** The closest that two texts are which only speak of something near, and the least close of those that say the same. */
  near: number;
  same: number;
  /** What would tell answers from the best of the rest, and what is written from what is only near. */
  closeFrom: Threshold;
  sameFrom: Threshold;
  /** Requests that are taken for written and aren't, or the other way round. */
  misjudged: string[];
}

const first = 5;

/** Measures an embedder. @throws Error when it doesn't answer. */
export async function measure(embedder: Embedder): Promise<Measured> {
  const texts = memories.map(([, , title, text]) => `${title}\n${text}`);
  const [places, asked, wanted] = [
    await embedAll(embedder, texts),
    await embedAll(
      embedder,
      questions.map(([question]) => question),
    ),
    await embedAll(
      embedder,
      requests.map(([request]) => request),
    ),
  ];
  const answered: number[] = [];
  const others: number[] = [];
  for (const [at, [, answers]] of questions.entries()) {
    const found = nearest(asked[at], places);
    answered.push(found.find(({ id }) => answers.includes(id))?.cosine ?? 0);
    others.push(found.find(({ id }) => !answers.includes(id))?.cosine ?? 0);
  }
  const missed = questions.flatMap(([question, answers], at) => {
    const found = nearest(asked[at], places).slice(0, first);
    return found.some(({ id }) => answers.includes(id)) ? [] : [question];
  });
  const judged = requests.map(([request, written], at) => {
    const published = nearest(wanted[at], places).filter(({ kind }) => kind === "publication");
    const cosine =
      written === null ? published[0]?.cosine : published.find(({ id }) => id === written)?.cosine;
    const best = published.find(({ id }) => id === (written ?? published[0]?.id));
    const said = isSame(embedder, request, { text: best?.text ?? "", cosine: best?.cosine ?? null });
    return { request, written, said, cosine: cosine ?? 0 };
  });
  const of = (isWritten: boolean): number[] =>
    judged.filter(({ written }) => (written !== null) === isWritten).map(({ cosine }) => cosine);
  return {
    recall: 1 - missed.length / questions.length,
    missed,
    near: Math.max(...of(false)),
    same: Math.min(...of(true)),
    closeFrom: bestThreshold(answered, others),
    sameFrom: bestThreshold(of(true), of(false)),
    misjudged: judged
      .filter(({ written, said }) => (written !== null) !== said)
      .map(({ request }) => request.split("\n")[0] ?? ""),
  };
}

function nearest(vector: Vector | undefined, places: readonly Vector[]) {
  return memories
    .map(([id, kind, title, text], at) => ({
      id,
      kind,
      text: `${title}\n${text}`,
      cosine: dot(vector, places[at]),
    }))
    .toSorted((a, b) => b.cosine - a.cosine);
}

function dot(a: Vector | undefined, b: Vector | undefined): number {
  return Array.from(a ?? [], (part, at) => part * (b?.[at] ?? 0)).reduce((sum, one) => sum + one, 0);
}

async function embedAll(embedder: Embedder, texts: readonly string[]): Promise<Vector[]> {
  const vectors: Vector[] = [];
  for (let at = 0; at < texts.length; at += embedder.batch) {
    const outcome = await embedder.embed(texts.slice(at, at + embedder.batch));
    if (outcome.kind !== "answered") throw new Error(outcome.error);
    vectors.push(...outcome.value);
  }
  return vectors;
}
