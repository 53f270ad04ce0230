import { memoryId } from "./memory-id.ts";
import { type Memory, longestMemory, type MemoryKind } from "../domain/memory.ts";
import type { LedgerType } from "../domain/ledger.ts";
import type { actions, effects, ledger } from "../db/schema.ts";
import type { ApplicableKind } from "../policy/boundaries.ts";
import type { Preview, Remembered } from "../spine/action-kind.ts";

type Fact = typeof ledger.$inferSelect;
type Action = typeof actions.$inferSelect;
type Effect = Pick<typeof effects.$inferSelect, "actionId" | "result">;

/** The facts that something is remembered of. */
export const rememberedTypes = ["effect.applied", "approval.decided"] as const satisfies LedgerType[];

/** What is out in the world or before the team when it is applied, and is remembered as said. */
const publications: ReadonlySet<string> = new Set([
  "blog_publish",
  "blog_correct",
  "bluesky_post",
  "linkedin_post",
  "threads_post",
  "gist_publish",
  "slack_report",
] satisfies ApplicableKind[]);

/** The kind of the tasks that sort what people have said: what they report is feedback. */
const feedbackTask = "feedback_triage";

/** What people agree to as a whole, and what is done later follows from. */
const plans: ReadonlySet<string> = new Set(["code_execute", "delivery_plan"] satisfies ApplicableKind[]);

/** What people have agreed was said. */
const notes: ReadonlySet<string> = new Set(["meeting_notes"] satisfies ApplicableKind[]);

/** What is known of what a fact is about. */
export interface About {
  action: Action;
  preview: Preview;
  /** What its kind says is remembered; null: its preview. */
  remembered: Remembered | null;
  effect: Effect | null;
  /** The kind of the task; null: it isn't known. */
  taskKind: string | null;
}

/** What there is to remember of a fact; null: nothing. */
export async function memoryOf(
  fact: Pick<Fact, "id" | "at" | "type" | "data">,
  { action, preview, remembered, effect, taskKind }: About,
): Promise<Memory | null> {
  const isDone = fact.type === "effect.applied";
  const shown = (isDone && remembered?.said) || preview;
  const found = whatOf(fact, action, shown, taskKind);
  if (found === null) return null;
  const url = URL.parse(effect?.result?.["url"] ?? "");
  const isOutside = url !== null && /^https?:$/.test(url.protocol);
  return {
    id: await memoryId(fact.id),
    project: action.project,
    kind: found.kind,
    title: found.title.slice(0, 200),
    text: found.text.slice(0, longestMemory),
    url: isOutside && found.kind === "publication" ? url.href : null,
    taskId: action.taskId,
    by: found.by,
    provenance: found.by === null ? action.provenance : "internal",
    at: fact.at,
    ...(isDone && remembered !== null ? { partOf: remembered.of } : {}),
  };
}

interface What {
  kind: MemoryKind;
  title: string;
  text: string;
  by: string | null;
}

function whatOf(
  { type, data }: Pick<Fact, "type" | "data">,
  { kind }: Action,
  preview: Preview,
  taskKind: string | null,
): What | null {
  if (type === "effect.applied") {
    const published = taskKind === feedbackTask ? "feedback" : "publication";
    const said = publications.has(kind) ? published : notes.has(kind) ? "note" : null;
    return said === null ? null : { kind: said, title: preview.title, text: preview.body, by: null };
  }
  const { decision, by, reason } = data;
  if (typeof by !== "string") return null;
  if (decision === "approved" && plans.has(kind))
    return { kind: "plan", title: preview.title, text: preview.body, by };
  if (typeof reason !== "string" || reason.trim() === "") return null;
  return { kind: decision === "revised" ? "revision" : "decision", title: preview.title, text: reason, by };
}
