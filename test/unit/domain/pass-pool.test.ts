import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Circuit,
  type CircuitReport,
  circuitState,
  enter,
  giveBack,
  leave,
  newCircuit,
  usualLimits,
  wentWell,
} from "../../../shared/domain/circuit.ts";
import { type Bundle, PassPool } from "../../../shared/domain/pass-pool.ts";

const limits = { ...usualLimits, perService: 8, perTarget: 4, failuresToOpen: 3 };

/** A door and the isolates that go through it, as messages between them. */
class House {
  circuit: Circuit = newCircuit();
  /** By the door's clock. */
  now = 1_000_000;
  calls = 0;
  readonly pools: PassPool[];
  /** By how much each isolate's clock is wrong. */
  readonly #skews: readonly number[];
  readonly inside = new Map<string, { target: string; isolate: number; since: number }>();
  /** Isolates that have met with trouble. */
  readonly warned = new Set<number>();
  #ids = 0;

  constructor(skews: readonly number[]) {
    this.#skews = skews;
    this.pools = skews.map(() => new PassPool(limits.leaseMs));
  }

  clockOf(isolate: number): number {
    return this.now + (this.#skews[isolate] ?? 0);
  }

  /** The isolate's process ends, and another takes its place. */
  kill(isolate: number): void {
    this.pools[isolate] = new PassPool(limits.leaseMs);
    for (const [id, one] of this.inside) if (one.isolate === isolate) this.inside.delete(id);
  }

  hear({ back, wellAgoMs }: Bundle): void {
    this.circuit = giveBack(this.circuit, back);
    if (wellAgoMs !== null) this.circuit = wentWell(this.circuit, this.now - wellAgoMs);
  }

  /** `arrives` and `answered`: how long the ask and its answer are under way. */
  enter(isolate: number, target: string, arrives = 0, answered = 0): string | null {
    const pool = this.pools[isolate];
    const id = `attempt-${this.#ids++}`;
    if (pool === undefined) return null;
    let since = this.now;
    if (!pool.take({ id, target }, this.clockOf(isolate))) {
      const { ask, granted } = pool.ask({ id, target }, this.clockOf(isolate), () => `pass-${this.#ids++}`);
      this.calls += 1;
      this.now += arrives;
      this.hear(ask);
      const entry = enter(this.circuit, ask.pass, limits, this.now, ask.more);
      if (entry.kind === "enter") this.circuit = entry.next;
      since = this.now;
      this.now += answered;
      granted(entry);
      if (entry.kind === "wait") return null;
    }
    this.inside.set(id, { target, isolate, since });
    return id;
  }

  leave(id: string, report: CircuitReport | null): void {
    const one = this.inside.get(id);
    const pool = one && this.pools[one.isolate];
    if (!one || !pool) return;
    this.inside.delete(id);
    if (report !== null && report.kind !== "answered") this.warned.add(one.isolate);
    const told = pool.leave(id, report, this.clockOf(one.isolate));
    if (told === null) return;
    this.calls += 1;
    this.hear({ ...told, back: [told.id, ...told.back] });
    if (report !== null) this.circuit = leave(this.circuit, told.id, report, limits, this.now);
  }

  rest(isolate: number): void {
    const rest = this.pools[isolate]?.rest(this.clockOf(isolate)) ?? null;
    if (rest !== null) this.hear(rest);
  }

  /** Those that count: nobody is inside for longer than an attempt may be. */
  alive(): string[] {
    return [...this.inside.values()]
      .filter((one) => this.now - one.since < limits.leaseMs)
      .map((one) => one.target);
  }
}

const well: CircuitReport = { kind: "answered" };
const ill: CircuitReport = { kind: "failed", reason: "500" };
const isolates = fc.nat(2);
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant("enter"),
        isolate: isolates,
        target: fc.constantFrom("a", "b", "c"),
        arrives: fc.nat(400),
        answered: fc.nat(3000),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("leave"),
        which: fc.nat(),
        report: fc.constantFrom(well, well, well, null, ill, { kind: "patience", ms: 900 } as const),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("pass"), ms: fc.oneof(fc.nat(1500), fc.nat(40_000)) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("kill"), isolate: isolates }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("rest"), isolate: isolates }) },
  ),
  { maxLength: 120 },
);

type Step = (typeof steps extends fc.Arbitrary<infer List extends unknown[]> ? List : never)[number];

/** What a person would see who watches the house, after each of the steps. */
function played(
  list: readonly Step[],
  skews: readonly number[],
  look: (house: House, began: string[]) => void,
) {
  const house = new House(skews);
  for (const step of list) {
    switch (step.do) {
      case "enter": {
        const id = house.enter(step.isolate, step.target, step.arrives, step.answered);
        look(house, id === null ? [] : [id]);
        break;
      }
      case "leave": {
        const ids = [...house.inside.keys()];
        const id = ids[step.which % Math.max(1, ids.length)];
        if (id !== undefined) house.leave(id, step.report);
        break;
      }
      case "pass":
        house.now += step.ms;
        break;
      case "kill":
        house.kill(step.isolate);
        break;
      case "rest":
        house.rest(step.isolate);
        break;
    }
    look(house, []);
  }
}

