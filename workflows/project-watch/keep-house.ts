import { cut } from "../../shared/platform/cut.ts";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { emailInternal } from "../../shared/actions/email-internal.ts";
import { watches } from "../../shared/db/schema.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import { prose } from "../../shared/integrations/slack/blocks.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { digestOf } from "../../shared/jobs/project-watch/cycle/digest-of.ts";
import type { Digest } from "../../shared/jobs/project-watch/cycle/digest-words.ts";
import { keepHouse as prune } from "../../shared/jobs/project-watch/cycle/keep-house.ts";
import { act } from "../../shared/spine/act.ts";
import { tellNotice } from "../../shared/spine/tell-notice.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Cycle, missingOf, skipped } from "./cycle.ts";
import { patience } from "./patience.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** How the digest is sent. */
const ways = { mail: "by mail", slack: "in Slack" } as const;
type Way = keyof typeof ways;

/**
 * Once a day, in the first cycle after midnight: the project's people get their digest, and what is too old goes. The digest
 * first: it tells of what is deleted next. One that can't be sent keeps neither the other nor the house.
 */
export async function keepHouse(run: DurableRun, cycle: Cycle): Promise<void> {
  const day = cycle.housekeeping;
  if (day === null) return;
  const told: string[] = [];
  for (const way of ["mail", "slack"] as const) {
    const name = `digest ${ways[way]}`;
    const tried = await run.tryOut(name, patience.housekeeping, async () => send(run, cycle, day, way));
    const left = missingOf(tried, []);
    if (left !== null) await skipped(run, name, left);
    if (tried.kind === "done" && tried.value) told.push(ways[way]);
  }
  const tried = await run.tryOut("keep house", patience.housekeeping, async () =>
    keep(run, cycle, day, told),
  );
  const left = missingOf(tried, []);
  if (left !== null) await skipped(run, "keep house", left);
}

/** Sends the digest one way. False: there is none, or nobody who wants it so. */
async function send(run: DurableRun, cycle: Cycle, day: string, way: Way): Promise<Attempt<boolean>> {
  const { spine, taskId } = run;
  const { project } = cycle;
  const none = { kind: "done", value: false } as const;
  if (lookUp(spine.settings.RULES.projectWatch, project)?.digest[way] !== true) return none;
  const digest = await digestOf(spine, project, day);
  if (digest === null) return none;
  if (way === "slack") {
    const { channel } = cycle;
    if (channel === null) return none;
    const notice = { channel, thread: null, text: mrkdwn`${digest.subject}`, parts: [prose(digest.said)] };
    const told = await tellNotice(spine, { taskId, project, key: "digest-slack", notice });
    return told.kind === "done" ? { kind: "done", value: told.value["ts"] !== undefined } : told;
  }
  const mail = mailOf(run, cycle, digest);
  if (mail === null) return none;
  const common = { taskId, key: "digest-mail", provenance: "internal", revision: 1 } as const;
  const sent = await act(spine, { ...common, ...mail });
  return sent.kind === "done" ? { kind: "done", value: true } : sent;
}

function mailOf({ spine }: DurableRun, { project }: Cycle, { subject, text }: Digest) {
  const { RULES, PEOPLE } = spine.settings;
  const lead = PEOPLE.find(({ id }) => id === lookUp(RULES.projectWatch, project)?.lead)?.email;
  return lead === undefined
    ? null
    : {
        kind: emailInternal.kind,
        payload: { to: [lead], subject: cut(subject, 200), text: cut(text, 20_000) },
      };
}

/** From here on the day's house is kept, even if this cycle comes to no end. */
async function keep(
  run: DurableRun,
  { project }: Cycle,
  day: string,
  told: readonly string[],
): Promise<Attempt<null>> {
  const kept = await prune(run.spine, project, day);
  const words = told.length === 0 ? "no digest" : `the digest was sent ${told.join(" and ")}`;
  const isOlder = or(isNull(watches.keptOn), lt(watches.keptOn, day));
  await run.recordNow(
    [
      run.fact(
        "watch/kept-house",
        "watch.kept_house",
        `the house is kept for ${day}: ${words}; ${kept.signals} old signals deleted`,
        { ...kept, day, told },
      ),
    ],
    [
      run.spine.db
        .update(watches)
        .set({ keptOn: day })
        .where(and(eq(watches.project, project), isOlder)),
    ],
  );
  return { kind: "done", value: null };
}
