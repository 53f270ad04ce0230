import { signalsOfTask } from "../../db/signals.ts";
import { type ReceivedMail, receivedMail } from "../../domain/received-mail.ts";
import { type SlackMessage, slackMessage } from "../../domain/said.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Spine } from "../../spine/context.ts";

/** The signal that a task began with, as far as an answer to it needs it. */
export type Origin =
  | { kind: "mail"; mail: ReceivedMail }
  | { kind: "slack"; message: SlackMessage }
  | { kind: "other" };

/** What a task began with. @throws SignalboxError `not_found` when that is gone. */
export async function originOf({ db }: Pick<Spine, "db">, taskId: string): Promise<Origin> {
  const [first] = await signalsOfTask(db, taskId);
  if (first === undefined) throw new SignalboxError("not_found", `the signal behind ${taskId} is gone`);
  const [mail, message] = [receivedMail.safeParse(first.body), slackMessage.safeParse(first.body)];
  if (mail.success) return { kind: "mail", mail: mail.data };
  return message.success ? { kind: "slack", message: message.data } : { kind: "other" };
}
