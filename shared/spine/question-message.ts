import { and, eq, ne, type SQL, sql } from "drizzle-orm";
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

/** The key of the action that says something in its nth way, where the ways before were refused. */
export function keyOfWay(key: string, n: number): string {
  return n === 1 ? key : `${key}-way-${n}`;
}

/** A question that is put in a thread by an action of the task's own. */
export interface Question {
  taskId: string;
  /** The action that it is about. */
  actionId: string;
  /** Whether it asks for a decision, or what became of it. */
  asks: "decision" | "what_happened";
}

/** The question in which an approval stands: alone, or with the others of its bundle. */
export function questionOf({
  taskId,
  actionId,
  bundle,
}: {
  taskId: string;
  actionId: string;
  bundle: string | null;
}): Question {
  return { taskId, actionId: bundle === null ? actionId : bundleQuestion(taskId, bundle), asks: "decision" };
}

/** What the message that asks about a bundle is about: a bundle is named by its task and a version. */
function bundleQuestion(taskId: string, bundle: string): string {
  return `${taskId}.bundle-${bundle.slice(taskId.length + 1)}`;
}

/** Slack shows a message before its answer to us is on record: whoever is that quick is waited for. */
const recordingLooks = 4;
const lookAgainMs = 250;

/** What a task has said or is saying, each with whether a message was rewritten by another task: a statement, to be run with others. */
export function saidStatement({ db }: Spine, taskId: string | SQL, { ts, channel }: PostedMessage) {
  const byAnother = and(
    sql`${actions.payload} ->> '$.update' = ${ts}`,
    // The few that rewrite it are looked through, not the many of a kind and channel.
    sql`+${actions.kind} = 'notification_internal'`,
    sql`+${actions.target} = ${`slack:${channel}`}`,
    ne(actions.taskId, taskId),
  );
  const isRewritten = sql<number>`EXISTS (SELECT 1 FROM ${actions} WHERE ${byAnother})`;
  return db
    .select({
      actionId: effects.actionId,
      state: effects.state,
      sentAt: effects.sentAt,
      result: effects.result,
      isRewritten: isRewritten.as("is_rewritten"),
    })
    .from(effects)
    .where(eq(effects.taskId, taskId));
}

/** What that statement has found. */
export type SaidByTask = Awaited<ReturnType<typeof saidStatement>>;

/**
 * Why a message is not the one in which a question stands, in words for whoever has clicked on it; null when it is. The
 * question is known by what Slack answered to our own post, or by what was found there when that answer was lost: a copy
 * of its buttons is no question, and neither is the genuine message once another task has rewritten it.
 * @param known what was just read
 */
export async function whyNotTheQuestion(
  spine: Spine,
  question: Question,
  message: PostedMessage,
  known: SaidByTask | null = null,
): Promise<string | null> {
  let seen = known;
  for (let looks = 1; ; looks++) {
    seen ??= await saidStatement(spine, question.taskId, message);
    const asked = seen.filter(({ actionId }) => asksIn(question, actionId));
    const its = asked.find(
      ({ result }) => result?.["ts"] === message.ts && result["channel"] === message.channel,
    );
    if (its !== undefined)
      return its.isRewritten === 1 ? "this message has been rewritten since I asked in it" : null;
    const isUnderWay = asked.some(
      ({ state, sentAt }) => sentAt !== null && state !== "applied" && state !== "failed",
    );
    if (!isUnderWay) return "this message is not the one in which I ask";
    if (looks === recordingLooks) return "this message is too new to be on record as the one in which I ask";
    await scheduler.wait(lookAgainMs);
    seen = null;
  }
}

/** Whether an action is one that puts a question: its rounds differ in the number at the end, whichever way it was told. */
function asksIn({ taskId, actionId, asks }: Question, told: string): boolean {
  const key = actionId.slice(taskId.length + 1);
  const saying = told.replace(/-way-\d+$/, "");
  const name = asks === "decision" ? questionName : lostAnswerName;
  const [round = "", ...rest] = saying.split("-").toReversed();
  return (
    /^\d+$/.test(round) && rest.length > 0 && saying === `${taskId}.${keyOfName(name(key, Number(round)))}`
  );
}
