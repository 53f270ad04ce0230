import { z } from "zod";
import type { LedgerEntry, LedgerType } from "../../../domain/ledger.ts";
import { isTalk } from "../../../domain/talk.ts";
import { isFinal, type TaskStatus } from "../../../domain/task-status.ts";

/** The facts that a ticket tells of. */
export const toldTypes = [
  "question.asked",
  "approval.decided",
  "approval.expired",
  "approval.voted",
  "hold.released",
  "proposal.edited",
  "effect.applied",
  "effect.failed",
  "task.done",
  "task.rejected",
  "task.failed",
  "task.cancelled",
] as const satisfies LedgerType[];

const endings: ReadonlySet<string> = new Set([
  "task.done",
  "task.rejected",
  "task.failed",
  "task.cancelled",
] satisfies LedgerType[]);

/** Whether a task is over with a fact. */
export function isEnding({ type }: Pick<LedgerEntry, "type">): boolean {
  return endings.has(type);
}

const decided = z.object({ digest: z.string() });
const effected = z.object({ kind: z.string(), target: z.string(), digest: z.string() });

/** The longest summary that is told: those of refusals have a service's words in them. */
const mostLength = 500;

/**
 * A fact as the ticket's comment says it: who did what, and the digest that it was about. Null: nobody has to read it there.
 * @param url where what was published can be seen
 */
export function noteOf(
  { type, summary, data }: Pick<LedgerEntry, "type" | "summary" | "data">,
  url: string | null,
): string | null {
  const words = firstPart(summary);
  if (type.startsWith("effect.")) {
    const effect = effected.safeParse(data).data;
    if (effect === undefined || isTalk(effect.kind)) return null;
    const { kind, target, digest } = effect;
    if (type === "effect.failed") return `${words} (${target}, digest ${digest}).`;
    return `Done: ${kind} for ${target}${url === null ? "" : `, see ${url}`} (digest ${digest}).`;
  }
  if (type === "question.asked") return `It waits for ${words}.`;
  if (isEnding({ type })) return `${capital(words)}${url === null ? "" : `: ${url}`}.`;
  const digest = decided.safeParse(data).data?.digest;
  return `${capital(words)}${digest === undefined ? "" : ` (digest ${digest})`}.`;
}

/** The status that a ticket should have with a task's; null: it is left where it is. */
export function statusFor(
  status: TaskStatus,
  { started, done, dropped }: { started: string | null; done: string | null; dropped: string | null },
): string | null {
  if (status === "done") return done;
  return isFinal(status) ? dropped : started;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function firstPart(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= mostLength ? line : `${line.slice(0, mostLength)}…`;
}
