import { httpEmbedder } from "../../shared/memory/http-embedder.ts";
import type { Embedder } from "../../shared/memory/embedder.ts";
import { lexicalEmbedder } from "../../shared/memory/lexical-embedder.ts";
import type { Threshold } from "./best-threshold.ts";
import { memories } from "./memories.ts";
import { measure } from "./measure.ts";
import { questions } from "./questions.ts";

const help = `npm run memory:recall
  Measures recall@5 of the lexical embedder on the labelled set, and of the one at EMBEDDER_URL (EMBEDDER_MODEL, EMBEDDER_DIMENSIONS, EMBEDDER_KEY)
  where that is set, with the closeness from which on the set would have texts taken for close and for the same. Ends with 1 when an embedder doesn't answer.`;

/** The embedder that the environment names; null: none. */
function configured(env: NodeJS.ProcessEnv): Embedder | null {
  const { EMBEDDER_URL: url, EMBEDDER_KEY: key, EMBEDDER_MODEL: model, EMBEDDER_DIMENSIONS: parts } = env;
  if (!url) return null;
  if (!model) throw new Error("EMBEDDER_URL is set, and EMBEDDER_MODEL is not: name the model");
  const dimensions = Number(parts ?? 1536);
  if (!Number.isInteger(dimensions) || dimensions < 1)
    throw new Error(`EMBEDDER_DIMENSIONS is no number of parts: ${parts}`);
  const embedder = httpEmbedder({ fetch, now: () => Date.now() }, { url, key, model, dimensions });
  return {
    ...embedder,
    closeFrom: thresholdIn(env, "EMBEDDER_CLOSE_FROM") ?? embedder.closeFrom,
    sameFrom: thresholdIn(env, "EMBEDDER_SAME_FROM") ?? embedder.sameFrom,
  };
}

/** What the set says of a threshold, beside what counts now. */
function said({ from, wrong, of }: Threshold, now: number): string {
  return `${from.toFixed(2)} would judge ${wrong} of ${of} wrongly; now it is ${now}`;
}

/** A threshold that the environment sets; absent: the embedder's own. */
function thresholdIn(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name];
  if (!text) return undefined;
  const from = Number(text);
  if (!(from >= 0 && from <= 1)) throw new Error(`${name} is no closeness from 0 to 1: ${text}`);
  return from;
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) return console.log(help);
  const embedder = configured(process.env);
  console.log(`${memories.length} memories, ${questions.length} questions`);
  for (const one of embedder === null ? [lexicalEmbedder] : [lexicalEmbedder, embedder]) {
    const { recall, missed, near, same, closeFrom, sameFrom, misjudged } = await measure(one);
    console.log(`\n${one.name}${one.isSemantic ? "" : " (words alone)"}`);
    console.log(`  recall@5 ${(recall * 100).toFixed(1)} %`);
    for (const question of missed) console.log(`    not found: ${question}`);
    console.log(
      `  requests: near at most ${near.toFixed(2)}, the same at least ${same.toFixed(2)}, taken for the same from ${one.sameFrom}`,
    );
    console.log(`  EMBEDDER_CLOSE_FROM ${said(closeFrom, one.closeFrom)}`);
    console.log(`  EMBEDDER_SAME_FROM  ${said(sameFrom, one.sameFrom)}`);
    for (const request of misjudged) console.log(`    misjudged: ${request}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
