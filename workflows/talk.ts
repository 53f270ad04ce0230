import type { Attempt } from "../shared/domain/attempt.ts";
import { type Cancel, describeCancel } from "../shared/domain/task.ts";
import type { Part } from "../shared/integrations/slack/blocks.ts";
import type { PostedMessage } from "../shared/integrations/slack/message.ts";
import type { Mrkdwn } from "../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../shared/platform/errors.ts";

/** Where a task's people talk. */
export interface Thread {
  channel: string;
  thread: string | null;
}

export interface Message {
  text: Mrkdwn;
  /** Absent: the text itself. */
  parts?: readonly Part[];
  /** Rewrites this message. */
  update?: PostedMessage;
  /** Where all of it is to be read, where there is more to say than a message takes. Absent: the task's page. */
  rest?: Mrkdwn;
}

/** What Slack has of a message; null: there was nobody to tell, or no way to. */
export type Told = PostedMessage | null;

/** Says what becomes of a question that nobody can answer any more. */
export type Farewell = () => Promise<Attempt<Told>>;

/** A task's work ends here, because somebody wants it to. */
export class TaskCancelled extends SignalboxError {
  readonly farewell: Farewell | null;

  constructor(cancel: Cancel, farewell: Farewell | null) {
    super("cancelled", `its task was ${describeCancel(cancel)}`);
    this.farewell = farewell;
  }
}
