import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextMove, type StandingStory } from "../../../../shared/domain/delivery/next-move.ts";

const states = ["planned", "building", "in_review", "merged", "skipped", "failed"] as const;
/** Stories that depend on earlier ones alone, in any states. */
const anyStories = fc
  .array(fc.record({ state: fc.constantFrom(...states), needs: fc.array(fc.nat(20), { maxLength: 3 }) }), {
    maxLength: 12,
  })
  .map((all): StandingStory[] =>
    all.map(({ state, needs }, at) => ({
      id: `S${at + 1}`,
      state,
      dependsOn: [...new Set(needs.filter((one) => one < at).map((one) => `S${one + 1}`))],
    })),
  );
const anyWish = fc.record({ paused: fc.boolean(), again: fc.boolean() });
const unhindered = { paused: false, again: false };

const with_ = (
  stories: readonly StandingStory[],
  id: string,
  state: StandingStory["state"],
): StandingStory[] => stories.map((one) => (one.id === id ? { ...one, state } : one));

describe("the next move of a delivery", () => {
  it("begins nothing while a story is at work, has failed, or people have paused it", () => {
    fc.assert(
      fc.property(anyStories, anyWish, (stories, wish) => {
        const move = nextMove(stories, wish);
        if (move.kind !== "begin") return;
        expect(wish).toEqual(unhindered);
        expect(stories.some(({ state }) => ["building", "in_review", "failed"].includes(state))).toBe(false);
      }),
    );
  });

  it("begins only what is planned, after all that it depends on is merged", () => {
    fc.assert(
      fc.property(anyStories, (stories) => {
        const move = nextMove(stories, unhindered);
        if (move.kind !== "begin") return;
        const story = stories.find(({ id }) => id === move.story);
        expect(story?.state).toBe("planned");
        for (const id of story?.dependsOn ?? [])
          expect(stories.find((one) => one.id === id)?.state).toBe("merged");
      }),
    );
  });

  it("comes to an end, whatever becomes of each story, with each merged or left out", () => {
    fc.assert(
      fc.property(
        anyStories,
        fc.infiniteStream(fc.constantFrom("merged", "failed", "skipped", "retry")),
        (all, fates) => {
          let stories = all.map((one) =>
            one.state === "building" || one.state === "in_review"
              ? { ...one, state: "planned" as const }
              : one,
          );
          let retries = 0;
          for (let n = 0; n < 500; n++) {
            const move = nextMove(stories, unhindered);
            if (move.kind === "over") break;
            const fate = fates.next().value;
            switch (move.kind) {
              case "begin":
                stories = with_(stories, move.story, fate === "failed" ? "failed" : "merged");
                break;
              case "skip":
                expect(stories.find(({ id }) => id === move.needs)?.state).toBe("skipped");
                stories = with_(stories, move.story, "skipped");
                break;
              case "ask":
                stories = with_(
                  stories,
                  move.story,
                  fate === "retry" && retries++ < 20 ? "planned" : "skipped",
                );
                break;
              case "again":
              case "wait":
                throw new Error(`nobody wanted it to ${move.kind}`);
            }
          }
          expect(stories.every(({ state }) => state === "merged" || state === "skipped")).toBe(true);
        },
      ),
    );
  });

  it("reads again before a further story begins, and asks about a failure before that", () => {
    const stories: StandingStory[] = [
      { id: "S1", state: "failed", dependsOn: [] },
      { id: "S2", state: "planned", dependsOn: [] },
    ];
    const wish = { paused: true, again: true };
    expect(nextMove(stories, wish)).toEqual({ kind: "ask", story: "S1" });
    expect(nextMove(with_(stories, "S1", "skipped"), wish)).toEqual({ kind: "again" });
  });
});
