import { DurableObject } from "cloudflare:workers";
import {
  type Circuit,
  circuitState,
  type CircuitReport,
  enter,
  type Entrance,
  giveBack,
  leave,
  newCircuit,
  reopen,
  usualLimits,
  type Wait,
  wentWell,
} from "../shared/domain/circuit.ts";
import type { GateChange, GateView } from "../shared/domain/gate-view.ts";
import type { Ask, Bundle } from "../shared/domain/pass-pool.ts";

const key = "circuit";

/** A place in the queue before a full house is kept for so long; then the caller comes back later. */
const longestWaitMs = 2000;

/** How old the last success may be that people are told after a restart, milliseconds. */
const keepSuccessMs = 60_000;

/** While others wait, a pass is for one attempt alone, so that the line moves on. */
const forOnce = { ...usualLimits, reuseMs: 0, crowdedReuseMs: 0 };

const nothing: Bundle = { back: [], wellAgoMs: null };

/**
 * The door to one outside service, for all attempts everywhere. It gives passes to isolates (see `PassPool`). Who holds them is
 * remembered by this instance alone.
 */
export class ServiceGate extends DurableObject<Env> {
  #circuit: Circuit = { ...newCircuit(), ...this.ctx.storage.kv.get<Circuit>(key), inside: {} };
  #waiting: (() => void)[] = [];
  /** When the circuit was kept last. */
  #keptAt = 0;

  /** Gives passes, after a short wait if it must be, or says when to come back. */
  async enter({ pass, more, ...bundle }: Ask): Promise<Entrance | Wait> {
    const hasLine = this.#waiting.length > 0;
    this.tell(bundle);
    // Those who wait already come first.
    if (hasLine) await scheduler.wait(0);
    const giveUpAt = Date.now() + longestWaitMs;
    for (;;) {
      const limits = this.#waiting.length > 0 ? forOnce : usualLimits;
      const entry = enter(this.#circuit, pass, limits, Date.now(), more);
      if (entry.kind === "enter") {
        const { next, ...entrance } = entry;
        this.#circuit = next;
        return entrance;
      }
      if (entry.why !== "full" || Date.now() >= giveUpAt) return entry;
      await this.#someoneLeaves(giveUpAt - Date.now());
    }
  }

  /** Takes an attempt out with what it says of the service. Answers what has changed by that. */
  leave(id: string, report: CircuitReport | null, bundle: Bundle = nothing): GateChange | null {
    this.tell({ ...bundle, back: [id, ...bundle.back] });
    if (report === null) return null;
    const before = circuitState(this.#circuit, Date.now());
    const wasRefused = this.#circuit.refusal !== null;
    const isRefused = report.kind === "answered" && report.refusal !== undefined;
    const isNews =
      report.kind !== "answered" ||
      before !== "closed" ||
      this.#circuit.failures > 0 ||
      wasRefused ||
      isRefused;
    this.#circuit = leave(this.#circuit, id, report, usualLimits, Date.now());
    this.#keep(isNews);
    const after = circuitState(this.#circuit, Date.now());
    if ((before === "closed") !== (after === "closed")) return after === "closed" ? "closed" : "opened";
    if (wasRefused === (this.#circuit.refusal !== null)) return null;
    return wasRefused ? "accepted" : "refused";
  }

  /** Takes passes back, and hears how it went meanwhile. */
  tell({ back, wellAgoMs }: Bundle): void {
    this.#circuit = giveBack(this.#circuit, back);
    if (wellAgoMs !== null) {
      const { failures, refusal } = this.#circuit;
      this.#circuit = wentWell(this.#circuit, Date.now() - wellAgoMs);
      this.#keep(this.#circuit.failures !== failures || this.#circuit.refusal !== refusal);
    }
    if (back.length > 0) for (const go of this.#waiting.splice(0)) go();
  }

  /** Opens on a person's word; whoever waits comes in. Answers whether it was shut. */
  reopen(): boolean {
    const now = Date.now();
    if (circuitState(this.#circuit, now) === "closed" && this.#circuit.pausedUntil <= now) return false;
    this.#circuit = reopen(this.#circuit);
    this.#keep(true);
    for (const go of this.#waiting.splice(0)) go();
    return true;
  }

  /** How the service is doing, for people. */
  view(): GateView {
    const { failures, failingSince, refusal, pausedUntil, openUntil, lastSuccessAt, lastFailure, inside } =
      this.#circuit;
    const now = Date.now();
    return {
      state: circuitState(this.#circuit, now),
      inside: Object.values(inside).filter((one) => one.until > now).length,
      failures,
      failingSince,
      refusal,
      pausedUntil: pausedUntil > now ? pausedUntil : null,
      openUntil,
      lastSuccessAt,
      lastFailure,
    };
  }

  /** That it goes on well is kept now and then: nobody waits for a write at every answer. */
  #keep(isNews: boolean): void {
    if (!isNews && Date.now() - this.#keptAt <= keepSuccessMs) return;
    const { inside: _volatile, ...kept } = this.#circuit;
    this.ctx.storage.kv.put(key, kept);
    this.#keptAt = Date.now();
  }

  async #someoneLeaves(withinMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const timer = setTimeout(resolve, withinMs);
    await promise;
    clearTimeout(timer);
  }
}
