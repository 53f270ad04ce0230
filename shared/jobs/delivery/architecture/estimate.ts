import type { Design } from "../../../domain/delivery/design.ts";
import type { DeliveryPlan } from "../../../domain/delivery/delivery-plan.ts";
import type { Story } from "../../../domain/delivery/requirement.ts";
import { sizeOfStory, type StorySize } from "../../../domain/delivery/story-size.ts";
import { coderOf, costOf } from "../../../llm/models.ts";

type Estimate = DeliveryPlan["estimates"][number];

/** What an agent reads and writes in the sessions of a story, tokens; most of what it reads comes from the cache. */
const sizes = {
  small: { inputTokens: 40_000, cachedTokens: 400_000, outputTokens: 12_000 },
  medium: { inputTokens: 80_000, cachedTokens: 1_000_000, outputTokens: 25_000 },
  large: { inputTokens: 150_000, cachedTokens: 2_500_000, outputTokens: 50_000 },
} as const satisfies Record<StorySize, object>;

/** What a story is estimated to cost, and which model builds it. */
export function estimateStory(
  story: Pick<Story, "id" | "criteria">,
  design: Pick<Design, "stories">,
): Estimate {
  const { size, because } = sizeOfStory(
    story,
    design.stories.find((files) => files.story === story.id),
  );
  const model = coderOf(size);
  return {
    story: story.id,
    size,
    model,
    microUsd: costOf(model, { ...sizes[size], cacheWriteTokens: 0 }),
    because,
  };
}
