import { z } from "zod";
import { slackMessage, typedRequest } from "../../shared/domain/said.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn, quote } from "../../shared/integrations/slack/mrkdwn.ts";
import { unescapeMrkdwn } from "../../shared/integrations/slack/unescape.ts";
import { type Provenance, weakest } from "../../shared/domain/provenance.ts";
import type { Classification } from "../../shared/jobs/editorial/intent.ts";
import { deskOf } from "../../shared/jobs/editorial/registry.ts";
import { scheduledRequest } from "../../shared/jobs/editorial/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { signalsOfTask } from "../../shared/db/signals.ts";
import type { DurableRun } from "../durable-run.ts";
import { openThread, startTask } from "../run-task.ts";
import type { Answer } from "../../shared/spine/signal-form.ts";
import { answersIn } from "../question.ts";

/** What the steps of an editorial task share. */
export interface EditorialTask {
  requester: string;
  /** The request as it was first put. */
  request: string;
  /** All that was said so far. */
  said: string;
  /** What is known of it; its kind's part is read out with the kind's own form. */
  brief: Classification["brief"];
  /** The Slack channel in which it talks; null: none. */
  channel: string | null;
  /** The weakest of all that people said to this task. */
  provenance: Provenance;
}

/** The people's words so far, oldest first, and the weakest provenance among them. */
export interface Words {
  request: string;
  replies: Answer[];
  provenance: Provenance;
}

export async function wordsOf(run: DurableRun): Promise<Words> {
  const said = await signalsOfTask(run.spine.db, run.taskId);
  const [request, ...replies] = answersIn(run.spine, said);
  if (request === undefined) throw new SignalboxError("not_found", `the signal behind ${run.taskId} is gone`);
  return { request: request.text, replies, provenance: weakest(said.map((signal) => signal.provenance)) };
}

/** All that was said, as one text. */
export function saidIn({ request, replies }: Words): string {
  return [request, ...replies.map(({ text }) => text)].join("\n");
}

/**
 * Finds the task's thread, or opens one when it began without; on the dashboard it may want none. Returns who asked, in which words,
 * and the kind of text that rules have known it for; null: it takes thought.
 */
export async function beginTask(
  run: DurableRun,
): Promise<{ requester: string; words: Words; routed: string | null }> {
  const start = await startTask(run);
  const body = z.discriminatedUnion("type", [slackMessage, typedRequest, scheduledRequest]).parse(start.body);
  const thread = body.type === "slack" ? body.thread : null;
  run.thread = body.channel === null ? null : { channel: body.channel, thread };
  run.endIf(start.cancel);
  if (run.thread !== null && thread === null) {
    const asker = mention(run.spine.settings.PEOPLE, start.requestedBy);
    const asked = body.type === "slack" ? unescapeMrkdwn(body.text) : body.text;
    await openThread(run, mrkdwn`${asker} asked me:${quote(asked.slice(0, 2000))}`);
  }
  const words = { request: body.text, replies: [], provenance: start.provenance };
  const routed = deskOf(start.work) === null ? null : start.work;
  return { requester: start.requestedBy, words, routed };
}
