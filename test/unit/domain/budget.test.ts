import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Account,
  accountKeys,
  describeAccount,
  newAlert,
  refillsAt,
  roomIn,
  shortAccount,
} from "../../../shared/domain/budget.ts";

const account = (over: Partial<Account>): Account => ({
  scope: "system-day",
  key: "system-day:2026-06-01",
  limit: 100,
  topUp: 0,
  spent: 0,
  reserved: 0,
  alerted: 0,
  ...over,
});
const accounts = fc.record({
  limit: fc.integer({ min: 1, max: 1000 }),
  topUp: fc.nat(500),
  spent: fc.nat(1500),
  reserved: fc.nat(500),
});

describe("a budget", () => {
  it("has room for an amount exactly when every pot has", () => {
    fc.assert(
      fc.property(fc.array(accounts, { minLength: 1, maxLength: 4 }), fc.nat(1000), (list, amount) => {
        const pots = list.map(account);
        expect(shortAccount(pots, amount) === null).toBe(pots.every((pot) => roomIn(pot) >= amount));
      }),
    );
  });

  it("is used up by what was spent, and only lent by what is set aside", () => {
    fc.assert(
      fc.property(fc.array(accounts, { minLength: 1, maxLength: 4 }), fc.nat(1000), (list, amount) => {
        const pots = list.map(account);
        const settled = pots.map((pot) => ({ ...pot, reserved: 0 }));
        const short = shortAccount(pots, amount);
        const isUsedUp = settled.some((pot) => roomIn(pot) < amount);
        expect(short !== null && !short.waits).toBe(isUsedUp);
        if (short?.waits === false)
          expect(short.account.limit + short.account.topUp - short.account.spent).toBeLessThan(amount);
      }),
    );
  });

  it("tells of each share once, however the money is spent", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 40 }), (costs) => {
        const pot = account({});
        const told: number[] = [];
        for (const cost of costs) {
          pot.spent += cost;
          const alert = newAlert(pot);
          if (alert === null) continue;
          told.push(alert);
          pot.alerted = alert;
        }
        expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
        if (pot.spent >= 100) expect(told.at(-1)).toBe(100);
        if (pot.spent < 50) expect(told).toEqual([]);
      }),
    );
  });

  it("is filled again when its period is over", () => {
    const evening = Date.UTC(2026, 11, 31, 23, 59);
    expect(refillsAt("system-day", evening)).toBe(Date.UTC(2027, 0, 1));
    expect(refillsAt("system-month", evening)).toBe(Date.UTC(2027, 0, 1));
    expect(refillsAt("task", evening)).toBeNull();
    expect(accountKeys("t", "p", evening)).not.toEqual(accountKeys("t", "p", evening + 60_000));
  });

  it("is called what people call it", () => {
    const keys = accountKeys("editorial-1", "web-shop", Date.UTC(2026, 5, 1));
    expect(describeAccount({ scope: "project-day", key: keys["project-day"] })).toBe(
      "the day's budget of the project web-shop",
    );
  });
});
