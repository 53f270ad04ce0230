import { describe, expect, it } from "vitest";
import { type Watch, watchdogMove } from "../../../shared/domain/watchdog.ts";

/** Runs the alarm for so many seconds over a task that stays as it is; returns when it was poked. */
function pokesOver(seconds: number): number[] {
  let watch: Watch = { seq: 5, pokes: 0 };
  const poked: number[] = [];
  for (let now = 60; now <= seconds;) {
    const move = watchdogMove(watch, { seq: 5, quietSince: 0 }, 60, now * 1000);
    if (move.poke) poked.push(now);
    watch = move.next;
    now += move.inSeconds;
  }
  return poked;
}

describe("the watchdog", () => {
  it("pokes a silent task soon, then ever more rarely", () => {
    expect(pokesOver(1000)).toEqual([60, 180, 420, 900]);
  });

  it("uses few of a workflow's steps in a month of waiting", () => {
    expect(pokesOver(30 * 24 * 3600).length).toBeLessThan(150);
  });

  it("starts over when something has happened, and lets a busy task be", () => {
    expect(watchdogMove({ seq: 5, pokes: 4 }, { seq: 6, quietSince: 50_000 }, 60, 60_000)).toEqual({
      poke: false,
      next: { seq: 6, pokes: 0 },
      inSeconds: 50,
    });
  });
});
