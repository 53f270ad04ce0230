import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { actionKinds } from "../../../shared/actions/registry.ts";
import { effects, ledger } from "../../../shared/db/schema.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { allowed, performed } from "../support/carried-out.ts";
import { quietGithub } from "../support/github.ts";
import { faults, sandbox } from "../support/slack.ts";
import { mailTo, spine, unique } from "../support/spine.ts";
import { trials } from "../support/lost-answer-trials.ts";
import { mails } from "../support/mails.ts";

/** Words by which a request that writes is told from those that look; the others have the mark in them. */
const writing: Record<string, string> = {
  jira_status_change: '"transition"',
  ticket_move: '"transition"',
  blog_publish: "",
  blog_correct: "",
  blog_unpublish: "",
  pull_request_ready: "markPullRequestReadyForReview",
  repository_create: "",
  pull_request_merge: "merge_method",
  sentry_resolve: "resolvedInNextRelease",
  meeting_bot_cancel: "",
  avatar_session: "",
  avatar_stop: "",
  // Its words are in base64 within base64.
  email_reply: "",
  threads_post: "creation_id",
};

/** Where texts are published: their trials go through more. */
const channels = ["bluesky_post", "gist_publish", "threads_post"];

/** The spine as a team has it that sends its mail through Microsoft Graph. */
const throughGraph = (offsetMs: number) =>
  configuredSpine({ ...env, MAIL_VIA: "graph" }, { now: () => Date.now() + offsetMs });

beforeAll(quietGithub);

describe("an answer that is lost after it happened", () => {
  it("is tried for every kind that has code", () => {
    const built = Object.entries(actionKinds).flatMap(([kind, code]) => (code === null ? [] : [kind]));
    expect(Object.keys(trials).toSorted()).toEqual(built.toSorted());
  });

  it.each(Object.entries(trials))("leaves %s done exactly once", { timeout: 90_000 }, async (kind, trial) => {
    const mark = unique();
    const actionId = await allowed(kind, await trial.payload(mark));
    await trial.prepare?.(actionId);
    const match = writing[kind] ?? mark;
    if (trial.service !== null)
      await faults(trial.service, {
        path: trial.path,
        match,
        drop: true,
        ...(trial.method === undefined ? {} : { method: trial.method }),
      });
    else {
      // Nobody drops an answer of our own storage: the Worker dies between the effect and its record.
      await perform(spine, actionId);
      await spine.db
        .update(effects)
        .set({ state: "pending", sentAt: Date.now() - 60_000, result: null })
        .where(eq(effects.actionId, actionId));
    }
    expect(await performed(actionId)).toBe("done");
    expect(await trial.outside(mark)).toBe(1);
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "effect.applied"));
    expect(facts.filter((one) => one.data["actionId"] === actionId)).toHaveLength(1);
  });

  it.each(channels.flatMap((kind) => [[kind, "500"] as const, [kind, "kill"] as const]))(
    "leaves %s done exactly once after a %s too",
    async (kind, trouble) => {
      const trial = trials[kind];
      if (!trial?.service) throw new Error(`there is no trial of ${kind}`);
      const mark = unique();
      const actionId = await allowed(kind, await trial.payload(mark));
      if (trouble === "500")
        await faults(trial.service, { path: trial.path, match: writing[kind] ?? mark, answer: 500 });
      expect(await performed(actionId)).toBe("done");
      if (trouble === "kill") {
        await spine.db
          .update(effects)
          .set({ state: "pending", sentAt: Date.now() - 60_000, result: null })
          .where(eq(effects.actionId, actionId));
        expect(await performed(actionId)).toBe("done");
      }
      expect(await trial.outside(mark)).toBe(1);
    },
  );

  it.each([
    ["its draft is made", "/messages"],
    ["it is sent", "/send"],
  ])("leaves a mail through Graph sent exactly once when the answer is lost as %s", async (_name, path) => {
    const mark = unique();
    const actionId = await allowed("email_external", mailTo(`${mark}@outside.example`, mark));
    // The first request looks whether it was sent before.
    await faults("graph", { path: "/messages" }, { path, drop: true });
    expect(await performed(actionId, throughGraph)).toBe("done");
    const { mails: all } = await sandbox<{ mails: { subject: string; folder: string }[] }>(
      "/graph/_people/mails",
    );
    expect(all.filter(({ subject }) => subject === mark)).toMatchObject([{ folder: "Sent Items" }]);
    expect(await mails(mark)).toBe(0);
  });
});
