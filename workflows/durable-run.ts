import { type Farewell, type Message, TaskCancelled, type Told } from "./talk.ts";
import { notWaiting, pauseOf, tellOfWait, waitedOn, woken } from "./service-wait.ts";
import { informing, named, patience, type Patience, type Tried } from "./tries.ts";
import { standStill } from "./stand-still.ts";
import { longestWait, type StepEngine } from "./durable-steps.ts";
import { resultsOf, TellingSteps } from "./telling-steps.ts";
import type { ApplicableKind } from "../shared/policy/boundaries.ts";
import type { ActionKindModule } from "../shared/spine/action-kind.ts";
import type { Attempt } from "../shared/domain/attempt.ts";
import type { Begun, TaskParams } from "../shared/spine/begun.ts";
import { type Cancel, describeCancel } from "../shared/domain/task.ts";
import { mrkdwn, slackTime } from "../shared/integrations/slack/mrkdwn.ts";
import { ask, type Checked, type Kept, leftEntry } from "../shared/spine/ask-model.ts";
import type { Question, Usage } from "../shared/spine/complete.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import type { Provenance } from "../shared/domain/provenance.ts";
import { depart } from "../shared/spine/departure.ts";
import { inform } from "../shared/spine/inform.ts";
import { keyOfName } from "../shared/spine/question-message.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import type { EffectResult } from "../shared/domain/sending.ts";

const maxTries = 6;
/** So long a pause at most between tries, unless the other side asks for more. */
const longestRetryMs = 5000;
/** So long at most what isn't waited for without end follows the other side's wish. */
const longestAskedMs = 120_000;

/** What every job's workflow needs: durable steps with outcomes, waiting, talking, recording. */
export class DurableRun extends TellingSteps {
  /** A cancel ends the work, not the words about its end. */
  #ending = false;
  /** The task as it was recorded a moment ago; null: it is read. */
  begun: Begun | null = null;
  /** Where all of the output is that shows why the work has failed: a page of ours. Null: there is none. */
  wholeOutput: string | null = null;

  static async open(env: Env, step: StepEngine, { taskId, begun }: TaskParams): Promise<DurableRun> {
    const run = new DurableRun(env, step, taskId, await openSpine(env));
    run.begun = begun ?? null;
    return run;
  }

