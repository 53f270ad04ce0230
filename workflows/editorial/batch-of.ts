import { eq } from "drizzle-orm";
import { z } from "zod";
import { actions } from "../../shared/db/schema.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { type Clash, clashReads } from "../../shared/jobs/editorial/clashes/clashes.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import type { Piece, SealedOutlet } from "../../shared/jobs/editorial/outlets/outlet.ts";
import { previewLink } from "../../shared/jobs/editorial/preview/preview-link.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Batch, Undertaking } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Kept, readDraft, type Version } from "./draft.ts";
import { drawsOn } from "../draws-on.ts";
import { pointedOut } from "./pointed-out.ts";

/** What an effect answers, whichever it was: its outlet reads it in its own form. */
const anyResult = z.record(z.string(), z.string());
export type Result = z.infer<typeof anyResult>;

/** The outlet that an undertaking's name tells. */
export function outletOf<B extends z.ZodObject, D>(
  { kind, outlets }: EditorialKind<B, D>,
  key: string,
): SealedOutlet {
  const step = key.replace(/-\d+$/, "");
  const outlet = outlets.find((one) => one.step === step);
  if (outlet === undefined) throw new Error(`${kind} has no outlet ${step}`);
  return outlet;
}

/**
 * A version's pieces, or some of them, as exactly the bytes that people are shown. One alone is asked about as such, several in
 * one message.
 */
export function batchOf<B extends z.ZodObject, D>(
  run: DurableRun,
  kind: EditorialKind<B, D>,
  version: Version,
  steps: readonly string[],
  attached: readonly string[],
  known: Kept<D> | null,
): Batch<Result> {
  const { revision, sandbox, title, size } = version;
  if (new Set(steps).size < steps.length) throw new Error(`two pieces of ${kind.kind} go out by one outlet`);
  const common = [
    mrkdwn`Version ${revision}`,
    mrkdwn`${size}`,
    ...attached.slice(0, 5).map((one) => mrkdwn`:paperclip: ${one}`),
    ...(attached.length > 5 ? [mrkdwn`:paperclip: and ${attached.length - 5} more`] : []),
    ...drawsOn(run.spine, version.drawnOn ?? []),
    ...(sandbox ? [mrkdwn`:construction: written by the sandbox's stand-in for Claude`] : []),
  ];
  // A draft never changes, so the workflow reads it at most once as long as it stays awake; nor does what people were shown.
  let read: Kept<D> | null = known;
  const shownAlready = new Map<string, ProposedView>();
  const kept = async (): Promise<Kept<D>> => (read ??= await readDraft(run, kind, version));
  const pieceOf = async (step: string): Promise<Piece> => {
    const piece = (await kept()).pieces.find((one) => one.step === step);
    if (piece === undefined) throw new Error(`version ${revision} has nothing for ${step}`);
    return piece;
  };
  const alone = steps.length === 1;
  const [work, ...works] = steps.map((step): Undertaking<Result> => {
    const outlet = outletOf(kind, `${step}-${revision}`);
    const before = version.after?.[step];
    const after =
      before === undefined ? undefined : { key: before, noun: outletOf(kind, `${before}-${revision}`).noun };
    /** What it gets in the way of, as it was read with the records that it was proposed by; null: it wasn't. */
    let clashing: Clash[] | null = null;
    return {
      key: `${step}-${revision}`,
      after,
      result: anyResult,
      revisable: editorial.revisable,
      proposal: async () => {
        const { spine, taskId, project } = run;
        const { provenance } = await kept();
        const { payload } = await pieceOf(step);
        const proposed = { kind: outlet.kind, payload, provenance, revision };
        const reads = clashReads(spine, { taskId, project, kind: outlet.kind, payload });
        if (reads === null) return proposed;
        const { statement, clashes } = reads;
        return { ...proposed, beside: { statement, take: (rows) => (clashing = clashes(rows)) } };
      },
      view: async (actionId, proposed) => {
        const seen = shownAlready.get(actionId);
        if (seen !== undefined) return seen;
        const piece = await pieceOf(step);
        const clashes = proposed === undefined ? null : clashing;
        const action = proposed ?? (await recorded(run, actionId));
        const payload = payloadOf(action);
        // The bytes that would go out: those of the version that people are shown, whoever has worded it.
        const shown: Piece = action.editedBy === null ? { ...piece, payload } : { step: piece.step, payload };
        const page = await previewLink(run.spine, action, action.createdAt);
        const facts = [
          ...(after === undefined ? [] : [mrkdwn`:link: once the ${after.noun} is out`]),
          ...outlet.facts(payload),
          ...(await pointedOut(run, outlet, shown, clashes)),
        ];
        const view = {
          ...outlet.preview(payload),
          facts: alone ? [...common.slice(0, 2), ...facts, ...common.slice(2)] : facts,
          ...(page === null ? {} : { link: { label: "See it on the site", url: page } }),
        };
        shownAlready.set(actionId, view);
        return view;
      },
    };
  });
  if (work === undefined) throw new Error(`${kind.kind} goes nowhere`);
  return {
    works: [work, ...works],
    together: alone
      ? null
      : {
          revision,
          title,
          nouns: steps.map((step) => outletOf(kind, `${step}-${revision}`).noun),
          facts: common,
        },
  };
}

function payloadOf({ payload }: { payload: string }): unknown {
  return JSON.parse(payload);
}

async function recorded({ spine }: DurableRun, actionId: string): Promise<typeof actions.$inferSelect> {
  const action = await spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
  if (!action) throw new SignalboxError("not_found", `the action ${actionId} is gone`);
  return action;
}
