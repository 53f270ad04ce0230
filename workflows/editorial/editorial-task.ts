import { cut } from "../../shared/platform/cut.ts";
import { z } from "zod";
import {
  type SlackMessage,
  slackMessage,
  type TypedRequest,
  typedRequest,
} from "../../shared/domain/said.ts";
import { attachedName, mailWords, receivedMail } from "../../shared/domain/received-mail.ts";
import { threadOf } from "../../shared/domain/signal.ts";
import { projectRules } from "../../shared/policy/rules.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, mrkdwn, quote } from "../../shared/integrations/slack/mrkdwn.ts";
import { unescapeMrkdwn } from "../../shared/integrations/slack/unescape.ts";
import { type Provenance, weakest } from "../../shared/domain/provenance.ts";
import type { Classification } from "../../shared/jobs/editorial/intent.ts";
import { deskOf } from "../../shared/jobs/editorial/registry.ts";
import {
  type ScheduledRequest,
  scheduledRequest,
  type TicketRequest,
  ticketRequest,
} from "../../shared/jobs/editorial/signals.ts";
import type { LookedBack } from "../../shared/memory/look-back.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { signalsOfTask } from "../../shared/db/signals.ts";
import type { DurableRun } from "../durable-run.ts";
import { openThread, startTask, type TaskStart } from "../run-task.ts";
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
  /** What was attached to its mails, and whether it was read, for those who approve. */
  attached: string[];
  /** What is remembered of it; absent: nobody has looked. */
  lookedBack?: LookedBack | undefined;
}

/** The people's words so far, oldest first, and the weakest provenance among them. */
export interface Words {
  request: string;
  replies: Answer[];
  provenance: Provenance;
  attached: string[];
  /** Whether it began with a mail. */
  isMail: boolean;
}

export async function wordsOf(run: DurableRun): Promise<Words> {
  const said = await signalsOfTask(run.spine.db, run.taskId);
  const [request, ...replies] = answersIn(run.spine, said);
  if (request === undefined) throw new SignalboxError("not_found", `the signal behind ${run.taskId} is gone`);
  const bodies = said.map(({ body }) => body);
  return {
    request: request.text,
    replies,
    provenance: weakest([...said.map((signal) => signal.provenance), ...foreignIn(bodies)]),
    attached: bodies.flatMap(attachedTo),
    isMail: receivedMail.safeParse(bodies[0]).success,
  };
}

/** What was attached to a mail, by name, and whether it was read. */
function attachedTo(body: unknown): string[] {
  const mail = receivedMail.safeParse(body);
  return (mail.data?.attachments ?? []).map(
    (one) => `${attachedName(one)}${one.text === undefined ? ", not read" : ""}`,
  );
}

/** Whoever has sent a mail, what is attached may be anybody's words. */
function foreignIn(bodies: readonly unknown[]): Provenance[] {
  const isForeign = bodies.some((body) =>
    receivedMail.safeParse(body).data?.attachments.some(({ text }) => text !== undefined),
  );
  return isForeign ? ["external"] : [];
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
  const body = z
    .discriminatedUnion("type", [slackMessage, typedRequest, scheduledRequest, ticketRequest, receivedMail])
    .parse(start.body);
  run.thread = body.type === "mail" ? placeOfMail(run, start) : placeOf(body);
  run.endIf(start.cancel);
  if (run.thread !== null && (run.thread.thread === null || body.type === "mail")) {
    const asker = mention(run.spine.settings.PEOPLE, start.requestedBy);
    const asked = body.type === "slack" ? unescapeMrkdwn(body.text) : body.text;
    const words =
      body.type === "mail"
        ? joined([
            mrkdwn`:incoming_envelope: ${asker} wrote to ${body.mailbox}: *${body.subject}*${quote(cut(asked, 2000))}`,
            ...attachedTo(body).map((one) => mrkdwn`:paperclip: ${one}`),
          ])
        : mrkdwn`${asker} asked me:${quote(cut(asked, 2000))}`;
    if (run.thread.thread === null) await openThread(run, words);
    else await run.say("tell of the mail", { text: words });
  }
  const words = {
    request: body.type === "mail" ? mailWords(body) : body.text,
    replies: [],
    provenance: weakest([start.provenance, ...foreignIn([body])]),
    attached: attachedTo(body),
    isMail: body.type === "mail",
  };
  const routed = deskOf(start.work) === null ? null : start.work;
  return { requester: start.requestedBy, words, routed };
}

function placeOf(body: SlackMessage | TypedRequest | ScheduledRequest | TicketRequest): DurableRun["thread"] {
  if (body.channel === null) return null;
  return { channel: body.channel, thread: body.type === "slack" ? body.thread : null };
}

/** Where a mail is talked about: in the thread of what it answers, or else in the first channel of its project, or of operations. */
function placeOfMail(run: DurableRun, { conversation }: TaskStart): DurableRun["thread"] {
  const { RULES } = run.spine.settings;
  const channel = projectRules(RULES, run.project).channels[0] ?? RULES.opsChannel;
  return threadOf(conversation) ?? (channel === undefined ? null : { channel, thread: null });
}
