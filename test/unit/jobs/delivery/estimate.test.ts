import { expect, it } from "vitest";
import { estimateStory } from "../../../../shared/jobs/delivery/architecture/estimate.ts";

const story = (criteria: number) => ({ id: "ST-1", criteria: Array<string>(criteria).fill("It adds up") });
const design = (files: number) => {
  const code = Array.from({ length: files }, (_, at) => `src/part-${at}.ts`);
  return { stories: [{ story: "ST-1", tests: ["test/part.test.ts"], code }] };
};

it("a story's model follows from how much it is, with the reason", () => {
  expect(estimateStory(story(2), design(1))).toMatchObject({
    size: "small",
    model: "claude-sonnet-5-5",
    because: "2 criteria, 2 files",
  });
  expect(estimateStory(story(4), design(5))).toMatchObject({ size: "medium", model: "claude-sonnet-5-5" });
  const large = estimateStory(story(6), design(9));
  expect(large).toMatchObject({
    size: "large",
    model: "claude-opus-5-5",
    because: "6 criteria, 10 files",
  });
  expect(large.microUsd).toBeGreaterThan(estimateStory(story(4), design(5)).microUsd * 2);
});
