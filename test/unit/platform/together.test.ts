import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { together } from "../../../shared/platform/together.ts";

beforeEach(() => vi.stubGlobal("scheduler", { wait: async (ms: number) => sleep(ms) }));
afterEach(() => vi.unstubAllGlobals());

const numbers = Array.from({ length: 100 }, (_, n) => n);

describe("what is asked for at once", () => {
  it("is done in few rounds, and each gets its own", async () => {
    const rounds: number[] = [];
    const double = together(async (all: readonly number[]) => {
      rounds.push(all.length);
      await sleep(20);
      return all.map((n) => 2 * n);
    }, 40);
    expect(await Promise.all(numbers.map(async (n) => double(n)))).toEqual(numbers.map((n) => 2 * n));
    expect(rounds.length).toBeLessThan(10);
    expect(Math.max(...rounds)).toBeLessThanOrEqual(40);
  });

  it("keeps nobody from theirs when one of it fails", async () => {
    const fragile = together(async (all: readonly number[]) => {
      await sleep(5);
      if (all.includes(50)) throw new Error("not this one");
      return all;
    }, 40);
    const ends = await Promise.allSettled(numbers.map(async (n) => fragile(n)));
    const failed = ends.flatMap((end, n) => (end.status === "rejected" ? [n] : []));
    expect(failed).toEqual([50]);
  });

  it("is done alone when whoever began it is gone", async () => {
    let gone = false;
    const work = together(async (all: readonly number[]) => {
      if (!gone) {
        gone = true;
        return new Promise<number[]>(() => {});
      }
      return all;
    }, 40);
    void work(1);
    expect(await work(2)).toBe(2);
  });
});
