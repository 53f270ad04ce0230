import { z } from "zod";
import { issueSchema, type SentryIssue } from "./issue.ts";
import { eventIdOf, seededIssues } from "./seed.ts";

const kept = z.object({ issues: z.array(issueSchema) });

/** Everything that the stand-in for Sentry remembers. */
export class SentryState {
  issues: SentryIssue[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.reset();
  }

  /** By its number or its short name. */
  find(id: string): SentryIssue | undefined {
    return this.issues.find((issue) => issue.id === id || issue.shortId === id);
  }

  /** It has happened once more. A resolved issue is open again. */
  happen(issue: SentryIssue): void {
    issue.events += 1;
    issue.lastSeen = new Date(this.#now()).toISOString();
    issue.eventId = eventIdOf(issue.id, issue.events);
    if (issue.status !== "resolved") return;
    issue.status = "unresolved";
    issue.isBack = true;
    issue.inNextRelease = false;
  }

  reset(): void {
    this.issues = seededIssues(this.#now());
  }

  snapshot(): unknown {
    return { issues: this.issues };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (parsed.success) this.issues = parsed.data.issues;
  }
}
