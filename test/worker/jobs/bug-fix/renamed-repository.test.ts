import { eq } from "drizzle-orm";
import type { z } from "zod";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixOfTask } from "../../../../shared/db/fixes.ts";
import { actions, fixes, signals } from "../../../../shared/db/schema.ts";
import { bugFixName } from "../../../../shared/jobs/bug-fix/name.ts";
import {
  movedForm,
  offerMoved,
  signalOfMoved,
} from "../../../../shared/jobs/bug-fix/sources/github/moved.ts";
import { repositoryMoved } from "../../../../shared/integrations/github/wire.ts";
import { onPullRequest } from "../../../../shared/changes/on-pull-request.ts";
import type { PullRequestEvent } from "../../../../shared/changes/pull-request-event.ts";
import { quietGithub, repository } from "../../support/github.ts";
import { sandbox } from "../../support/slack.ts";
import { aTask, spine, unique, withRules } from "../../support/spine.ts";

beforeAll(quietGithub);
afterAll(async () => sandbox("/github/_sandbox/reset", {}));

const at = withRules({
  opsChannel: "C0GENERAL",
  repositories: { [repository]: { paths: ["/srv/checkout/"] } },
});

it("a repository that is renamed or given away without an open fix: people hear what to change, once", async () => {
  const context = { people: [], rules: at.settings.RULES };
  const owner = { login: "acme" };
  const hear = async (to: string, changes: z.input<typeof repositoryMoved>["changes"]) => {
    const event = { repository: { id: 4712, full_name: to }, changes, sender: { login: "maya-ortiz" } };
    const [signal] = signalOfMoved(unique("delivery"), repositoryMoved.parse(event), context);
    if (signal === undefined || signal.dropReason !== null) return signal?.dropReason;
    const offered = { ...signal, body: movedForm.schema.parse(signal.body), receivedAt: 0, taskId: "" };
    const answers = [await offerMoved(at, offered), await offerMoved(at, offered)];
    expect(answers[0]).toEqual(answers[1]);
    const rows = await spine.db
      .select()
      .from(actions)
      .where(eq(actions.taskId, `notice-${signal.id}`));
    return [answers[0], ...rows.map(({ payload }) => JSON.stringify(payload))];
  };
  const renamed = { repository: { name: { from: "checkout" } } };
  expect(await hear("acme/basket", renamed)).toEqual([
    {
      kind: "decline",
      reason: expect.stringMatching(/change acme\/checkout to acme\/basket .*C0ENGINEERING is told/),
    },
    expect.stringMatching(/acme\/checkout.*is called.*acme\/basket.*repositories/),
  ]);
  expect(await hear("umbrella/checkout", { owner: { from: { organization: owner } } })).toHaveLength(2);
  expect(await hear("acme/lent", { repository: { name: { from: "borrowed" } } })).toMatch(
    /no repository acme\/borrowed/,
  );
  expect(await hear(repository, { repository: { name: { from: "old" } } })).toMatch(
    /names acme\/checkout already/,
  );
});

let numbers = 800_000;

/** An open fix with a pull request in the repository, whose number at GitHub is known or not. */
async function openFix(repositoryId: number | null) {
  const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  const number = ++numbers;
  await spine.db.insert(fixes).values({
    createdAt: spine.now(),
    updatedAt: spine.now(),
    taskId,
    fingerprint: taskId,
    state: "open",
    depth: "offer",
    repository,
    repositoryId,
    pullRequest: number,
  });
  const hear = async (called: string, conclusion: string, id?: number) => {
    const event = {
      kind: "checks",
      runId: 1,
      name: "CI",
      conclusion,
      commit: "a".repeat(40),
      isActions: true,
    } as const;
    const body: PullRequestEvent = {
      type: "pull_request",
      repository: called,
      repositoryId: id,
      number,
      event,
    };
    const signal = { id: unique("github:run"), kind: "github.checks", provenance: "external" } as const;
    const receivedAt = spine.now();
    await spine.db.insert(signals).values({ ...signal, status: "received", body, receivedAt });
    return onPullRequest(at, { ...signal, body, receivedAt, taskId: "" }, bugFixName);
  };
  const said = async () => {
    const rows = await spine.db.select().from(actions).where(eq(actions.taskId, taskId));
    return rows.map(({ payload }) => payload);
  };
  return { taskId, hear, said };
}

it("what happens to a pull request is known under its repository's new name, and people hear what to change, once", async () => {
  const { taskId, hear, said } = await openFix(null);
  expect(await hear("acme/basket", "failure")).toEqual({
    kind: "decline",
    reason: "RULES names no repository acme/basket",
  });
  await sandbox("/github/_people/rename", { repository, to: "acme/basket" });
  expect(await hear("acme/basket", "failure")).toEqual({ kind: "settled" });
  expect(await hear("acme/basket", "success", 4711)).toEqual({ kind: "settled" });
  expect(await fixOfTask(spine.db, taskId)).toMatchObject({ repository, repositoryId: 4711, state: "open" });
  expect(await said()).toEqual([
    expect.stringMatching(/acme\/checkout.*is called.*acme\/basket.*change its name/),
  ]);
});

it("that moves twice is followed from its first name to its last", async () => {
  const { hear, said } = await openFix(null);
  await sandbox("/github/_people/rename", { repository, to: "acme/basket" });
  await sandbox("/github/_people/rename", { repository, to: "acme/trolley" });
  expect(await hear("acme/trolley", "failure")).toEqual({ kind: "settled" });
  expect(await said()).toEqual([expect.stringMatching(/acme\/checkout.*is called.*acme\/trolley/)]);
});

it("whose number is known is followed to another owner, and not taken for another one that has its old name", async () => {
  const { hear, said } = await openFix(815);
  expect(await hear("umbrella/checkout", "failure", 815)).toEqual({ kind: "settled" });
  expect(await said()).toEqual([expect.stringMatching(/is called.*umbrella\/checkout/)]);
  expect(await hear(repository, "failure", 816)).toMatchObject({ kind: "decline" });
  expect(await hear("umbrella/other", "failure", 816)).toMatchObject({ kind: "decline" });
  expect(await hear(repository, "failure")).toEqual({ kind: "settled" });
});
