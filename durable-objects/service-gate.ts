import { DurableObject } from "cloudflare:workers";
import {
  type Circuit,
  circuitState,
  type CircuitReport,
  type CircuitState,
  enter,
  type Entry,
  leave,
  newCircuit,
  reopen,
  usualLimits,
} from "../shared/domain/circuit.ts";

const key = "circuit";

/** A place in the queue before a full house is kept for so long; then the caller comes back later. */
const longestWaitMs = 2000;

/** How old the last success may be that people are told after a restart, milliseconds. */
const keepSuccessMs = 60_000;

export interface GateView {
  state: CircuitState;
  inside: number;
  failures: number;
  pausedUntil: number | null;
  openUntil: number | null;
  lastSuccessAt: number | null;
  lastFailure: string | null;
}

/** The door to one outside service, for all attempts everywhere. Who is inside is remembered by this instance alone. */
export class ServiceGate extends DurableObject<Env> {
  #circuit: Circuit = { ...newCircuit(), ...this.ctx.storage.kv.get<Circuit>(key), inside: {} };
  #waiting: (() => void)[] = [];
  /** When the circuit was kept last. */
  #keptAt = 0;

  /** Lets an attempt in, after a short wait if it must be, or says when to come back. */
  async enter(attempt: {
    id: string;
    target: string;
  }): Promise<{ kind: "enter" } | Extract<Entry, { kind: "wait" }>> {
    const giveUpAt = Date.now() + longestWaitMs;
    for (;;) {
      const entry = enter(this.#circuit, attempt, usualLimits, Date.now());
      if (entry.kind === "enter") {
        this.#circuit = entry.next;
        return { kind: "enter" };
      }
      if (entry.why !== "full" || Date.now() >= giveUpAt) return entry;
      await this.#someoneLeaves(giveUpAt - Date.now());
    }
  }

  /** Takes an attempt out with what it says of the service. Answers whether that opened or closed the circuit. */
  leave(id: string, report: CircuitReport | null): "opened" | "closed" | null {
    const before = circuitState(this.#circuit, Date.now());
    if (report === null) {
      const { [id]: _left, ...inside } = this.#circuit.inside;
      this.#circuit = { ...this.#circuit, inside };
    } else {
      const failures = this.#circuit.failures;
      this.#circuit = leave(this.#circuit, id, report, usualLimits, Date.now());
      const { inside: _volatile, ...kept } = this.#circuit;
      const isNews = report.kind !== "answered" || before !== "closed" || failures > 0;
      // That it goes on well is kept now and then: nobody waits for a write at every answer.
      if (isNews || Date.now() - this.#keptAt > keepSuccessMs) {
        this.ctx.storage.kv.put(key, kept);
        this.#keptAt = Date.now();
      }
    }
    for (const go of this.#waiting.splice(0)) go();
    const after = circuitState(this.#circuit, Date.now());
    if ((before === "closed") === (after === "closed")) return null;
    return after === "closed" ? "closed" : "opened";
  }

  /** Opens on a person's word; whoever waits comes in. Answers whether it was shut. */
  reopen(): boolean {
    const now = Date.now();
    if (circuitState(this.#circuit, now) === "closed" && this.#circuit.pausedUntil <= now) return false;
    this.#circuit = reopen(this.#circuit);
    const { inside: _volatile, ...kept } = this.#circuit;
    this.ctx.storage.kv.put(key, kept);
    for (const go of this.#waiting.splice(0)) go();
    return true;
  }

  /** How the service is doing, for people. */
  view(): GateView {
    const { failures, pausedUntil, openUntil, lastSuccessAt, lastFailure, inside } = this.#circuit;
    const now = Date.now();
    return {
      state: circuitState(this.#circuit, now),
      inside: Object.values(inside).filter((one) => one.until > now).length,
      failures,
      pausedUntil: pausedUntil > now ? pausedUntil : null,
      openUntil,
      lastSuccessAt,
      lastFailure,
    };
  }

  async #someoneLeaves(withinMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const timer = setTimeout(resolve, withinMs);
    await promise;
    clearTimeout(timer);
  }
}
