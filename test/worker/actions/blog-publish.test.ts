import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { effects, posts } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { allowed } from "../support/carried-out.ts";
import { push, quietGithub, repository } from "../support/github.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";

const at = (seconds: number, over: object = {}) =>
  configuredSpine({ ...env, ...over }, { now: () => Date.now() + seconds * 1000 });
const byWorkflow = { BLOG_WORKFLOW: `${repository}/blog.yml@main` };
const workflow = (command: string) =>
  `on: workflow_dispatch\njobs: { build: { runs-on: ubuntu-latest, steps: [{ run: ${command} }] } }\n`;

const runs = async () =>
  (
    await sandbox<{ runs: { id: number; path: string; status: string }[] }>("/github/_people/runs")
  ).runs.filter(({ path }) => path.endsWith("blog.yml"));
const builds = async () => (await applied("pages", "deploy_hooks")).length;

async function aPost() {
  const slug = unique("post");
  const actionId = await allowed("blog_publish", {
    title: slug,
    slug,
    summary: "A summary that is long enough to be one.",
    tags: ["a"],
    markdown: "word ".repeat(900),
    words: 900,
    author: "A",
  });
  return { slug, actionId };
}
/** The blog doesn't show a post so many times that it is looked at. */
const hidden = async (slug: string, times: number) =>
  faults("pages", { path: `/site/posts/${slug}/`, status: 404, times });
const effectOf = async (actionId: string) =>
  spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get();
const stored = async (slug: string) =>
  (await spine.db.select().from(posts).where(eq(posts.slug, slug))).length;

beforeAll(quietGithub);
beforeEach(async () => sandbox("/pages/_sandbox/reset", {}));

it("is published when its page is seen to show these bytes, and not a moment before", async () => {
  const { slug, actionId } = await aPost();
  await hidden(slug, 3);
  const kinds = [];
  for (let n = 0; n < 4; n++) kinds.push((await perform(at(n * 31), actionId)).kind);
  expect(kinds).toEqual(["wait", "wait", "wait", "done"]);
  expect((await effectOf(actionId))?.result).toMatchObject({
    url: new URL(`posts/${slug}/`, `${env.BLOG_URL}/`).href,
    readBack: "same",
  });
  expect(await builds()).toBe(1);
});

it("is asked about when the blog doesn't show it within its time, and never published again", async () => {
  const { slug, actionId } = await aPost();
  await hidden(slug, 1000);
  const blind = { PAGES_TOKEN: "" };
  expect((await perform(at(0, blind), actionId)).kind).toBe("wait");
  expect((await perform(at(10 * 60, blind), actionId)).kind).toBe("wait");
  const lost = await perform(at(21 * 60, blind), actionId);
  expect(lost).toMatchObject({ kind: "wait", code: "effect_unknown" });
  expect((await effectOf(actionId))?.error).toContain("the blog doesn't show it");
  expect((await perform(at(22 * 60, blind), actionId)).kind).toBe("retry");
  await sandbox("/pages/_sandbox/forget", {});
  expect((await perform(at(23 * 60, blind), actionId)).kind).toBe("done");
  expect(await stored(slug)).toBe(1);
  expect(await builds()).toBe(0);
});

it.each([
  ["exit 0", "done"],
  ["exit 1", "wait"],
])("follows a workflow's run (%s) to its end, and starts it once", async (command, kind) => {
  await push("main", ".github/workflows/blog.yml", workflow(command));
  const before = (await runs()).length;
  const { slug, actionId } = await aPost();
  await hidden(slug, kind === "done" ? 2 : 1000);
  let outcome = await perform(at(0, byWorkflow), actionId);
  expect(outcome.kind).toBe("wait");
  await expect.poll(async () => (await runs()).at(0)?.status, { timeout: 10_000 }).toBe("completed");
  for (let n = 1; n < 5 && outcome.kind === "wait" && outcome.code === undefined; n++)
    outcome = await perform(at(n * 31, byWorkflow), actionId);
  expect(outcome.kind).toBe(kind);
  if (kind === "wait")
    expect((await effectOf(actionId))?.error).toMatch(/ended as failure: .*\/actions\/runs\/\d+$/);
  expect(await runs()).toHaveLength(before + 1);
  expect(await builds()).toBe(0);
  expect(await stored(slug)).toBe(1);
});

it("goes through the door of who builds the blog", () => {
  expect(at(0).kinds("blog_publish")?.service).toBe("pages");
  expect(at(0, byWorkflow).kinds("blog_publish")?.service).toBe("github");
  expect(at(0, { BLOG_REBUILD_HOOK_URL: "" }).kinds("blog_publish")?.service).toBeNull();
});
