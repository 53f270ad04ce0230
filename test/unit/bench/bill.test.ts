import { describe, expect, it } from "vitest";
import { billOf, platformOf, totalOf } from "../../bench/dollars/bill.ts";

const nothing = { counts: {}, cpuMs: 0, modelUsd: 0, contained: false };

describe("the bill of a thousand tasks", () => {
  it("adds a kind of use up over all places, at its list price", () => {
    const counts = {
      "door d1 rows written": 30,
      "EditorialWorkflow d1 rows written": 70,
      "EditorialWorkflow d1 rows read": 2000,
      "EditorialWorkflow step do": 10,
      "EditorialWorkflow step waitForEvent": 2,
      "door object TASK_AGENT refresh": 4,
      "EditorialWorkflow object TASK_AGENT refresh": 6,
      "door objects ms": 1000,
      "door queue messages": 2,
      "EditorialWorkflow r2 put": 1,
      "EditorialWorkflow r2 get": 1,
      "door invocation": 4,
      "any log": 20,
    };
    const bill = billOf({ ...nothing, counts, cpuMs: 500, modelUsd: 0.02 }, 2);
    expect(bill["D1 rows written"]).toBeCloseTo(0.05, 9);
    expect(bill["D1 rows read"]).toBeCloseTo(0.001, 9);
    expect(bill["workflow steps"]).toBeCloseTo(0.048, 9);
    expect(bill["Durable Objects"]).toBeCloseTo(0.00075 + 0.0008, 9);
    expect(bill.queues).toBeCloseTo(0.0012, 9);
    expect(bill.R2).toBeCloseTo(0.00243, 9);
    expect(bill.requests).toBeCloseTo(0.0006, 9);
    expect(bill.CPU).toBeCloseTo(0.005, 9);
    expect(bill.logs).toBeCloseTo(0.006, 9);
    expect(bill.Claude).toBeCloseTo(10, 9);
    expect(totalOf(bill) - platformOf(bill)).toBeCloseTo(10, 9);
  });

  it("is nothing for what used nothing, and has the container only where one works", () => {
    expect(totalOf(billOf(nothing, 1))).toBe(0);
    expect(billOf({ ...nothing, contained: true }, 1).container).toBeCloseTo(18.504, 9);
  });
});
