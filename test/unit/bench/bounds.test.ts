import { describe, expect, it } from "vitest";
import { beyondBounds, bounds } from "../../bench/bounds.ts";

const allowed = { d1Calls: 14, d1Statements: 60, objectCalls: 8, steps: 9 };

describe("what a task may ask of the platform", () => {
  it("is kept to when all counts are at their bounds", () => {
    expect(beyondBounds(allowed, allowed)).toEqual([]);
    expect(beyondBounds(bounds)).toEqual([]);
  });

  it.each([
    ["d1Calls", "D1 calls a task: 14.1, the bound is 14"],
    ["d1Statements", "D1 statements a task: 60.1, the bound is 60"],
    ["objectCalls", "Durable Object calls a task: 8.1, the bound is 8"],
    ["steps", "workflow steps a task: 9.1, the bound is 9"],
  ] as const)("is exceeded, and said with its words, by one more of %s alone", (name, words) => {
    expect(beyondBounds({ ...allowed, [name]: allowed[name] + 0.1 }, allowed)).toEqual([words]);
  });

  it("knows nothing of time: the slowest machine exceeds nothing", () => {
    const slow = { ...allowed, startUpMs: 1e9, clickToApplied: 1e9, publishedAtRate: 1e9, ackAtRate: 1e9 };
    expect(beyondBounds(slow)).toEqual(beyondBounds(allowed));
    expect(beyondBounds({ ...slow, ...allowed }, allowed)).toEqual([]);
  });
});
