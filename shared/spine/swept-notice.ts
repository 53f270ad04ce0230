import { eq } from "drizzle-orm";
import { actions } from "../db/schema.ts";
import { refusalOf } from "../integrations/slack/refusal.ts";
import { unescapeMrkdwn } from "../integrations/slack/unescape.ts";
import type { Spine } from "./context.ts";
import { mendOf } from "./mend-of.ts";
import { recordUndelivered } from "./undelivered.ts";
import { inspect } from "./verdict-input.ts";

const telling: ReadonlySet<string> = new Set(["notification_internal", "github_comment", "sentry_resolve"]);

/** Puts on record that a notice which nobody waits for was refused after all. What only tells is meant: of all else the effect says it. */
export async function missSwept(spine: Spine, actionId: string, error: string): Promise<void> {
  const action = await spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
  if (action === undefined || !telling.has(action.kind)) return;
  const { kind, taskId, target: where, project, payload } = action;
  const { seen } = inspect(spine, project, kind, JSON.parse(payload));
  const { reason, mend } =
    kind === "notification_internal" ? refusalOf(error) : { reason: error, mend: mendOf(kind, error) };
  const key = actionId.slice(taskId.length + 1);
  await recordUndelivered(spine, taskId, key, {
    where,
    kind,
    reason,
    mend,
    instead: null,
    words: unescapeMrkdwn(seen?.preview.body ?? ""),
  });
}
