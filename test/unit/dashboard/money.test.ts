import { describe, expect, it } from "vitest";
import { potName, potOf, sharesOf } from "../../../pages/dashboard/src/parts/pot.ts";
import {
  amountProblem,
  potAddress,
  topUpRange,
} from "../../../pages/dashboard/src/rooms/budgets/what-is-set.ts";
import { headlineOf } from "../../../pages/dashboard/src/rooms/overview/costs.ts";

const pot = (spentUsd: number, reservedUsd = 0, limitUsd = 4, topUpUsd = 0) => ({
  spentUsd,
  reservedUsd,
  limitUsd,
  topUpUsd,
});

describe("a pot of money", () => {
  it.each([
    [3.19, null],
    [3.2, "nearly used up"],
    [3.999, "nearly used up"],
    [4, "used up"],
    [4.02, "used up"],
  ])("with %d of 4 dollars spent is marked: %s", (spent, mark) => {
    expect(sharesOf(pot(spent)).mark).toBe(mark);
  });

  it("counts what was topped up, and not what is only reserved, as spent", () => {
    expect(sharesOf(pot(3, 1.5, 4, 1))).toMatchObject({ totalUsd: 5, percent: 60, leftUsd: 0.5, mark: null });
  });

  it("never fills its bar beyond its end, nor has less than nothing left", () => {
    const { bar, leftUsd } = sharesOf(pot(3.5, 2));
    expect(bar.spent + bar.reserved).toBe(100);
    expect(leftUsd).toBe(0);
    expect(sharesOf(pot(9, 1)).bar).toEqual({ spent: 100, reserved: 0 });
    expect(sharesOf(pot(0, 0, 0)).bar).toEqual({ spent: 0, reserved: 0 });
  });

  it("is named and addressed by whose it is", () => {
    const project = { scope: "project-day", key: "project-day:web-shop:2026-11-21" } as const;
    expect(potName(project)).toBe("Today, project web-shop");
    expect(potAddress(project)).toEqual({ scope: "project-day", of: "web-shop" });
    expect(potOf({ scope: "task", key: "task:editorial-1:2" })).toBe("editorial-1:2");
    expect(potAddress({ scope: "system-month", key: "system-month:2026-11" }).of).toBeNull();
  });

  it("takes amounts that the Worker takes", () => {
    expect(amountProblem(Number.NaN, topUpRange)).toMatch(/amount/);
    expect(amountProblem(0, topUpRange)).toBe("At least $0.01.");
    expect(amountProblem(1001, topUpRange)).toBe("At most $1,000.");
    expect(amountProblem(0.01, topUpRange)).toBeNull();
  });
});

describe("the cost per accepted outcome", () => {
  const costs = (work: { work: string; usd: number; accepted: number }[]) => ({
    project: "default",
    from: "2026-10-22T00:00:00.000Z",
    to: "2026-11-21T00:00:00.000Z",
    work: work.map((one) => ({ ...one, calls: 1, usdPerAccepted: null, kinds: [] })),
  });

  it("is over all projects, and counts what was spent for nothing", () => {
    const headline = headlineOf([
      costs([{ work: "blog_post", usd: 1, accepted: 4 }]),
      costs([
        { work: "blog_post", usd: 1, accepted: 1 },
        { work: "unclear", usd: 0.5, accepted: 0 },
      ]),
    ]);
    expect(headline).toMatchObject({ usd: 2.5, accepted: 5, usdPerAccepted: 0.5 });
    expect(headline.work).toEqual([
      { work: "blog_post", usd: 2, accepted: 5, usdPerAccepted: 0.4 },
      { work: "unclear", usd: 0.5, accepted: 0, usdPerAccepted: null },
    ]);
  });

  it("is none while nothing has been accepted", () => {
    expect(headlineOf([costs([{ work: "unclear", usd: 1, accepted: 0 }])]).usdPerAccepted).toBeNull();
    expect(headlineOf([])).toMatchObject({ usd: 0, usdPerAccepted: null, from: null });
  });
});
