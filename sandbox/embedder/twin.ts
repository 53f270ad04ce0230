import { z } from "zod";
import { parseJson } from "../json.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { placeOf } from "./meaning.ts";

const request = z.object({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  dimensions: z.number().int().min(1).max(3072).default(1536),
  encoding_format: z.literal("float").default("float"),
});

/** The stand-in for an embedder over HTTP. It knows words, parts of words and a short list of synonyms: what it answers is made up, and says so. */
export function createEmbedderTwin(): Twin {
  const app = createTwinApp(
    "embedder",
    () => undefined,
    (routes) => {
      routes.post("/v1/embeddings", (c) => {
        const parsed = request.safeParse(parseJson(c.get("rawBody")));
        if (!parsed.success) {
          const [issue] = parsed.error.issues;
          const message = `${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "is not understood"}`;
          return c.json({ error: { message, type: "invalid_request_error" } }, 400);
        }
        const { input, dimensions, model } = parsed.data;
        const texts = typeof input === "string" ? [input] : input;
        return c.json({
          object: "list",
          data: texts.map((text, index) => ({
            object: "embedding",
            index,
            embedding: placeOf(text, dimensions),
          })),
          model: `${model} (the sandbox's stand-in: words and synonyms)`,
          usage: { prompt_tokens: 0, total_tokens: 0 },
        });
      });
    },
  );
  return { name: "embedder", app, reset: () => undefined, snapshot: () => null, restore: () => undefined };
}
