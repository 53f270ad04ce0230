import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { errand } from "../../../../shared/jobs/errand/job.ts";
import { receiveDigest } from "../../../../shared/jobs/errand/receive-digest.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { sandbox } from "../../support/slack.ts";
import { hour, mailOut, proposeOne, unique } from "../../support/spine.ts";
import { taskIn } from "../../support/task.ts";

describe("the daily digest", () => {
  it("tells once a day what waits, the riskiest first, in the channel for operations", async () => {
    const ticket = { project: "WEB", type: "Bug", summary: unique(), description: "" };
    await proposeOne({ kind: "jira_create_ticket", payload: ticket });
    const one = await mailOut();
    // A day on which no sweep of another test has told anything.
    const at = new Date(Date.now() + 24 * hour);
    at.setUTCHours(23, 0, 0, 0);
    const evening = configuredSpine(env, { now: () => at.getTime() });
    expect(await receiveDigest(evening)).toBe("queued");
    expect(await receiveDigest(evening)).toBe("duplicate");
    const taskId = await taskIdOf(`cron:digest:${at.toISOString().slice(0, 10)}`, errand);
    await taskIn(taskId, "done", (view) => view.effects.some((effect) => effect.state === "applied"));
    const { messages } = await sandbox<{ messages: { text: string }[] }>(
      "/slack/_people/messages?channel=C0GENERAL",
    );
    const digests = messages.filter((message) => message.text.includes(one.approvalId));
    expect(digests).toHaveLength(1);
    expect(digests[0]?.text).toContain(" waiting*");
    expect(digests[0]?.text).toMatch(/:red_circle:[^]*:large_yellow_circle:/);
  });

  it("does not begin before its hour", async () => {
    const early = new Date();
    early.setUTCHours(3, 0, 0, 0);
    expect(await receiveDigest(configuredSpine(env, { now: () => early.getTime() }))).toBeNull();
  });
});