  /**
   * Runs a step until its outcome is final: waits as long as it takes for a service that is down or limits, for money when it is out,
   * and where it is stopped.
   * @throws SignalboxError with the attempt's code when it fails, or when nobody can tell after some looks what became of it.
   */
  async attempt<T>(name: string, run: () => Promise<Attempt<T>>): Promise<T> {
    let tries = 0;
    let waiting = notWaiting;
    let toldUntil: number | null = 0;
    for (let round = 1; ; round++) {
      const before = waiting;
      const step = round === 1 ? name : `${name}, try ${round}`;
      const outcome = await this.once(step, async () => {
        // The first try needs no look at whether the task was cancelled: what matters looks for itself.
        const come = await named(round === 1 ? run : async () => this.#unlessCancelled(run));
        await tellOfWait(this, step, before, come);
        return come;
      });
      waiting = waitedOn(before, outcome);
      switch (outcome.kind) {
        case "done":
          return outcome.value;
        case "failed":
          if (outcome.code === "cancelled") this.#ending = true;
          throw new SignalboxError(outcome.code, outcome.reason);
        case "retry":
          if (++tries >= maxTries)
            throw new SignalboxError(
              outcome.code,
              `${name}: gave up after ${tries} tries: ${outcome.reason}`,
            );
          await this.sleep(
            `${name}, wait ${round}`,
            Math.max(outcome.afterMs, Math.min(patience(tries - 1), longestRetryMs)),
          );
          break;
        case "wait":
          // A wake ends it early: it may be that the service's door is open again.
          if (await this.nap(`${name}, wait ${round}`, pauseOf(before, outcome))) waiting = woken(waiting);
          break;
        case "paused":
          await this.pause(`${name}, pause ${round}`, outcome, outcome.until !== toldUntil);
          toldUntil = outcome.until;
          break;
        case "stopped":
          await standStill(this, `${name}, stopped ${round}`, outcome);
          break;
      }
    }
  }

  /**
   * Runs a step as often as its patience allows and says how it went; money that is out is not waited for, the end of a stop is.
   * @throws SignalboxError `cancelled` when the task was.
   */
  async tryOut<T>(name: string, limits: Patience, run: () => Promise<Attempt<T>>): Promise<Tried<T>> {
    const { timeout, surprises } = limits;
    const config = { timeout, retries: { ...surprises, backoff: "exponential" } } as const;
    let tries = 0;
    for (let round = 1; ; round++) {
      const step = round === 1 ? name : `${name}, try ${round}`;
      const outcome = await this.once(
        step,
        async () => named(async () => this.#unlessCancelled(run)),
        config,
      );
      if (outcome.kind === "done") return outcome;
      if (outcome.kind === "paused") return { kind: "no_money", reason: outcome.reason };
      if (outcome.kind === "stopped") {
        await standStill(this, `${name}, stopped ${round}`, outcome);
        continue;
      }
      // What is known to be down counts like what didn't answer.
      const { code, reason } =
        outcome.kind === "wait" ? { code: "llm_unavailable" as const, ...outcome } : outcome;
      if (code === "cancelled") {
        this.#ending = true;
        throw new SignalboxError(code, reason);
      }
      const pause = outcome.kind === "failed" ? undefined : limits.pauses(code)[tries++];
      if (pause === undefined) return { kind: "gave_up", code, reason };
      const asked = outcome.kind === "failed" ? 0 : Math.min(outcome.afterMs, longestAskedMs);
      await this.sleep(`${name}, wait ${round}`, Math.max(pause, asked));
    }
  }

  /**
   * Asks the model and checks the answer; one repair with the problems, then a clear failure.
   * @throws SignalboxError `llm_output_invalid` with the problems.
   */
  async answer<T, K>(
    name: string,
    question: (problems: string[]) => Promise<Question<T>>,
    check: (value: T) => string[],
    keep: (value: T, usage: Usage) => Promise<Kept<K>>,
  ): Promise<K> {
    const answered = await this.#answered(name, question, check, keep, async (step, run) => ({
      kind: "done",
      // Before it is paid for.
      value: await this.attempt(step, async () => this.#unlessCancelled(run)),
    }));
    if (answered.kind === "done") return answered.value;
    throw new SignalboxError(answered.kind === "gave_up" ? answered.code : "unavailable", answered.reason);
  }

