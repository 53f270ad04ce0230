import { z } from "zod";
import type { ServiceAnswers } from "../domain/answers.ts";
import { callService, repeatable } from "../integrations/call.ts";
import type { Outside } from "../platform/config.ts";
import { type Embedder, unit } from "./embedder.ts";

/** What it can't place now is placed later, and what is looked for meanwhile is found by its words. */
const answers: ServiceAnswers = { name: "the embedder", door: "embedder" };

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()) })),
});

const error = z
  .object({ error: z.object({ message: z.string() }) })
  .transform(({ error: { message } }) => ({ message, pending: false }));

/**
 * An embedder behind HTTP in the form that most services and servers speak: `POST /v1/embeddings` with `model`, `input` and `dimensions`
 * (platform.openai.com/docs/api-reference/embeddings).
 */
export function httpEmbedder(
  outside: Pick<Outside, "fetch" | "now" | "door">,
  {
    url,
    key,
    model,
    dimensions,
  }: { url: string | undefined; key: string | undefined; model: string; dimensions: number },
): Embedder {
  return {
    name: `${model}-${dimensions}`,
    dimensions,
    isSemantic: true,
    closeFrom: 0.45,
    sameFrom: 0.72,
    batch: 64,
    embed: async (texts) => {
      if (url === undefined)
        return { kind: "refused", error: "EMBEDDER is http, and EMBEDDER_URL is not set" };
      const outcome = await callService(outside, {
        service: answers,
        url: `${url.replace(/\/$/, "")}/v1/embeddings`,
        method: "POST",
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        body: { model, input: texts, dimensions, encoding_format: "float" },
        answer,
        error,
      });
      // Placing a text twice changes nothing.
      if (outcome.kind !== "answered") return repeatable(answers, outcome);
      const vectors = outcome.value.data
        .toSorted((a, b) => a.index - b.index)
        .map(({ embedding }) => unit(Float32Array.from(embedding)));
      const wrong = vectors.find(({ length }) => length !== dimensions);
      if (vectors.length !== texts.length)
        return { kind: "refused", error: `${vectors.length} vectors for ${texts.length} texts` };
      if (wrong !== undefined)
        return {
          kind: "refused",
          error: `${model} makes vectors of ${wrong.length} parts, and EMBEDDER_DIMENSIONS says ${dimensions}`,
        };
      return { kind: "answered", value: vectors };
    },
  };
}
