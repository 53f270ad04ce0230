import { z } from "zod";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { bareLink } from "../../shared/integrations/slack/link.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import { clashFacts } from "../../shared/jobs/editorial/clashes/clash-words.ts";
import { clashesOf } from "../../shared/jobs/editorial/clashes/clashes.ts";
import type { Piece, SealedOutlet } from "../../shared/jobs/editorial/outlets/outlet.ts";
import { timeFacts } from "../../shared/jobs/editorial/time-pieces.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import { draft, type Kept, type Previous, readDraft, type Version } from "./draft.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** An approver who still isn't content after so many versions should write it: it is cheaper. */
const maxRevisions = 10;
/** What an effect answers, whichever it was: its outlet reads it in its own form. */
const anyResult = z.record(z.string(), z.string());
type Result = z.infer<typeof anyResult>;

/** Draft, ask, and do exactly what was approved; a revision starts over with the feedback. The same for every kind. */
export async function write<B extends z.ZodObject, D>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D>,
): Promise<Ending> {
  const title = kind.titleOf(kind.brief.parse(task.brief)) ?? "this";
  await run.say("acknowledge", {
    text: mrkdwn`:pencil: On it: ${kind.words.begun} *${title}*. Nothing goes out before it is approved here.`,
  });
  let previous: Previous | null = null;
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const version: Version = await draft(run, task, kind, revision, previous);
    const [outlet] = kind.outlets;
    if (outlet === undefined) throw new Error(`${kind.kind} goes nowhere`);
    const carried = await propose(run, kind, outlet, version);
    if (carried.kind === "revised") {
      previous = { version, feedback: carried.reason };
      continue;
    }
    return carried.kind === "applied"
      ? report(run, task, kind, outlet, carried)
      : notDone(run, task, kind, carried);
  }
  return {
    kind: "rejected",
    reason: `still not approved after ${maxRevisions} versions`,
    message: { text: mrkdwn`:x: ${asker(run, task)} ${maxRevisions} versions and no approval: I stop here.` },
  };
}

/** Takes a version through the interlocking, as exactly the bytes that people are shown. */
async function propose<B extends z.ZodObject, D>(
  run: DurableRun,
  kind: EditorialKind<B, D>,
  outlet: SealedOutlet,
  version: Version,
): Promise<Carried<Result>> {
  const { revision, sandbox } = version;
  // A draft never changes, so the workflow reads it once as long as it stays awake.
  let read: Kept<D> | null = null;
  const kept = async (): Promise<Kept<D>> => (read ??= await readDraft(run, kind, version));
  const payload = async (): Promise<unknown> => (await kept()).pieces[0]?.payload;
  return carryOut(run, {
    key: `${outlet.step}-${revision}`,
    result: anyResult,
    revisable: editorial.revisable,
    proposal: async () => ({
      kind: outlet.kind,
      payload: await payload(),
      provenance: (await kept()).provenance,
      revision,
    }),
    view: async () => {
      const shown = await payload();
      const facts = [
        mrkdwn`Version ${revision}`,
        mrkdwn`${kind.outline((await kept()).draft).size}`,
        ...outlet.facts(shown),
        ...(await pointedOut(run, outlet, (await kept()).pieces[0])),
        ...(sandbox ? [mrkdwn`:construction: written by the sandbox's stand-in for Claude`] : []),
      ];
      return { ...outlet.preview(shown), facts };
    },
  });
}

/** When a piece goes out, what it gets in the way of there, and whether it has been said before. */
async function pointedOut(
  run: DurableRun,
  outlet: SealedOutlet,
  piece: Piece | undefined,
): Promise<Mrkdwn[]> {
  if (piece === undefined) return [];
  const { project, taskId } = run;
  const clashes = await clashesOf(run.spine, { taskId, project, kind: outlet.kind, payload: piece.payload });
  return [...timeFacts(piece), ...clashFacts(clashes)];
}

/** Does what follows, and says how all of it went. */
async function report<B extends z.ZodObject, D>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D>,
  outlet: SealedOutlet,
  { result, by }: Extract<Carried<Result>, { kind: "applied" }>,
): Promise<Ending> {
  const { url, note, followUp } = outlet.outcome(result);
  const followed = await followUp?.(async (step, effect, payload) =>
    run.act(step, effect, payload, task.provenance),
  );
  const approved = by === null ? "" : mrkdwn`, approved by ${mention(run.spine.settings.PEOPLE, by)}`;
  const where = url === null ? "." : mrkdwn`: ${bareLink(url)}`;
  const done = mrkdwn`:tada: ${asker(run, task)} ${kind.words.done}${approved}${where}`;
  const text = joined([done, note, followed].flatMap((line) => line ?? []));
  return { kind: "done", url, message: { text } };
}

function notDone<B extends z.ZodObject, D>(
  run: DurableRun,
  task: EditorialTask,
  { words }: EditorialKind<B, D>,
  ending: Exclude<Carried<Result>, { kind: "applied" }>,
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
