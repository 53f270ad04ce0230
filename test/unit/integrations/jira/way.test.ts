import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findWay } from "../../../../shared/integrations/jira/way.ts";

const statuses = ["A", "B", "C", "D", "E"] as const;
const edge = fc.record({
  from: fc.constantFrom(...statuses),
  to: fc.constantFrom(...statuses),
  demanding: fc.boolean(),
});

describe("the way through a workflow", () => {
  it("is a shortest of those that nobody has to fill in, and is found where there is one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edge, { maxLength: 14 }), async (edges) => {
        const outOf = (status: string) =>
          edges
            .filter(({ from }) => from === status)
            .map(({ to, demanding }, n) => ({
              id: `${status}${n}`,
              name: `${status} to ${to}`,
              to: { name: to },
              hasScreen: demanding,
            }));
        const isGoal = ({ name }: { name: string }) => name === "E";
        const way = await findWay("A", isGoal, outOf("A"), async (status) => ({
          kind: "answered",
          value: outOf(status),
        }));
        const free = edges.filter(({ demanding }) => !demanding);
        expect(way.kind).toBe(distance(free, "A") === null ? "none" : "way");
        if (way.kind !== "way") return;
        expect(way.first.hasScreen).toBe(false);
        expect(distance(free, way.first.to.name)).toBe((distance(free, "A") ?? 0) - 1);
      }),
    );
  });

  /** Steps to E, counted by widening the circle around it. */
  function distance(edges: readonly { from: string; to: string }[], start: string): number | null {
    let circle = new Set<string>(["E"]);
    for (let steps = 0; steps < statuses.length; steps += 1) {
      if (circle.has(start)) return steps;
      circle = new Set([...circle, ...edges.filter(({ to }) => circle.has(to)).map(({ from }) => from)]);
    }
    return null;
  }
});
