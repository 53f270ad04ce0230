import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CircuitReport,
  circuitState,
  enter,
  leave,
  newCircuit,
  reopen,
  usualLimits,
} from "../../../shared/domain/circuit.ts";
import { longestPatienceMs } from "../../../shared/platform/retry-after.ts";

const limits = { ...usualLimits, perService: 4, perTarget: 2, failuresToOpen: 3 };
const reports = fc.constantFrom<CircuitReport>(
  { kind: "answered" },
  { kind: "failed", reason: "500" },
  { kind: "patience", ms: 700 },
);
const steps = fc.array(
  fc.record({
    waitMs: fc.nat(5000),
    id: fc.nat(12).map(String),
    target: fc.constantFrom("a", "b", "c"),
    report: fc.option(reports),
  }),
  { maxLength: 60 },
);

describe("the door to a service", () => {
  it("never lets in more than it may, nor anybody while it is shut or was asked for patience", () => {
    fc.assert(
      fc.property(steps, (list) => {
        let circuit = newCircuit();
        let now = 0;
        for (const { waitMs, id, target, report } of list) {
          now += waitMs;
          if (report !== null && id in circuit.inside) {
            circuit = leave(circuit, id, report, limits, now);
            continue;
          }
          const before = circuit;
          const entry = enter(circuit, { id, target }, limits, now);
          if (entry.kind === "wait") {
            expect(entry.waitMs).toBeGreaterThan(0);
            continue;
          }
          circuit = entry.next;
          const inside = Object.values(circuit.inside).filter((one) => one.until > now);
          expect(inside.length).toBeLessThanOrEqual(limits.perService);
          expect(inside.filter((one) => one.target === target).length).toBeLessThanOrEqual(limits.perTarget);
          expect(before.pausedUntil).toBeLessThanOrEqual(now);
          expect(circuitState(before, now)).not.toBe("open");
          if (circuitState(before, now) === "half-open") expect(inside.length).toBe(1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("opens after failures in a row, lets one look, and closes when that is answered", () => {
    let circuit = newCircuit();
    const attempt = (id: string, now: number) => enter(circuit, { id, target: "a" }, limits, now);
    for (let n = 0; n < 3; n++)
      circuit = leave(circuit, "x", { kind: "failed", reason: "500" }, limits, 1000);
    expect(attempt("1", 1001)).toMatchObject({ kind: "wait", why: "open" });
    const probe = attempt("1", 1000 + limits.openMs);
    if (probe.kind !== "enter") throw new Error("one may look");
    circuit = probe.next;
    expect(attempt("2", 1000 + limits.openMs)).toMatchObject({ kind: "wait", why: "full" });
    circuit = leave(circuit, "1", { kind: "answered" }, limits, 2000 + limits.openMs);
    expect(circuitState(circuit, 2000 + limits.openMs)).toBe("closed");
    expect(attempt("2", 2000 + limits.openMs).kind).toBe("enter");
  });

  it("follows a wish for patience for a quarter of an hour at most, and opens on a person's word", () => {
    const asked = leave(newCircuit(), "1", { kind: "patience", ms: 86_400_000 }, limits, 0);
    const attempt = { id: "2", target: "a" };
    expect(enter(asked, attempt, limits, longestPatienceMs - 1)).toMatchObject({ why: "paused", waitMs: 1 });
    expect(enter(asked, attempt, limits, longestPatienceMs).kind).toBe("enter");
    expect(enter(reopen(asked), attempt, limits, 1).kind).toBe("enter");
    const open = { ...newCircuit(), failures: 9, openUntil: 5000 };
    expect(circuitState(reopen(open), 1)).toBe("closed");
  });

  it("gives back the place of an attempt that died", () => {
    const one = enter(newCircuit(), { id: "1", target: "a" }, { ...limits, perService: 1 }, 0);
    if (one.kind !== "enter") throw new Error("there was room");
    const two = (now: number) => enter(one.next, { id: "2", target: "a" }, { ...limits, perService: 1 }, now);
    // It may have begun as late as the pass could be used.
    const deadAt = limits.reuseMs + limits.leaseMs;
    expect(two(deadAt - 1)).toMatchObject({ why: "full" });
    expect(two(deadAt).kind).toBe("enter");
  });
});
