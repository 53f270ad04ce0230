import { z } from "zod";
import type { ServiceAnswers } from "../domain/answers.ts";
import { type CallOutcome, outcomeOf, throughDoor } from "../integrations/call.ts";
import type { Outside } from "../platform/config.ts";
import { inTime } from "../platform/in-time.ts";
import { describeError } from "../platform/errors.ts";
import { type Embedder, unit, type Vector } from "./embedder.ts";

/** What of an AI binding is used (developers.cloudflare.com/workers-ai/models). */
export interface AiBinding {
  run(model: string, input: { text: string[] }): Promise<unknown>;
}

/** How long it has for its answer. */
const timeoutMs = 20_000;
const pauseMs = 5000;
const late = Symbol("late");

const answers: ServiceAnswers = { name: "Workers AI", door: "embedder" };

const answer = z.object({ data: z.array(z.array(z.number())) });

/** A model of Workers AI that makes vectors of texts. */
export function workersAiEmbedder(
  outside: Pick<Outside, "door">,
  ai: AiBinding,
  { model, dimensions }: { model: string; dimensions: number },
): Embedder {
  return {
    name: `${model}-${dimensions}`,
    dimensions,
    isSemantic: true,
    closeFrom: 0.55,
    sameFrom: 0.72,
    batch: 50,
    embed: async (texts) =>
      throughDoor(outside, answers, async () => vectorsOf(ai, texts, { model, dimensions })),
  };
}

async function vectorsOf(
  ai: AiBinding,
  texts: readonly string[],
  { model, dimensions }: { model: string; dimensions: number },
): Promise<CallOutcome<Vector[]>> {
  let said: unknown;
  try {
    said = await inTime(timeoutMs, ai.run(model, { text: [...texts] }), late);
  } catch (error) {
    return outcomeOf(answers, "down", `Workers AI: ${describeError(error)}`, pauseMs);
  }
  if (said === late) return outcomeOf(answers, "down", "Workers AI doesn't answer", pauseMs);
  const read = answer.safeParse(said);
  if (!read.success || read.data.data.length !== texts.length)
    return { kind: "refused", error: `${model} doesn't answer with a vector for each text` };
  const vectors = read.data.data.map((one) => unit(Float32Array.from(one)));
  const wrong = vectors.find(({ length }) => length !== dimensions);
  return wrong === undefined
    ? { kind: "answered", value: vectors }
    : {
        kind: "refused",
        error: `${model} makes vectors of ${wrong.length} parts, and EMBEDDER_DIMENSIONS says ${dimensions}`,
      };
}
