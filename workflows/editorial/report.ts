import type { z } from "zod";
import { bareLink } from "../../shared/integrations/slack/link.ts";
import { addressed, mention } from "../../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Finished } from "../carry-out/carry-out-together.ts";
import type { Ended } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import { outletOf, type Result } from "./batch-of.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** Where something can be seen that went out, and what there is to say of it. */
function shownOf<B extends z.ZodObject, D>(
  kind: EditorialKind<B, D>,
  { work }: Finished<Result>,
  result: Result,
): { url: string | null; notes: Mrkdwn[] } {
  const { url, note } = outletOf(kind, work.key).outcome(result);
  return { url, notes: note === null ? [] : [note] };
}

/** How all of it went: what is where, and what isn't and why. */
export function reportOn<B extends z.ZodObject, D>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D>,
  finished: readonly Finished<Result>[],
  maxRevisions: number,
): Ending {
  const who = addressed(run.spine.settings.PEOPLE, task.requester);
  const [alone] = finished;
  if (alone !== undefined && finished.length === 1) return reportOnOne(run, kind, who, alone, maxRevisions);
  const out = finished.filter(({ ended }) => ended.kind === "applied");
  const reasons = finished.flatMap(({ work, ended }) =>
    ended.kind === "applied" ? [] : [`${outletOf(kind, work.key).noun}: ${whyNot(ended)}`],
  );
  const lines = finished.flatMap((one) => {
    const { work, ended } = one;
    const { noun } = outletOf(kind, work.key);
    if (ended.kind !== "applied") return [mrkdwn`:x: ${noun}: ${whyNot(ended)}`];
    const { url, notes } = shownOf(kind, one, ended.result);
    const where = url === null ? mrkdwn`` : mrkdwn`: ${bareLink(url)}`;
    return [mrkdwn`:white_check_mark: *${noun}*${approvedBy(run, ended.by)}${where}`, ...notes];
  });
  if (out.length === 0) {
    const failed = finished.find(({ ended }) => ended.kind === "failed")?.ended;
    const reason = `nothing went out: ${reasons.join("; ")}`;
    if (failed?.kind === "failed") throw new SignalboxError(failed.code, reason);
    return {
      kind: "rejected",
      reason,
      message: { text: mrkdwn`:x: ${who} Nothing went out.\n${joined(lines)}` },
    };
  }
  const urls = out.map((one) =>
    one.ended.kind === "applied" ? shownOf(kind, one, one.ended.result).url : null,
  );
  const url = urls.find((one) => one !== null) ?? null;
  const heading =
    out.length === finished.length
      ? mrkdwn`:tada: ${who} ${kind.words.done}:`
      : mrkdwn`:warning: ${who} ${out.length} of ${finished.length} went out:`;
  return { kind: "done", url, message: { text: joined([heading, ...lines]) } };
}

function reportOnOne<B extends z.ZodObject, D>(
  run: DurableRun,
  kind: EditorialKind<B, D>,
  who: Mrkdwn,
  one: Finished<Result>,
  maxRevisions: number,
): Ending {
  const { ended } = one;
  const { words } = kind;
  switch (ended.kind) {
    case "applied": {
      const { url, notes } = shownOf(kind, one, ended.result);
      const where = url === null ? mrkdwn`.` : mrkdwn`: ${bareLink(url)}`;
      const done = mrkdwn`:tada: ${who} ${words.done}${approvedBy(run, ended.by)}${where}`;
      return { kind: "done", url, message: { text: joined([done, ...notes]) } };
    }
    case "failed":
      throw new SignalboxError(ended.code, ended.reason);
    case "revised": {
      const reason = `still not approved after ${maxRevisions} versions`;
      const text = mrkdwn`:x: ${who} ${maxRevisions} versions and no approval: I stop here.`;
      return { kind: "rejected", reason, message: { text } };
    }
    case "rejected": {
      const by = mention(run.spine.settings.PEOPLE, ended.by);
      const text = mrkdwn`:x: ${who} ${by} rejected ${words.it}: ${ended.reason}`;
      return { kind: "rejected", reason: whyNot(ended), message: { text } };
    }
    case "stale":
    case "expired":
    case "superseded":
    case "forbidden": {
      const text = mrkdwn`:x: ${who} ${words.it} was not ${words.done}: ${ended.reason}.`;
      return { kind: "rejected", reason: ended.reason, message: { text } };
    }
  }
}

function approvedBy(run: DurableRun, by: string | null): Mrkdwn {
  return by === null ? mrkdwn`` : mrkdwn`, approved by ${mention(run.spine.settings.PEOPLE, by)}`;
}

function whyNot(ended: Exclude<Ended<Result>, { kind: "applied" }>): string {
  return "by" in ended ? `${ended.kind} by ${ended.by}: ${ended.reason}` : ended.reason;
}
