import { notificationInternal } from "../shared/actions/notification-internal.ts";
import type { Attempt } from "../shared/domain/attempt.ts";
import type { Statement } from "../shared/db/ledger.ts";
import type { Spine } from "../shared/spine/context.ts";
import type { LedgerEntry } from "../shared/domain/ledger.ts";
import type { Provenance } from "../shared/domain/provenance.ts";
import type { EffectResult } from "../shared/domain/sending.ts";
import { refusalOf } from "../shared/integrations/slack/refusal.ts";
import type { SignalboxError } from "../shared/platform/errors.ts";
import type { ApplicableKind } from "../shared/policy/boundaries.ts";
import { defaultProject } from "../shared/policy/rules.ts";
import { prepareAct } from "../shared/spine/act.ts";
import type { ActionKindModule } from "../shared/spine/action-kind.ts";
import { depart, type Ready } from "../shared/spine/departure.ts";
import { keyOfName } from "../shared/spine/question-message.ts";
import { fact, record } from "../shared/spine/record.ts";
import { prepareNotice } from "../shared/spine/tell-notice.ts";
import { undeliveredFact } from "../shared/spine/undelivered.ts";
import { DurableSteps } from "./durable-steps.ts";
import type { Message, Thread, Told } from "./talk.ts";

/** Steps of a task that tell of it: in its ledger and in its thread. */
export class TellingSteps extends DurableSteps {
  /** Set once the task's thread is known; a task without one says nothing. */
  thread: Thread | null = null;
  /** Tells without Slack what no channel takes; `key` names it. Null: there is no such way. */
  elsewhere: ((key: string) => (words: string) => Promise<string | null>) | null = null;
  /** Whose budget pays and whose rules count. */
  project: string = defaultProject;

  fact(key: string, type: LedgerEntry["type"], summary: string, data?: Record<string, unknown>): LedgerEntry {
    return fact(this.spine, this.taskId, key, type, summary, data);
  }

  /** The fact that something was not said, whatever the reason. */
  untold(name: string, { message: reason }: SignalboxError): LedgerEntry {
    const where = this.thread === null ? "slack" : `slack:${this.thread.channel}`;
    const { mend } = refusalOf(reason);
    return undeliveredFact(this.spine, this.taskId, keyOfName(name), {
      where,
      kind: notificationInternal.kind,
      reason,
      mend,
      instead: null,
      words: name,
    });
  }

  /** Writes facts and records in one step. `key`s must be unique within the task. */
  async record(
    name: string,
    facts: (spine: Spine) => LedgerEntry[],
    records: (spine: Spine) => Statement[] = () => [],
  ): Promise<void> {
    await this.once(name, async () => record(this.spine, facts(this.spine), records(this.spine)));
  }

  /** Writes facts and records inside a step that does more. */
  async recordNow(facts: LedgerEntry[], records: Statement[] = []): Promise<void> {
    await record(this.spine, facts, records);
  }

  /** Says something inside a step that does more. `name` is unique within the task. */
  async tell(name: string, message: Message, provenance: Provenance = "internal"): Promise<Attempt<Told>> {
    const ready = await this.prepareTell(name, message, provenance);
    return ready === null ? { kind: "done", value: null } : this.told(await depart(this.spine, ready));
  }

  /** Does what `tell` does up to the moment in which it leaves. Null: nobody listens here. */
  async prepareTell(
    name: string,
    { update, ...said }: Message,
    provenance: Provenance = "internal",
  ): Promise<Ready | null> {
    const { thread, taskId, project } = this;
    // What the task waits for is in the inbox all the same.
    if (thread === null) return null;
    const where = update === undefined ? thread : { ...thread, channel: update.channel };
    return prepareNotice(this.spine, {
      taskId,
      project,
      key: keyOfName(name),
      notice: { ...where, ...said, update: update?.ts ?? null },
      provenance,
      isTalk: true,
      elsewhere: this.elsewhere?.(keyOfName(name)) ?? null,
    });
  }

  /** What Slack has of a message that has left; null: nobody could be told, which is on record. */
  told(attempt: Attempt<EffectResult>): Attempt<Told> {
    if (attempt.kind === "done" && attempt.value["ts"] === undefined) return { kind: "done", value: null };
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
