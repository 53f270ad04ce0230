import { notificationInternal } from "../shared/actions/notification-internal.ts";
import type { Attempt } from "../shared/domain/attempt.ts";
import type { LedgerEntry } from "../shared/domain/ledger.ts";
import type { Provenance } from "../shared/domain/provenance.ts";
import type { EffectResult } from "../shared/domain/sending.ts";
import { notification } from "../shared/integrations/slack/message.ts";
import type { ApplicableKind } from "../shared/policy/boundaries.ts";
import { defaultProject } from "../shared/policy/rules.ts";
import { prepareAct } from "../shared/spine/act.ts";
import type { ActionKindModule } from "../shared/spine/action-kind.ts";
import { depart, type Ready } from "../shared/spine/departure.ts";
import { keyOfName } from "../shared/spine/question-message.ts";
import { fact } from "../shared/spine/record.ts";
import { DurableSteps } from "./durable-steps.ts";
import type { Message, Thread, Told } from "./talk.ts";

/** Steps of a task that tell of it: in its ledger and in its thread. */
export class TellingSteps extends DurableSteps {
  /** Set once the task's thread is known; a task without one says nothing. */
  thread: Thread | null = null;
  /** Whose budget pays and whose rules count. */
  project: string = defaultProject;

  fact(key: string, type: LedgerEntry["type"], summary: string, data?: Record<string, unknown>): LedgerEntry {
    return fact(this.spine, this.taskId, key, type, summary, data);
  }

  /** Says something inside a step that does more. `name` is unique within the task. */
  async tell(name: string, message: Message, provenance: Provenance = "internal"): Promise<Attempt<Told>> {
    const ready = await this.prepareTell(name, message, provenance);
    return ready === null ? { kind: "done", value: null } : this.told(await depart(this.spine, ready));
  }

  /** Does what `tell` does up to the moment in which it leaves. Null: nobody listens here. */
  async prepareTell(
    name: string,
    { text, parts, update }: Message,
    provenance: Provenance = "internal",
  ): Promise<Ready | null> {
    const thread = this.thread;
    // What the task waits for is in the inbox all the same.
    if (thread === null) return null;
    const payload = notification({
      ...thread,
      text,
      ...(parts === undefined ? {} : { parts }),
      update: update ?? null,
    });
    const { kind } = notificationInternal;
    return this.prepareAct({ kind, key: keyOfName(name), payload, provenance });
  }

  /** What Slack has of a message that has left. */
  told(attempt: Attempt<EffectResult>): Attempt<Told> {
    return resultsOf(notificationInternal, attempt);
  }

  /** Does what `act` does up to the moment in which it leaves. */
  async prepareAct(action: {
    kind: string;
    key: string;
    payload: unknown;
    provenance: Provenance;
  }): Promise<Ready> {
    const { taskId, project } = this;
    return prepareAct(this.spine, { ...action, taskId, project, revision: 1 });
  }
}

/** An attempt's answer in the form of its kind. */
export function resultsOf<K extends ApplicableKind, P, R extends EffectResult>(
  { result }: ActionKindModule<K, P, R>,
  done: Attempt<EffectResult>,
): Attempt<R> {
  return done.kind === "done" ? { kind: "done", value: result.parse(done.value) } : done;
}
