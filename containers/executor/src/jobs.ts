import { createHash } from "node:crypto";
import type { JobResult, JobSpec, JobStatus, Phase } from "../../../shared/executor/protocol.ts";
import type { Emit } from "./contract.ts";
import { EventLog } from "./event-log.ts";
import { log } from "./log.ts";

/** What a job works with. */
export interface JobContext {
  /** Number of its place, which no other job has meanwhile. */
  place: number;
  emit: Emit;
  signal: AbortSignal;
  /** Ends the job as cancelled: its owner has told so on another way. */
  cancel: () => void;
}

/** Does a job from its beginning to its end. What it throws is a fault of ours. */
export type RunJob = (job: JobSpec, context: JobContext) => Promise<JobResult>;

export type Started =
  | { kind: "started" | "same"; status: JobStatus }
  | { kind: "different" }
  | { kind: "full" };

interface Job {
  id: string;
  digest: string;
  place: number;
  events: EventLog;
  controller: AbortController;
  phase: Phase | null;
  result: JobResult | null;
  endedAt: number | null;
  done: Promise<void>;
}

const keptMs = 60 * 60 * 1000;
const keptJobs = 100;

/** The jobs of this executor: those that run, at most `places`, and those that ended not long ago. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #places: number;
  readonly #run: RunJob;
  readonly #secrets: readonly string[];
  readonly #now: () => number;

  /** `secrets` are the server's own, which no event may hold. */
  constructor(places: number, run: RunJob, secrets: readonly string[], now: () => number = Date.now) {
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

  /** Starts a job once: the same id with the same words is the job that is there. */
  start(spec: JobSpec): Started {
    this.#forgetOld();
    const digest = digestOf(spec);
    const known = this.#jobs.get(spec.jobId);
    if (known !== undefined)
      return known.digest === digest ? { kind: "same", status: statusOf(known) } : { kind: "different" };
    const taken = new Set(this.#running().map(({ place }) => place));
    const place = Array.from({ length: this.#places }, (_, number) => number).find(
      (free) => !taken.has(free),
    );
    if (place === undefined) return { kind: "full" };
    const job: Job = {
      id: spec.jobId,
      digest,
      place,
      events: new EventLog([...secretsOf(spec), ...this.#secrets], this.#now),
      controller: new AbortController(),
      phase: null,
      result: null,
      endedAt: null,
      done: Promise.resolve(),
    };
    this.#jobs.set(job.id, job);
    job.done = this.#work(job, spec);
    return { kind: "started", status: statusOf(job) };
  }

  status(id: string): JobStatus | null {
    const job = this.#jobs.get(id);
    return job === undefined ? null : statusOf(job);
  }

  events(id: string): EventLog | null {
    return this.#jobs.get(id)?.events ?? null;
  }

  /** Ends a job; it counts as running until the last of its processes is gone. */
  cancel(id: string): JobStatus | null {
    const job = this.#jobs.get(id);
    if (job === undefined) return null;
    job.controller.abort();
    return statusOf(job);
  }

  /** Cancels all and resolves when nothing of them is left. */
  async end(): Promise<void> {
    for (const job of this.#running()) job.controller.abort();
    await Promise.all([...this.#jobs.values()].map(({ done }) => done));
  }

  async #work(job: Job, spec: JobSpec): Promise<void> {
    const { controller, events, place } = job;
    const started = this.#now();
    const emit: Emit = (event) => {
      if (event.type === "phase.started") job.phase = event.phase;
      events.add(event);
    };
    log.info("job.started", { jobId: job.id, place });
    let result: JobResult;
    try {
      result = await this.#run(spec, {
        place,
        emit,
        signal: controller.signal,
        cancel: () => controller.abort(),
      });
    } catch (error) {
      const reason = events.scrub(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      // What a cancelled job was doing breaks off somewhere.
      if (!controller.signal.aborted) log.error("job.broke", { jobId: job.id, place, reason });
      result = { kind: "failed", phase: job.phase ?? firstPhase(spec), code: "internal", reason };
    }
    // However a cancelled job has ended: nobody waits for more.
    job.result = controller.signal.aborted ? { kind: "cancelled" } : events.scrub(result);
    job.endedAt = this.#now();
    events.add({ type: "ended", result: job.result });
    const code = job.result.kind === "failed" ? `failed.${job.result.code}` : job.result.kind;
    log.info("job.ended", { jobId: job.id, place, code, ms: job.endedAt - started });
  }

  #running(): Job[] {
    return [...this.#jobs.values()].filter(({ endedAt }) => endedAt === null);
  }

  #forgetOld(): void {
    const ended = [...this.#jobs.values()]
      .flatMap(({ id, endedAt }) => (endedAt === null ? [] : [{ id, endedAt }]))
      .toSorted((a, b) => b.endedAt - a.endedAt);
    for (const [index, { id, endedAt }] of ended.entries())
      if (index >= keptJobs || this.#now() - endedAt > keptMs) this.#jobs.delete(id);
  }
}

function statusOf(job: Job): JobStatus {
  return {
    jobId: job.id,
    state: job.endedAt === null ? "running" : "ended",
    phase: job.phase,
    seq: job.events.seq,
    result: job.result,
  };
}

const firstPhase = (spec: JobSpec): Phase => {
  if (spec.mode === "plan") return "plan";
  return spec.ciLogs === null ? "red" : "repair";
};

/** Whoever asks again may have got fresh tokens meanwhile: the work is the same. */
function digestOf(spec: JobSpec): string {
  const work = {
    ...spec,
    repository: { ...spec.repository, token: "" },
    llm: { ...spec.llm, token: "" },
  };
  return createHash("sha256").update(JSON.stringify(work)).digest("hex");
}

const shortestSecret = 8;

function secretsOf(spec: JobSpec): string[] {
  const { token } = spec.repository;
  const asPassword = Buffer.from(`x-access-token:${token}`).toString("base64");
  // A word of fewer letters is no secret, and taking it out would spoil texts.
  return [token, asPassword, spec.llm.token].filter((secret) => secret.length >= shortestSecret);
}
