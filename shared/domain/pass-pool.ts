import type { CircuitReport, Entrance, Pass, Wait } from "./circuit.ts";

/** What rides along when a door is asked or told anything. */
export interface Bundle {
  /** Passes that nobody uses any more. */
  back: string[];
  /** How long ago the service answered well for the last time, if that was not told yet; milliseconds. */
  wellAgoMs: number | null;
}

/** What a door is asked for: a pass for one attempt, and as many more as were used lately. */
export interface Ask extends Bundle {
  pass: Pass;
  more: Pass[];
}

/** What a door is told at once. */
export interface Told extends Bundle {
  id: string;
  report: CircuitReport | null;
}

interface Held extends Pass {
  /** Until then it may let in the next one; 0: it is for one attempt alone, whose end is told at once. */
  reuseUntil: number;
  /** Who is inside with it then has died, or taken too long to count. */
  until: number;
  /** It need not be given back. */
  spare: boolean;
  /** Who is inside with it. */
  attempt: string | null;
  /** Somebody has gone in with it. */
  used: boolean;
}

/** Whoever has no answer for so long stands in line at the door; or after so long has died. Milliseconds. */
const inLineMs = 50;
const longestAskMs = 4000;
/** So many passes are asked for at once. */
const mostAtOnce = 8;

/**
 * The passes of one isolate for one service's door. It is data alone, so that all that goes on in the isolate can share it: a
 * pass that somebody leaves with lets in the next one, without a word to the door. What goes wrong is told at once, and ends that
 * for all passes that are held. Times are epoch milliseconds by the isolate's own clock.
 */
export class PassPool {
  #held: Held[] = [];
  #wellAt: number | null = null;
  /** How often something went wrong. */
  #troubles = 0;
  #dueAt = 0;
  /** Asks that the door has not answered, with the moment of each. */
  readonly #asking = new Map<string, { target: string; since: number }>();
  readonly #leaseMs: number;

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  /** Lets an attempt in with a pass that is held; false: the door is to be asked. */
  take(attempt: Pass, now: number): boolean {
    const pass = this.#held.find(
      (one) => one.attempt === null && one.target === attempt.target && now < one.reuseUntil,
    );
    if (pass === undefined) return false;
    pass.attempt = attempt.id;
    pass.used = true;
    return true;
  }

  /** What to ask the door for, for an attempt. It brings back what can't be used again, and asks for as much as was used of that. */
  ask(
    attempt: Pass,
    now: number,
    newId: () => string,
  ): { ask: Ask; granted: (entry: Entrance | Wait) => void } {
    // Whoever was inside under the same name has died.
    for (const one of this.#held) if (one.attempt === attempt.id) this.#free(one);
    const old = this.#dropped((one) => (one.attempt === null && now >= one.reuseUntil) || now >= one.until);
    const wanted = old.filter((one) => one.used).map((one) => one.target);
    const own = wanted.indexOf(attempt.target);
    if (own >= 0) wanted.splice(own, 1);
    const pass = { id: newId(), target: attempt.target };
    const more = wanted.slice(0, mostAtOnce - 1).map((target) => ({ id: newId(), target }));
    const troubles = this.#troubles;
    this.#asking.set(pass.id, { target: attempt.target, since: now });
    const granted = (entry: Entrance | Wait): void => {
      this.#asking.delete(pass.id);
      if (entry.kind === "wait") return;
      // What went wrong since the door was asked counts for these too.
      const reuseUntil = troubles === this.#troubles && entry.reuseMs > 0 ? now + entry.reuseMs : 0;
      const kept = { reuseUntil, until: now + entry.reuseMs + this.#leaseMs, spare: entry.spare };
      this.#held.push({ ...pass, ...kept, attempt: attempt.id, used: true });
      for (const one of entry.more) this.#held.push({ ...one, ...kept, attempt: null, used: false });
    };
    return { ask: { pass, more, ...this.#bundle(old, now) }, granted };
  }

  /** An attempt has left: answers what the door is to be told at once, null when that has time. */
  leave(attemptId: string, report: CircuitReport | null, now: number): Told | null {
    const pass = this.#held.find((one) => one.attempt === attemptId);
    const isTrouble = report !== null && (report.kind !== "answered" || report.refusal !== undefined);
    if (isTrouble) {
      this.#troubles += 1;
      for (const one of this.#held) one.reuseUntil = 0;
    }
    if (pass !== undefined && pass.reuseUntil > 0 && !this.#isWaitedFor(pass.target, now)) {
      pass.attempt = null;
      if (report !== null) this.#wellAt = now;
      return null;
    }
    const id = pass?.id ?? attemptId;
    this.#held = this.#held.filter((one) => one !== pass);
    const back = this.#dropped((one) => one.attempt === null && now >= one.reuseUntil);
    return { id, report, ...this.#bundle(back, now) };
  }

  /** When passes are to be given back that are neither used nor spare; null: there are none, or somebody sees to it. */
  dueAt(now: number): number | null {
    const free = this.#held.filter((one) => one.attempt === null && !one.spare);
    const at = Math.max(now, ...free.map((one) => one.reuseUntil));
    if (free.length === 0 || at <= this.#dueAt) return null;
    this.#dueAt = at;
    return at;
  }

  /** What the door is told when nobody asks it anyway; null: nothing. */
  rest(now: number): Bundle | null {
    const old = this.#dropped((one) => one.attempt === null && now >= one.reuseUntil);
    return old.length === 0 ? null : this.#bundle(old, now);
  }

  /** One of ours stands in line at the door: it is let in there, not here. */
  #isWaitedFor(target: string, now: number): boolean {
    for (const [id, one] of this.#asking) {
      if (now - one.since > longestAskMs) this.#asking.delete(id);
      else if (one.target === target && now - one.since > inLineMs) return true;
    }
    return false;
  }

  #free(one: Held): void {
    one.attempt = null;
    one.reuseUntil = 0;
    one.used = false;
  }

  #dropped(isDropped: (one: Held) => boolean): Held[] {
    const dropped = this.#held.filter(isDropped);
    this.#held = this.#held.filter((one) => !dropped.includes(one));
    return dropped;
  }

  #bundle(back: readonly Held[], now: number): Bundle {
    const wellAgoMs = this.#wellAt === null ? null : now - this.#wellAt;
    this.#wellAt = null;
    return { back: back.map(({ id }) => id), wellAgoMs };
  }
}
