import type { StorySize } from "../domain/delivery/story-size.ts";
/**
 * Names and prices (dollars a million tokens, which is micro-dollars a token), from Anthropic's price list.
 * A model that isn't here is an error, never a free call.
 */
interface Price {
  input: number;
  output: number;
  cacheRead: number;
}

interface Model extends Price {
  /** Prices for prompts above so many tokens, where they differ. */
  long?: Price & { above: number };
}

const models = {
  "claude-haiku-5-5": {
    input: 0.1,
    output: 0.5,
    cacheRead: 0.01,
    long: { above: 100_000, input: 0.5, output: 2.5, cacheRead: 0.05 },
  },
  "claude-sonnet-5-5": { input: 2, output: 10, cacheRead: 0.1 },
  "claude-opus-5-5": { input: 4, output: 20, cacheRead: 0.2 },
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof models;

/** What a call is for decides its model and how long it may take. */
export const tiers = {
  judge: { model: "claude-haiku-5-5", timeoutMs: 30_000 },
  coder: { model: "claude-sonnet-5-5", timeoutMs: 600_000 },
  reasoner: { model: "claude-sonnet-5-5", timeoutMs: 270_000 },
  writer: { model: "claude-sonnet-5-5", timeoutMs: 180_000 },
} as const satisfies Record<string, { model: ModelName; timeoutMs: number }>;

export type Tier = keyof typeof tiers;

/**
 * What builds a story. A large one is worth the better model: a try of it that fails costs more than the difference.
 */
export function coderOf(size: StorySize): ModelName {
  return size === "large" ? "claude-opus-5-5" : tiers.coder.model;
}

/** What an assignment works with, by the name that is kept with it; null, or one that has no price any more: the usual one. */
export function coderNamed(name: string | null): ModelName {
  return name !== null && isModel(name) ? name : tiers.coder.model;
}

/** What an assignment's agent may use: what it works with, and the small one that the CLI asks for side tasks. */
export function agentModels(coder: ModelName): readonly ModelName[] {
  return [coder, tiers.judge.model];
}

/** The longest answer that an agent may ask for, tokens. */
export const agentMaxTokens = 32_000;

/** Whether there is a price for a model. */
export function isModel(name: string): name is ModelName {
  return Object.hasOwn(models, name);
}

export interface Tokens {
  inputTokens: number;
  cacheWriteTokens: number;
  /** Those of `cacheWriteTokens` that are kept for an hour; they cost more. */
  hourCacheWriteTokens?: number;
  cachedTokens: number;
  outputTokens: number;
}

const cacheWriteFactor = 1.25;
const hourCacheWriteFactor = 2;

/** All tokens that went in. */
export function promptTokens({ inputTokens, cacheWriteTokens, cachedTokens }: Tokens): number {
  return inputTokens + cacheWriteTokens + cachedTokens;
}

/** The price of a call in whole micro-dollars, rounded up. */
export function costOf(name: ModelName, tokens: Tokens): number {
  const model: Model = models[name];
  const price = model.long && promptTokens(tokens) > model.long.above ? model.long : model;
  const hour = tokens.hourCacheWriteTokens ?? 0;
  const written = (tokens.cacheWriteTokens - hour) * cacheWriteFactor + hour * hourCacheWriteFactor;
  return Math.ceil(
    (tokens.inputTokens + written) * price.input +
      tokens.cachedTokens * price.cacheRead +
      tokens.outputTokens * price.output,
  );
}

/**
 * The most that a call can cost: the prompt's text at three characters a token, its images at their most, all of it written
 * to the cache, and the whole answer. `hour`: the cache may be asked to keep it for an hour.
 */
export function worstCostOf(
  name: ModelName,
  { characters, mediaTokens = 0 }: { characters: number; mediaTokens?: number },
  maxTokens: number,
  { hour = false } = {},
): number {
  const prompt = Math.ceil(characters / 3) + mediaTokens;
  return costOf(name, {
    inputTokens: 0,
    cacheWriteTokens: prompt,
    hourCacheWriteTokens: hour ? prompt : 0,
    cachedTokens: 0,
    outputTokens: maxTokens,
  });
}
