import type { Database } from "../db/database.ts";
import { wordsQuery } from "../db/memories.ts";
import type { ServiceAnswers } from "../domain/answers.ts";
import { type CallOutcome, outcomeOf, throughDoor } from "../integrations/call.ts";
import type { Outside } from "../platform/config.ts";
import { describeError } from "../platform/errors.ts";
import { inTime } from "../platform/in-time.ts";
import type { MemoryIndex, Sought } from "./memory-index.ts";

/** What of a Vectorize binding is used (developers.cloudflare.com/vectorize/reference/client-api). */
export interface VectorizeBinding {
  upsert(vectors: VectorizeVector[]): Promise<unknown>;
  query(
    vector: VectorFloatArray,
    options: VectorizeQueryOptions,
  ): Promise<{ matches: { id: string; score: number }[] }>;
  deleteByIds(ids: string[]): Promise<unknown>;
}

/** More it doesn't answer at once, or take. */
const mostAnswered = 100;
const mostTaken = 1000;
/** How long it has for its answer. */
const timeoutMs = 10_000;
const pauseMs = 5000;

const answers: ServiceAnswers = { name: "Vectorize", door: "vectorize" };

/**
 * Memories in Vectorize, each with its project and kind as metadata that it filters by (both need a metadata index there). What is written shows after
 * some seconds.
 */
export function vectorizeIndex(
  outside: Pick<Outside, "door">,
  db: Database,
  vectorize: VectorizeBinding,
): MemoryIndex {
  const asked = async <T>(call: () => Promise<T>): Promise<CallOutcome<T>> =>
    throughDoor(outside, answers, async () => answered(call));
  const nearest = async ({ vector, scope: { projects, kinds }, most }: Sought) =>
    vector === null
      ? { kind: "answered" as const, value: [] }
      : asked(async () => {
          const { matches } = await vectorize.query(vector, {
            topK: Math.min(most, mostAnswered),
            returnMetadata: "none",
            filter: {
              project: { $in: [...projects] },
              ...(kinds === undefined ? {} : { kind: { $in: [...kinds] } }),
            },
          });
          return matches.map(({ id, score }) => ({ id, cosine: score }));
        });
  return {
    rowVector: () => null,
    place: async (placed) =>
      asked(async () => {
        for (let at = 0; at < placed.length; at += mostTaken)
          await vectorize.upsert(
            placed.slice(at, at + mostTaken).map(({ memory: { id, project, kind }, vector }) => ({
              id,
              values: vector,
              metadata: { project, kind },
            })),
          );
        return null;
      }),
    find: async (sought) => {
      const { phrase, scope, most } = sought;
      const [words, near] = await Promise.all([
        phrase === null ? [] : wordsQuery(db, phrase, scope, most),
        nearest(sought),
      ]);
      return { byWords: words.map(({ id }) => id), near };
    },
    remove: async (ids) =>
      asked(async () => {
        if (ids.length > 0) await vectorize.deleteByIds([...ids]);
        return null;
      }),
  };
}

/** Whatever it can't do now, it can later: doing it again does no harm. */
async function answered<T>(call: () => Promise<T>): Promise<CallOutcome<T>> {
  try {
    const come = await inTime(
      timeoutMs,
      call().then((value) => ({ value })),
      null,
    );
    return come === null
      ? outcomeOf(answers, "down", "Vectorize doesn't answer", pauseMs)
      : { kind: "answered", value: come.value };
  } catch (error) {
    return outcomeOf(answers, "down", `Vectorize: ${describeError(error)}`, pauseMs);
  }
}
