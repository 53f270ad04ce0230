import type { Design } from "../../../domain/delivery/design.ts";
import type { DeliveryPlan } from "../../../domain/delivery/delivery-plan.ts";
import type { Story } from "../../../domain/delivery/requirement.ts";
import { costOf, tiers } from "../../../llm/models.ts";

type Estimate = DeliveryPlan["estimates"][number];

/** What an agent reads and writes in the sessions of a story, tokens; most of what it reads comes from the cache. */
const sizes = {
  small: { inputTokens: 40_000, cachedTokens: 400_000, outputTokens: 12_000 },
  medium: { inputTokens: 80_000, cachedTokens: 1_000_000, outputTokens: 25_000 },
  large: { inputTokens: 150_000, cachedTokens: 2_500_000, outputTokens: 50_000 },
} as const;

/** What a story is estimated to cost: by what has to be tested and the files that it touches, as neither is known better before. */
export function estimateStory(
  { id, criteria }: Pick<Story, "id" | "criteria">,
  design: Pick<Design, "stories">,
): Estimate {
  const files = design.stories.find(({ story }) => story === id);
  const touched = (files?.tests.length ?? 0) + (files?.code.length ?? 0);
  const weight = criteria.length + touched;
  const size = weight <= 5 ? "small" : weight <= 12 ? "medium" : "large";
  return {
    story: id,
    size,
    microUsd: costOf(tiers.coder.model, { ...sizes[size], cacheWriteTokens: 0 }),
    because: `${criteria.length} criteria, ${touched} files`,
  };
}
