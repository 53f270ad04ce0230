import { emailInternal } from "../../shared/actions/email-internal.ts";
import { notificationInternal } from "../../shared/actions/notification-internal.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import { section } from "../../shared/integrations/slack/approval-message.ts";
import { digestOf } from "../../shared/jobs/project-watch/cycle/digest-of.ts";
import { keepHouse as prune } from "../../shared/jobs/project-watch/cycle/keep-house.ts";
import { act } from "../../shared/spine/act.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Cycle, missingOf, skipped } from "./cycle.ts";
import { patience } from "./patience.ts";

/** Once a day, in the first cycle after midnight: what is too old goes, and the project's people get their digest. */
export async function keepHouse(run: DurableRun, cycle: Cycle): Promise<void> {
  const day = cycle.housekeeping;
  if (day === null) return;
  const tried = await run.tryOut("keep house", patience.housekeeping, async () => keep(run, cycle, day));
  const left = missingOf(tried, []);
  if (left !== null) await skipped(run, "keep house", left);
}

async function keep(run: DurableRun, { project, channel }: Cycle, day: string): Promise<Attempt<null>> {
  const { spine, taskId } = run;
  // The digest first: it tells of what is deleted next.
  const digest = await digestOf(spine, project, day);
  const rules = spine.settings.RULES.projectWatch[project];
  const lead = spine.settings.PEOPLE.find(({ id }) => id === rules?.lead)?.email;
  const told: string[] = [];
  if (digest !== null && rules?.digest.mail === true && lead !== undefined) {
    const payload = { to: [lead], subject: digest.subject.slice(0, 200), text: digest.text.slice(0, 20_000) };
    const sent = await act(spine, {
      taskId,
      key: "digest-mail",
      kind: emailInternal.kind,
      payload,
      provenance: "internal",
      revision: 1,
    });
    // A mail costs money, and without any the rest of the house is kept all the same.
    if (sent.kind !== "done" && sent.kind !== "paused") return sent;
    if (sent.kind === "done") told.push("by mail");
  }
  if (digest !== null && rules?.digest.slack === true && channel !== null) {
    const payload = {
      channel,
      thread: null,
      text: digest.subject,
      blocks: [section(digest.mrkdwn)],
      update: null,
    };
    const sent = await act(spine, {
      taskId,
      key: "digest-slack",
      kind: notificationInternal.kind,
      payload,
      provenance: "internal",
      revision: 1,
    });
    if (sent.kind !== "done") return sent;
    told.push("in Slack");
  }
  const kept = await prune(spine, project, day);
  const words = told.length === 0 ? "no digest" : `the digest was sent ${told.join(" and ")}`;
  await run.recordNow([
    run.fact(
      "watch/kept-house",
      "watch.kept_house",
      `the house is kept for ${day}: ${words}; ${kept.signals} old signals deleted`,
      { ...kept, day, told },
    ),
  ]);
  return { kind: "done", value: null };
}
