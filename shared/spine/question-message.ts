import { and, eq, gte, ne, sql } from "drizzle-orm";
import { actions, effects } from "../db/schema.ts";
import type { PostedMessage } from "../integrations/slack/message.ts";
import type { Spine } from "./context.ts";

/** What the message that asks about an action is called in its task; step names are made of it, so it is persistent. */
export function questionName(key: string, round: number): string {
  return `ask ${key} ${round}`;
}

/** What the message is called that asks what became of an action whose answer was lost. */
export function lostAnswerName(key: string, round: number): string {
  return `ask what happened ${key} ${round}`;
}

/** The key of the action that says something under a name. */
export function keyOfName(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/g, "-");
}

/** A question that is put in a thread by an action of the task's own. */
export interface Question {
  taskId: string;
  /** The action that it is about. */
  actionId: string;
  /** Whether it asks for a decision, or what became of it. */
  asks: "decision" | "what_happened";
}

/**
 * Why a message is not the one in which a question stands, in words for whoever has clicked on it; null when it is. The
 * question is known by what Slack answered to our own post, or by what was found there when that answer was lost: a copy
 * of its buttons is no question, and neither is the genuine message once another task has rewritten it.
 */
export async function whyNotTheQuestion(
  spine: Spine,
  question: Question,
  message: PostedMessage,
): Promise<string | null> {
  const { db } = spine;
  const { taskId } = question;
  const here = and(
    eq(effects.taskId, taskId),
    eq(effects.state, "applied"),
    sql`json_extract(${effects.result}, '$.ts') = ${message.ts}`,
    sql`json_extract(${effects.result}, '$.channel') = ${message.channel}`,
  );
  const [said, rewritten] = await db.batch([
    db.select({ actionId: effects.actionId }).from(effects).where(here),
    db
      .select({ id: actions.id })
      .from(actions)
      .where(
        and(
          eq(actions.kind, "notification_internal"),
          eq(actions.target, `slack:${message.channel}`),
          ne(actions.taskId, taskId),
          // Nothing rewrites a message before it is there. Slack's timestamps are seconds.
          gte(actions.createdAt, Math.floor(Number(message.ts)) * 1000 - clockToleranceMs || 0),
          sql`json_extract(${actions.payload}, '$.update') = ${message.ts}`,
        ),
      )
      .limit(1),
  ]);
  if (!said.some(({ actionId }) => asksIn(question, actionId)))
    return "this message is not the one in which I ask, or it is so new that it is not on record yet";
  return rewritten.length === 0 ? null : "this message has been rewritten since I asked in it";
}

/** Slack's clock and ours may differ by so much. */
const clockToleranceMs = 10 * 60_000;

function asksIn({ taskId, actionId, asks }: Question, saying: string): boolean {
  const key = actionId.slice(taskId.length + 1);
  const name = asks === "decision" ? questionName : lostAnswerName;
  const begin = `${taskId}.${keyOfName(name(key, 0)).slice(0, -1)}`;
  return saying.startsWith(begin) && /^\d+$/.test(saying.slice(begin.length));
}
