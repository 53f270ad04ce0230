import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Account, grantOf, roomIn, shortAccount } from "../../../shared/domain/budget.ts";
import { Purses, type Settlement } from "../../../shared/domain/purse.ts";

/** One pot, and isolates that pay calls from it. */
class Money {
  now = 1_000_000;
  spent = 0;
  asks = 0;
  readonly purses: Purses[];
  readonly reservations = new Map<string, number>();
  /** What is recorded of calls, by their ids. */
  readonly recorded = new Map<string, number>();
  readonly calls = new Map<string, { isolate: number; worst: number }>();
  readonly #limit: number;
  #ids = 0;

  constructor(limit: number, isolates: number) {
    this.#limit = limit;
    this.purses = Array.from({ length: isolates }, () => new Purses());
  }

  get pot(): Account {
    const reserved = [...this.reservations.values()].reduce((sum, one) => sum + one, 0);
    const { spent } = this;
    return { scope: "task", key: "task:a", limit: this.#limit, topUp: 0, spent, reserved, alerted: 0 };
  }

  settle(settled: readonly Settlement[]): void {
    for (const { id, cost } of settled) if (this.reservations.delete(id)) this.spent += cost;
  }

  begin(isolate: number, task: string, amount: number, upTo: number): void {
    const purses = this.purses[isolate];
    const call = { taskId: task, pots: "the pot", amount };
    if (purses === undefined) return;
    let id = purses.draw(call, this.now);
    if (id === null) {
      this.asks += 1;
      this.settle(purses.idle(500, this.now, task));
      if (shortAccount([this.pot], amount) !== null) return;
      id = `call${this.#ids++}`;
      const grant = grantOf([this.pot], amount, upTo);
      this.reservations.set(id, grant.granted);
      purses.fill({ ...call, id, ...grant }, this.now);
    }
    this.calls.set(id, { isolate, worst: amount });
  }

  end(id: string, share: number): void {
    const call = this.calls.get(id);
    const purses = call && this.purses[call.isolate];
    if (!call || !purses) return;
    const cost = Math.floor(call.worst * share);
    this.calls.delete(id);
    const now = purses.pay(id, cost, this.now);
    if (now !== null) this.settle([now]);
    if (cost > 0) this.recorded.set(id, cost);
  }

  kill(isolate: number): void {
    this.purses[isolate] = new Purses();
    for (const [id, call] of this.calls) if (call.isolate === isolate) this.calls.delete(id);
  }

  /** What has died is looked after, as the ledger does. */
  lookAfter(): void {
    for (const id of [...this.reservations.keys()]) {
      const ours = [...this.recorded].filter(([call]) => call >= id && call < `${id}/`);
      this.settle([{ id, cost: ours.reduce((sum, [, cost]) => sum + cost, 0) }]);
    }
  }

  get paid(): number {
    return [...this.recorded.values()].reduce((sum, one) => sum + one, 0);
  }
}

const isolates = fc.nat(2);
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant("begin"),
        isolate: isolates,
        task: fc.constantFrom("a", "b"),
        amount: fc.integer({ min: 1, max: 60 }),
        upTo: fc.nat(200),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant("end"),
        which: fc.nat(),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("pass"), ms: fc.oneof(fc.nat(3000), fc.nat(600_000)) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("kill"), isolate: isolates }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("idle"), isolate: isolates }) },
  ),
  { maxLength: 100 },
);

describe("money that isolates have set aside", () => {
  it("is never more than there is, and what was spent is known to the last bit, whoever was killed", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3000 }), (list, limit) => {
        const money = new Money(limit, 3);
        for (const step of list) {
          const ids = [...money.calls.keys()];
          if (step.do === "begin") money.begin(step.isolate, step.task, step.amount, step.upTo);
          else if (step.do === "end") money.end(ids[step.which % Math.max(1, ids.length)] ?? "", step.share);
          else if (step.do === "pass") money.now += step.ms;
          else if (step.do === "kill") money.kill(step.isolate);
          else money.settle(money.purses[step.isolate]?.idle(2000, money.now) ?? []);
          const atWorst = [...money.calls.values()].reduce((sum, one) => sum + one.worst, 0);
          // Of what isolates hold, nothing is counted for free.
          expect(money.paid + atWorst).toBeLessThanOrEqual(money.spent + money.pot.reserved);
          expect(roomIn(money.pot)).toBeGreaterThanOrEqual(0);
        }
        for (const id of [...money.calls.keys()]) money.end(id, 1);
        money.lookAfter();
        expect(money.spent).toBe(money.paid);
        expect(money.pot.reserved).toBe(0);
      }),
      { numRuns: 1500 },
    );
  });

  it("pays a task's calls from one reservation where there is plenty, and settles it with the next", () => {
    const money = new Money(1_000_000, 1);
    for (const task of ["a", "b"]) {
      for (let n = 0; n < 3; n++) {
        money.begin(0, task, 100, 1000);
        money.end([...money.calls.keys()][0] ?? "", 0.5);
      }
      money.now += 600;
    }
    expect(money.asks).toBe(2);
    expect(money.spent).toBe(150);
    expect(money.paid).toBe(300);
  });

  it("goes back at once where little is left, and when a call has come to nothing", () => {
    const short = new Money(500, 1);
    short.begin(0, "a", 100, 1000);
    short.end("call0", 0.5);
    expect(short.pot).toMatchObject({ spent: 50, reserved: 0 });
    const rich = new Money(1_000_000, 1);
    rich.begin(0, "a", 100, 1000);
    rich.end("call0", 0);
    expect(rich.pot).toMatchObject({ spent: 0, reserved: 0 });
  });
});