describe("passes that isolates hold", () => {
  it("never let in more than the door may, whoever is killed and whatever the clocks show", () => {
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: -90_000, max: 90_000 }), { minLength: 3, maxLength: 3 }),
        (list, skews) => {
          played(list, skews, (house) => {
            const alive = house.alive();
            expect(alive.length).toBeLessThanOrEqual(limits.perService);
            for (const target of ["a", "b", "c"])
              expect(alive.filter((one) => one === target).length).toBeLessThanOrEqual(limits.perTarget);
          });
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("let nobody in two seconds after the door was shut, nor anybody at once where that was found out", () => {
    fc.assert(
      fc.property(steps, (list) => {
        let shutSince = Infinity;
        played(list, [0, 0, 0], (house, began) => {
          const isShut =
            house.circuit.pausedUntil > house.now || circuitState(house.circuit, house.now) !== "closed";
          shutSince = isShut ? Math.min(shutSince, house.now) : Infinity;
          if (!isShut) house.warned.clear();
          // A probe is alone.
          if (circuitState(house.circuit, house.now) === "half-open") return;
          for (const id of began) {
            expect(house.now - shutSince).toBeLessThan(limits.reuseMs);
            expect(house.warned).not.toContain(house.inside.get(id)?.isolate);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("open the circuit exactly as if all were told at once, where one isolate does it all", () => {
    const events = fc.array(fc.tuple(fc.constantFrom(well, ill), fc.nat(900)), { maxLength: 60 });
    fc.assert(
      fc.property(events, (list) => {
        const house = new House([7000]);
        let row = 0;
        for (const [report, ms] of list) {
          house.now += ms;
          const id = house.enter(0, "a");
          expect(id === null).toBe(row >= limits.failuresToOpen);
          if (id === null) return;
          house.leave(id, report);
          row = report === ill ? row + 1 : 0;
        }
      }),
    );
  });

  it("cost a call in two seconds while all is well, and come back when they aren't used any more", () => {
    const house = new House([0]);
    for (let n = 0; n < 400; n++) {
      const ids = ["a", "a", "b"].map((target) => house.enter(0, target) ?? "");
      house.now += 25;
      for (const id of ids) house.leave(id, well);
    }
    // Ten seconds, 1200 attempts.
    expect(house.calls).toBeLessThanOrEqual(8);
    house.now += limits.reuseMs;
    house.rest(0);
    expect(house.circuit.inside).toEqual({});
    expect(house.circuit.lastSuccessAt).toBeGreaterThan(house.now - limits.reuseMs - 100);
  });

  it("count for those who go in at the last moment until these are done", () => {
    const house = new House([0, 0]);
    house.leave(house.enter(0, "a") ?? "", well);
    house.now += limits.reuseMs - 1;
    expect(house.enter(0, "a")).not.toBeNull();
    expect(house.calls).toBe(1);
    house.now += limits.leaseMs - 1;
    for (let n = 0; n < limits.perTarget; n++) house.enter(1, "a");
    expect(house.alive()).toHaveLength(limits.perTarget);
  });

  it("tell late of what went well, which ends a row of failures before it and none after it", () => {
    for (const wellAt of [100, 300]) {
      const house = new House([0, 0]);
      const late = house.enter(1, "a") ?? "";
      const fails = () => house.leave(house.enter(0, "b") ?? "", ill);
      house.now += wellAt === 100 ? 100 : 0;
      if (wellAt === 100) house.leave(late, well);
      house.now += 100;
      fails();
      fails();
      house.now += 100;
      if (wellAt === 300) house.leave(late, well);
      // It asks for somewhere else, and tells.
      house.leave(house.enter(1, "c") ?? "", null);
      fails();
      expect(circuitState(house.circuit, house.now)).toBe(wellAt === 100 ? "open" : "closed");
    }
  });

  it("are used once where something went wrong while the door was asked for them", () => {
    const pool = new PassPool(limits.leaseMs);
    const { granted } = pool.ask({ id: "1", target: "a" }, 0, () => "pass");
    expect(pool.leave("another", ill, 1)).toMatchObject({ id: "another", report: ill });
    granted({ kind: "enter", reuseMs: limits.reuseMs, more: [], spare: true });
    expect(pool.leave("1", well, 2)).toMatchObject({ id: "pass", report: well });
    expect(pool.take({ id: "2", target: "a" }, 3)).toBe(false);
  });

  it("are for one attempt alone in a house that is half full, so that nobody waits for what lies idle", () => {
    const house = new House([0, 0]);
    const ids = Array.from({ length: 4 }, () => house.enter(0, "a") ?? "");
    expect(house.enter(1, "a")).toBeNull();
    house.leave(ids[3] ?? "", well);
    expect(house.enter(1, "a")).not.toBeNull();
  });
});
