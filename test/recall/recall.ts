import { httpEmbedder } from "../../shared/memory/http-embedder.ts";
import type { Embedder } from "../../shared/memory/embedder.ts";
import { lexicalEmbedder } from "../../shared/memory/lexical-embedder.ts";
import { memories } from "./memories.ts";
import { measure } from "./measure.ts";
import { questions } from "./questions.ts";

const help = `npm run memory:recall
  Measures recall@5 of the lexical embedder on the labelled set, and of the one at EMBEDDER_URL (EMBEDDER_MODEL, EMBEDDER_DIMENSIONS, EMBEDDER_KEY)
  where that is set. Ends with 1 when an embedder doesn't answer.`;

/** The embedder that the environment names; null: none. */
function configured(env: NodeJS.ProcessEnv): Embedder | null {
  const { EMBEDDER_URL: url, EMBEDDER_KEY: key, EMBEDDER_MODEL: model, EMBEDDER_DIMENSIONS: parts } = env;
  if (!url) return null;
  if (!model) throw new Error("EMBEDDER_URL is set, and EMBEDDER_MODEL is not: name the model");
  const dimensions = Number(parts ?? 1536);
  if (!Number.isInteger(dimensions) || dimensions < 1)
    throw new Error(`EMBEDDER_DIMENSIONS is no number of parts: ${parts}`);
  return httpEmbedder({ fetch, now: () => Date.now() }, { url, key, model, dimensions });
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) return console.log(help);
  const embedder = configured(process.env);
  console.log(`${memories.length} memories, ${questions.length} questions`);
  for (const one of embedder === null ? [lexicalEmbedder] : [lexicalEmbedder, embedder]) {
    const { recall, missed, near, same, misjudged } = await measure(one);
    console.log(`\n${one.name}${one.isSemantic ? "" : " (words alone)"}`);
    console.log(`  recall@5 ${(recall * 100).toFixed(1)} %`);
    for (const question of missed) console.log(`    not found: ${question}`);
    console.log(
      `  requests: near at most ${near.toFixed(2)}, the same at least ${same.toFixed(2)}, taken for the same from ${one.sameFrom}`,
    );
    for (const request of misjudged) console.log(`    misjudged: ${request}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
