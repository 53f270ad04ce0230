import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { ledger } from "../../../shared/db/schema.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { allowed, performed } from "../support/carried-out.ts";
import { quietGithub } from "../support/github.ts";
import { lateAnswer, outage } from "../support/late-answers.ts";
import { trials } from "../support/lost-answer-trials.ts";
import { spine, unique } from "../support/spine.ts";

const minute = 60_000;
/** Where texts go that people see. */
const channels = [
  "blog_publish",
  "bluesky_post",
  "linkedin_post",
  "threads_post",
  "gist_publish",
  "email_reply",
  "email_external",
  "slack_report",
  "slack_reply",
];

async function tried(kind: string) {
  const trial = trials[kind];
  if (trial === undefined) throw new Error(`there is no trial of ${kind}`);
  const mark = unique();
  return { trial, mark, actionId: await allowed(kind, await trial.payload(mark)) };
}

const timesApplied = async (actionId: string) =>
  (await spine.db.select().from(ledger).where(eq(ledger.type, "effect.applied"))).filter(
    ({ data }) => data["actionId"] === actionId,
  ).length;

beforeAll(quietGithub);

describe.each(channels)("%s", (kind) => {
  it("is there once when the answer comes after somebody has looked for it", async () => {
    const { trial, mark, actionId } = await tried(kind);
    const late = lateAnswer(trial);
    const first = performed(actionId, late.at);
    await late.arrived;
    expect(await performed(actionId, (ms) => late.at(ms + 10 * minute))).toBe("done");
    late.release();
    await first;
    expect(await trial.outside(mark)).toBe(1);
    expect(await timesApplied(actionId)).toBe(1);
  });

  it("is there once when the service is away for half an hour as soon as it has it", async () => {
    const { trial, mark, actionId } = await tried(kind);
    const away = outage(trial);
    expect(["retry", "wait"]).toContain(await performed(actionId, away.at));
    expect(["retry", "wait"]).toContain((await perform(away.at(29 * minute), actionId)).kind);
    away.end();
    expect(await performed(actionId, (ms) => away.at(ms + 31 * minute))).toBe("done");
    expect(await trial.outside(mark)).toBe(1);
    expect(await timesApplied(actionId)).toBe(1);
  });
});
