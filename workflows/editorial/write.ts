import type { z } from "zod";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { bareLink } from "../../shared/integrations/slack/link.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import { draft, type Previous, readDraft, type Version } from "./draft.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** An approver who still isn't content after so many versions should write it: it is cheaper. */
const maxRevisions = 10;

/** Draft, ask, and do exactly what was approved; a revision starts over with the feedback. The same for every kind. */
export async function write<B extends z.ZodObject, D, P, R extends EffectResult>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D, P, R>,
): Promise<Ending> {
  const title = kind.titleOf(kind.brief.parse(task.brief)) ?? "this";
  await run.say("acknowledge", {
    text: mrkdwn`:pencil: On it: ${kind.words.begun} *${title}*. Nothing goes out before it is approved here.`,
  });
  let previous: Previous | null = null;
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const version: Version = await draft(run, task, kind, revision, previous);
    const carried = await propose(run, task, kind, version);
    if (carried.kind === "revised") {
      previous = { version, feedback: carried.reason };
      continue;
    }
    return carried.kind === "applied" ? report(run, task, kind, carried) : notDone(run, task, kind, carried);
  }
  return {
    kind: "rejected",
    reason: `still not approved after ${maxRevisions} versions`,
    message: { text: mrkdwn`:x: ${asker(run, task)} ${maxRevisions} versions and no approval: I stop here.` },
  };
}

/** Takes a version through the interlocking, as exactly the bytes that people are shown. */
async function propose<B extends z.ZodObject, D, P, R extends EffectResult>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D, P, R>,
  version: Version,
): Promise<Carried<R>> {
  const { revision, sandbox } = version;
  // A draft never changes, so the workflow reads it once as long as it stays awake.
  let read: P | null = null;
  const payload = async (): Promise<P> => (read ??= await readDraft(run, kind, version));
  return carryOut(run, {
    key: `${kind.step}-${revision}`,
    result: kind.effect.result,
    revisable: editorial.revisable,
    proposal: async () => ({
      kind: kind.effect.kind,
      payload: await payload(),
      provenance: task.provenance,
      revision,
    }),
    view: async () => {
      const shown = await payload();
      const facts = [
        mrkdwn`Version ${revision}`,
        mrkdwn`${kind.outline(shown).size}`,
        ...kind.facts(shown),
        ...(sandbox ? [mrkdwn`:construction: written by the sandbox's stand-in for Claude`] : []),
      ];
      return { ...kind.effect.preview(shown), facts };
    },
  });
}

/** Does what follows, and says how all of it went. */
async function report<B extends z.ZodObject, D, P, R extends EffectResult>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D, P, R>,
  { result, by }: Extract<Carried<R>, { kind: "applied" }>,
): Promise<Ending> {
  const { url, note } = kind.outcome(result);
  const followed = await kind.followUp?.(
    async (step, effect, payload) => run.act(step, effect, payload, task.provenance),
    result,
  );
  const approved = by === null ? "" : mrkdwn`, approved by ${mention(run.spine.settings.PEOPLE, by)}`;
  const where = url === null ? "." : mrkdwn`: ${bareLink(url)}`;
  const done = mrkdwn`:tada: ${asker(run, task)} ${kind.words.done}${approved}${where}`;
  const text = joined([done, note, followed].flatMap((line) => line ?? []));
  return { kind: "done", url, message: { text } };
}

function notDone<B extends z.ZodObject, D, P, R extends EffectResult>(
  run: DurableRun,
  task: EditorialTask,
  { words }: EditorialKind<B, D, P, R>,
  ending: Exclude<Carried<R>, { kind: "applied" }>,
): Ending {
  const reason = "by" in ending ? `${ending.kind} by ${ending.by}: ${ending.reason}` : ending.reason;
  const told =
    "by" in ending
      ? mrkdwn`${mention(run.spine.settings.PEOPLE, ending.by)} rejected ${words.it}: ${ending.reason}`
      : mrkdwn`${words.it} was not ${words.done}: ${ending.reason}.`;
  return { kind: "rejected", reason, message: { text: mrkdwn`:x: ${asker(run, task)} ${told}` } };
}

function asker(run: DurableRun, task: EditorialTask): Mrkdwn {
  return mention(run.spine.settings.PEOPLE, task.requester);
}
