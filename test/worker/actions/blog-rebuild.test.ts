import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { effects } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { proposeOne } from "../support/spine.ts";
import { push, quietGithub, repository } from "../support/github.ts";
import { sandbox } from "../support/slack.ts";

const later = (seconds: number) =>
  configuredSpine(
    { ...env, BLOG_WORKFLOW: `${repository}/blog.yml@main` },
    { now: () => Date.now() + seconds * 1000 },
  );
const workflow = (command: string) =>
  `on: workflow_dispatch\njobs: { build: { runs-on: ubuntu-latest, steps: [{ run: ${command} }] } }\n`;

const runs = async () =>
  (
    await sandbox<{ runs: { id: number; path: string; status: string }[] }>("/github/_people/runs")
  ).runs.filter(({ path }) => path.endsWith("blog.yml"));

beforeAll(quietGithub);

it("builds the blog by a workflow that is started once and followed to its end, and says so where it fails", async () => {
  for (const [command, kind] of [
    ["exit 0", "done"],
    ["exit 1", "failed"],
  ] as const) {
    await push("main", ".github/workflows/blog.yml", workflow(command));
    const before = (await runs()).length;
    const { actionId } = await proposeOne({ kind: "blog_rebuild", payload: { slug: "a" } });
    let outcome = await perform(later(0), actionId);
    expect(outcome.kind).toBe("wait");
    await expect.poll(async () => (await runs()).at(0)?.status, { timeout: 10_000 }).toBe("completed");
    for (let n = 1; n < 4 && outcome.kind === "wait"; n++) outcome = await perform(later(n * 31), actionId);
    expect(outcome).toMatchObject({ kind });
    expect(await runs()).toHaveLength(before + 1);
    const effect = await spineEffect(actionId);
    if (kind === "failed") expect(effect?.error).toMatch(/ended as failure: .*\/actions\/runs\/\d+$/);
    else expect(effect?.result?.["deployment"]).toMatch(/\/actions\/runs\/\d+$/);
  }
});

const spineEffect = async (actionId: string) =>
  later(0).db.select().from(effects).where(eq(effects.actionId, actionId)).get();