  /** The same as often as its patience allows. */
  async tryAnswer<T, K>(
    name: string,
    limits: Patience,
    question: (problems: string[]) => Promise<Question<T>>,
    keep: (value: T, usage: Usage) => Promise<Kept<K>>,
  ): Promise<Tried<K>> {
    return this.#answered(
      name,
      question,
      () => [],
      keep,
      async (step, run) => this.tryOut(step, limits, run),
    );
  }

  async #answered<T, K>(
    name: string,
    question: (problems: string[]) => Promise<Question<T>>,
    check: (value: T) => string[],
    keep: (value: T, usage: Usage) => Promise<Kept<K>>,
    tryStep: (step: string, run: () => Promise<Attempt<Checked<K>>>) => Promise<Tried<Checked<K>>>,
  ): Promise<Tried<K>> {
    let problems: string[] = [];
    for (const step of [name, `${name}, repair`]) {
      const tried = await tryStep(step, async () => ask(this.spine, await question(problems), check, keep));
      if (tried.kind !== "done") return tried;
      const { kept, problems: found, left } = tried.value;
      if (found === null) {
        if (left !== undefined) this.leave(leftEntry(this.spine, this.taskId, left));
        return { kind: "done", value: kept };
      }
      problems = found;
      await this.record(`${step}, refused`, () => [
        this.fact(`${step}/refused`, "answer.refused", problems.join("; "), { step, problems }),
      ]);
    }
    const reason = `the model's answer is unusable: ${problems.join("; ")}`;
    return { kind: "gave_up", code: "llm_output_invalid", reason };
  }

  /**
   * Says something in the task's thread, exactly once: a notification through the interlocking like any other effect. That it can't
   * be said is on record, and the work goes on.
   */
  async say(
    name: string,
    message: Message | (() => Promise<Message>),
    provenance: Provenance = "internal",
  ): Promise<Told> {
    try {
      return await this.attempt(name, async () =>
        this.tell(name, typeof message === "function" ? await message() : message, provenance),
      );
    } catch (error) {
      if (!(error instanceof SignalboxError) || error.code === "cancelled") throw error;
      await this.record(`${name}, untold`, () => [this.untold(name, error)]);
      return null;
    }
  }

  /**
   * Does something elsewhere that the work doesn't hang on: what is refused is on record with what to mend, and what doesn't get
   * through for now the sweep goes on with. Returns why it is not done; null when it is, or will be.
   */
  async inform<K extends ApplicableKind, P, R extends EffectResult>(
    name: string,
    { kind }: ActionKindModule<K, P, R>,
    payload: P,
  ): Promise<string | null> {
    const tried = await this.tryOut(name, informing, async () => {
      const { taskId, project } = this;
      const key = keyOfName(name);
      return inform(this.spine, { taskId, project, key, kind, payload, provenance: "internal", revision: 1 });
    });
    return tried.kind === "done" ? tried.value : null;
  }

  /** Proposes and performs an action that needs nobody's word. Returns what its kind answers. */
  async act<K extends ApplicableKind, P, R extends EffectResult>(
    name: string,
    code: ActionKindModule<K, P, R>,
    payload: P,
    provenance: Provenance = "internal",
  ): Promise<R> {
    return this.attempt(name, async () => {
      const ready = await this.prepareAct({ kind: code.kind, key: name, payload, provenance });
      const done = resultsOf(code, await depart(this.spine, ready));
      if (done.kind === "done") this.carry();
      return done;
    });
  }

  /**
   * Waits until `look` sees something. Wakes carry nothing, so a needless one only means another look.
   * @param farewell what else is to be said when the task is cancelled meanwhile.
   * @throws TaskCancelled when the task was, whatever there is to see.
   */
  async until<T>(name: string, look: () => Promise<T | null>, farewell: Farewell | null = null): Promise<T> {
    for (let round = 1; ; round++) {
      await this.wake(`${name}, wait ${round}`, longestWait);
      const { cancel, seen } = await this.once(`${name}, look ${round}`, async () => {
        const asked = await this.cancel();
        return { cancel: asked, seen: asked === null ? await look() : null };
      });
      this.endIf(cancel, farewell);
      if (seen !== null) return seen;
    }
  }

  /** Ends the work here when the task was cancelled; `runTask` sees to the rest. @throws TaskCancelled. */
  endIf(cancel: Cancel | null, farewell: Farewell | null = null): void {
    if (cancel === null) return;
    this.#ending = true;
    throw new TaskCancelled(cancel, farewell);
  }

  async #unlessCancelled<T>(run: () => Promise<Attempt<T>>): Promise<Attempt<T>> {
    const cancel = this.#ending ? null : await this.cancel();
    return cancel === null ? run() : { kind: "failed", code: "cancelled", reason: describeCancel(cancel) };
  }

  /** A needless wake leads back here; the thread is told once a day. */
  async pause(
    name: string,
    { until, reason }: { until: number | null; reason: string },
    tell: boolean,
  ): Promise<void> {
    await this.record(name, () => [this.fact(`${name}/exhausted`, "budget.exhausted", reason, { until })]);
    if (tell) {
      await this.say(`${name}, say`, {
        text: mrkdwn`:hourglass: I have paused: ${reason}. I'll go on ${until === null ? "" : mrkdwn`at ${slackTime(until)}, or `}as soon as an operator tops it up.`,
      });
    }
    await this.wake(`${name}, wait`, until === null ? longestWait : Math.max(until - this.spine.now(), 1000));
    const cancel = await this.once(`${name}, resume`, async () => {
      const asked = await this.cancel();
      if (asked === null)
        await this.recordNow([this.fact(`${name}/resumed`, "budget.resumed", "there is money again")]);
      return asked;
    });
    this.endIf(cancel);
  }
}
