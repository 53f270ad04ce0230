import { createHash } from "node:crypto";
import type {
  AssignmentResult,
  AssignmentSpec,
  AssignmentStatus,
} from "../../../shared/executor/protocol.ts";
import { firstPhaseOf, type Phase } from "../../../shared/domain/phase.ts";
import type { Emit } from "./contract.ts";
import { phasesOf } from "./execute/phases-of.ts";
import { EventLog } from "./event-log.ts";
import { log } from "./log.ts";

/** What an assignment works with. */
export interface AssignmentContext {
  /** Number of its place, which no other assignment has meanwhile. */
  place: number;
  emit: Emit;
  signal: AbortSignal;
  /** Ends the assignment as cancelled: its owner has told so on another way. */
  cancel: () => void;
}

/** Does an assignment from its beginning to its end. What it throws is a fault of ours. */
export type RunAssignment = (
  assignment: AssignmentSpec,
  context: AssignmentContext,
) => Promise<AssignmentResult>;

export type Started =
  | { kind: "started" | "same"; status: AssignmentStatus }
  | { kind: "different" }
  | { kind: "full" };

interface Assignment {
  id: string;
  digest: string;
  place: number;
  events: EventLog;
  controller: AbortController;
  phase: Phase | null;
  result: AssignmentResult | null;
  endedAt: number | null;
  done: Promise<void>;
}

const keptMs = 60 * 60 * 1000;
const keptAssignments = 100;

/** The assignments of this executor: those that run, at most `places`, and those that ended not long ago. */
export class Assignments {
  readonly #assignments = new Map<string, Assignment>();
  readonly #places: number;
  readonly #run: RunAssignment;
  readonly #secrets: readonly string[];
  readonly #now: () => number;

  /** `secrets` are the server's own, which no event may hold. */
  constructor(places: number, run: RunAssignment, secrets: readonly string[], now: () => number = Date.now) {
    this.#places = places;
    this.#run = run;
    this.#secrets = secrets;
    this.#now = now;
  }

  get places(): number {
    return this.#places;
  }

  get running(): number {
    return this.#running().length;
  }

  /** Starts an assignment once: the same id with the same words is the assignment that is there. */
  start(spec: AssignmentSpec): Started {
    this.#forgetOld();
    const digest = digestOf(spec);
    const known = this.#assignments.get(spec.assignmentId);
    if (known !== undefined)
      return known.digest === digest ? { kind: "same", status: statusOf(known) } : { kind: "different" };
    const taken = new Set(this.#running().map(({ place }) => place));
    const place = Array.from({ length: this.#places }, (_, number) => number).find(
      (free) => !taken.has(free),
    );
    if (place === undefined) return { kind: "full" };
    const assignment: Assignment = {
      id: spec.assignmentId,
      digest,
      place,
      events: new EventLog([...secretsOf(spec), ...this.#secrets], this.#now),
      controller: new AbortController(),
      phase: null,
      result: null,
      endedAt: null,
      done: Promise.resolve(),
    };
    this.#assignments.set(assignment.id, assignment);
    assignment.done = this.#work(assignment, spec);
    return { kind: "started", status: statusOf(assignment) };
  }

  status(id: string): AssignmentStatus | null {
    const assignment = this.#assignments.get(id);
    return assignment === undefined ? null : statusOf(assignment);
  }

  events(id: string): EventLog | null {
    return this.#assignments.get(id)?.events ?? null;
  }

  /** Ends an assignment; it counts as running until the last of its processes is gone. */
  cancel(id: string): AssignmentStatus | null {
    const assignment = this.#assignments.get(id);
    if (assignment === undefined) return null;
    assignment.controller.abort();
    return statusOf(assignment);
  }

  /** Cancels all and resolves when nothing of them is left. */
  async end(): Promise<void> {
    for (const assignment of this.#running()) assignment.controller.abort();
    await Promise.all([...this.#assignments.values()].map(({ done }) => done));
  }

  async #work(assignment: Assignment, spec: AssignmentSpec): Promise<void> {
    const { controller, events, place } = assignment;
    const started = this.#now();
    const emit: Emit = (event) => {
      if (event.type === "phase.started") assignment.phase = event.phase;
      events.add(event);
    };
    log.info("assignment.started", { assignmentId: assignment.id, place });
    let result: AssignmentResult;
    try {
      result = await this.#run(spec, {
        place,
        emit,
        signal: controller.signal,
        cancel: () => controller.abort(),
      });
    } catch (error) {
      const reason = events.scrub(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      // What a cancelled assignment was doing breaks off somewhere.
      if (!controller.signal.aborted)
        log.error("assignment.broke", { assignmentId: assignment.id, place, reason });
      result = { kind: "failed", phase: assignment.phase ?? firstPhase(spec), code: "internal", reason };
    }
    // However a cancelled assignment has ended: nobody waits for more.
    assignment.result = controller.signal.aborted ? { kind: "cancelled" } : events.scrub(result);
    assignment.endedAt = this.#now();
    events.add({ type: "ended", result: assignment.result });
    const code =
      assignment.result.kind === "failed" ? `failed.${assignment.result.code}` : assignment.result.kind;
    log.info("assignment.ended", {
      assignmentId: assignment.id,
      place,
      code,
      ms: assignment.endedAt - started,
    });
  }

  #running(): Assignment[] {
    return [...this.#assignments.values()].filter(({ endedAt }) => endedAt === null);
  }

  #forgetOld(): void {
    const ended = [...this.#assignments.values()]
      .flatMap(({ id, endedAt }) => (endedAt === null ? [] : [{ id, endedAt }]))
      .toSorted((a, b) => b.endedAt - a.endedAt);
    for (const [index, { id, endedAt }] of ended.entries())
      if (index >= keptAssignments || this.#now() - endedAt > keptMs) this.#assignments.delete(id);
  }
}

function statusOf(assignment: Assignment): AssignmentStatus {
  return {
    assignmentId: assignment.id,
    state: assignment.endedAt === null ? "running" : "ended",
    phase: assignment.phase,
    seq: assignment.events.seq,
    result: assignment.result,
  };
}

const firstPhase = (spec: AssignmentSpec): Phase =>
  spec.mode === "execute" ? (phasesOf(spec)[0] ?? "review") : firstPhaseOf(spec.mode);

/** Whoever asks again may have got fresh tokens meanwhile: the work is the same. */
function digestOf(spec: AssignmentSpec): string {
  const work = {
    ...spec,
    repository: { ...spec.repository, token: "" },
    llm: { ...spec.llm, token: "" },
  };
  return createHash("sha256").update(JSON.stringify(work)).digest("hex");
}

const shortestSecret = 8;

function secretsOf(spec: AssignmentSpec): string[] {
  const { token } = spec.repository;
  const asPassword = Buffer.from(`x-access-token:${token}`).toString("base64");
  // A word of fewer letters is no secret, and taking it out would spoil texts.
  return [token, asPassword, spec.llm.token].filter((secret) => secret.length >= shortestSecret);
}
