import { firstWords } from "../../../domain/said.ts";
import { stranger } from "../../../domain/actor.ts";
import { personByEmail } from "../../../domain/person.ts";
import type { ReceivedMail } from "../../../domain/received-mail.ts";
import { threadOf } from "../../../domain/signal.ts";
import { sha256 } from "../../../platform/digest.ts";
import { isFinal } from "../../../domain/task-status.ts";
import { defaultProject } from "../../../policy/rules.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { mrkdwn, quote } from "../../../integrations/slack/mrkdwn.ts";
import { answerStatements } from "../../../spine/answer-signal.ts";
import { postNotice } from "../../../spine/post-notice.ts";
import { fact, record } from "../../../spine/record.ts";
import { begin } from "../begin.ts";
import { type KnownTask, taskOfMail } from "./mail-task.ts";

/**
 * What a mail leads to: a task; or nothing of its own, when it belongs to one that is open: that is told of it. A mail that answers
 * what an ended task has written begins a new one, which talks in the same thread.
 */
export async function beginMail(spine: Spine, signal: Offered<ReceivedMail>): Promise<Offer> {
  const { body } = signal;
  if (body.text === "" && body.subject === "") return { kind: "decline", reason: "it says nothing" };
  const known = await taskOfMail(spine, body);
  if (known !== undefined && known.id !== signal.taskId && !isFinal(known.status))
    return join(spine, signal, known);
  const by = writerOf(spine, signal);
  return begin(spine, signal, {
    title: firstWords(body.subject || body.text),
    project: known?.project ?? defaultProject,
    conversation: known !== undefined && threadOf(known.conversation) !== null ? known.conversation : null,
    by,
    said: `${by} wrote to ${body.mailbox}`,
  });
}

/** One of our people only where it is certain that it is theirs: a From line is written by whoever likes to. */
function writerOf({ settings }: Spine, { provenance, body }: Offered<ReceivedMail>): string {
  const { address } = body.from;
  const person = provenance === "external" ? null : personByEmail(settings.PEOPLE, address);
  return person?.id ?? stranger("mail", address);
}

/** Writes into an open task that more has come in its thread, and tells those who see to it. */
async function join(
  spine: Spine,
  signal: Offered<ReceivedMail>,
  { id: taskId, conversation }: KnownTask,
): Promise<Offer> {
  const { id, kind, body } = signal;
  const reason = `it belongs to the mail that ${taskId} is about`;
  const told = `${writerOf(spine, signal)} has written again: ${body.subject}`;
  const where = threadOf(conversation);
  if (where !== null)
    await postNotice(spine, {
      taskId: `notice-${(await sha256(id)).slice(0, 16)}`,
      ...where,
      text: mrkdwn`:incoming_envelope: ${told}${quote(body.text.slice(0, 1500))}`,
      told: `the thread of ${taskId} is told of it`,
      sources: [id],
    });
  // Last: once it is on record, it isn't asked about again.
  const followed = fact(spine, taskId, `${id}/followed`, "mail.followed", told, { signalId: id });
  const answer = { job: "editorial", answer: "declined", reason, taskId } as const;
  await record(spine, [followed], answerStatements(spine, { id, kind }, answer));
  return { kind: "settled" };
}
