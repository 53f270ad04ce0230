import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { freeSlug, postOfTask } from "../../../shared/db/posts.ts";
import { actions, effects, memories, postVersions } from "../../../shared/db/schema.ts";
import { rememberNew } from "../../../shared/memory/remember-new.ts";
import { allowed, outcomeOf, performed } from "../support/carried-out.ts";
import { aPublishedPost, correctionOf, postWords, withdrawalOf } from "../support/posts.ts";
import { spine, unique } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

interface Shown {
  slug: string;
  markdown: string;
  corrections: { note: string }[];
}
interface Moved {
  redirects: { from: string; to: string }[];
  gone: { slug: string }[];
}

const shown = async (slug: string) => {
  const { posts } = await (await api("/api/blog/posts?limit=100", {})).json<{ posts: Shown[] }>();
  return posts.find((one) => one.slug === slug);
};
const moved = async () => (await api("/api/blog/moved", {})).json<Moved>();
const leadsTo = async (from: string) => (await moved()).redirects.find((one) => one.from === from)?.to;

const done = async (kind: string, payload: object) => {
  const actionId = await allowed(kind, payload);
  expect(await performed(actionId)).toBe("done");
  return actionId;
};
/** How an action ends that can't be done. */
const failed = async (kind: string, payload: object) => {
  const outcome = await outcomeOf(await allowed(kind, payload));
  if (outcome.kind !== "failed") throw new Error(`${kind} ended as ${outcome.kind}`);
  return outcome;
};
const publishing = async (task: string) => {
  const [action] = await spine.db.select({ id: actions.id }).from(actions).where(eq(actions.taskId, task));
  return action?.id ?? "";
};
/** The attempt was never answered, or never left: it is made again. */
const again = async (actionId: string, sentAt: number | null) => {
  await spine.db
    .update(effects)
    .set({ state: "pending", sentAt, progress: null, result: null })
    .where(eq(effects.actionId, actionId));
  return performed(actionId);
};
const rememberedOf = async (task: string) => {
  await rememberNew(spine);
  return spine.db
    .select()
    .from(memories)
    .where(eq(memories.partOf, `post:${task}`));
};

it("is corrected, told to readers, and not written over by what comes late", async () => {
  const slug = unique("post");
  const task = await aPublishedPost(slug);
  expect(await rememberedOf(task)).toHaveLength(1);
  await done("blog_correct", await correctionOf(task, { markdown: "It is 12, not 21.", note: "A number." }));
  expect(await shown(slug)).toMatchObject({
    markdown: "It is 12, not 21.",
    corrections: [{ note: "A number." }],
  });
  expect((await rememberedOf(task)).map(({ text }) => text)).toEqual([
    expect.stringContaining("It is 12, not 21."),
  ]);
  const publish = await publishing(task);
  expect(await again(publish, Date.now() - 60_000)).toBe("done");
  expect(await again(publish, null)).toBe("done");
  expect((await shown(slug))?.markdown).toBe("It is 12, not 21.");
  expect(await spine.db.select().from(postVersions).where(eq(postVersions.taskId, task))).toHaveLength(2);
});

it("is corrected once of two who saw the same version", async () => {
  const task = await aPublishedPost();
  const [one, two] = [await correctionOf(task, { title: "One" }), await correctionOf(task, { title: "Two" })];
  await done("blog_correct", one);
  expect(await failed("blog_correct", two)).toMatchObject({
    code: "stale",
    reason: expect.stringContaining("changed meanwhile"),
  });
  expect((await postOfTask(spine.db, task))?.title).toBe("One");
});

it("is changed only by what shows people the truth, and in its own project", async () => {
  const task = await aPublishedPost();
  const is = await correctionOf(task, { title: "New" });
  const untrue = { ...is, was: { ...is.was, markdown: "Something harmless." } };
  expect(await failed("blog_correct", untrue)).toMatchObject({
    reason: expect.stringContaining("isn't what the post is"),
  });
  const asked = await send(
    "/api/actions",
    { kind: "blog_correct", payload: is, project: "atlas" },
    { "idempotency-key": unique() },
  );
  expect([asked.status, await asked.text()]).toEqual([
    400,
    expect.stringContaining("belongs to the project default"),
  ]);
});

it("is withdrawn: gone from the blog and the memory, with all its addresses, and never published again", async () => {
  const [first, second] = [unique("post"), unique("post")];
  const task = await aPublishedPost(first);
  await done("blog_correct", await correctionOf(task, { newSlug: second }));
  await done("blog_unpublish", await withdrawalOf(task));
  expect(await shown(second)).toBeUndefined();
  const gone = (await moved()).gone.map(({ slug }) => slug);
  expect(gone).toEqual(expect.arrayContaining([first, second]));
  expect(await rememberedOf(task)).toEqual([]);
  const publish = await publishing(task);
  expect(await again(publish, Date.now() - 60_000)).toBe("done");
  expect(await again(publish, null)).toBe("done");
  expect(await postOfTask(spine.db, task)).toBeUndefined();
  expect(await failed("blog_publish", postWords(first))).toMatchObject({
    reason: expect.stringContaining("another post already has the address"),
  });
  const { posts, withdrawn } = await (
    await api("/api/posts?limit=100")
  ).json<{ posts: { task: string }[]; withdrawn: { task: string; note: string }[] }>();
  expect(posts.filter((one) => one.task === task)).toEqual([]);
  expect(withdrawn).toContainEqual(expect.objectContaining({ task, note: "The numbers in it were wrong." }));
});

it("leads from each address that it has left to where it is, and gives none of them away", async () => {
  const [a, b, c] = [unique("a"), unique("b"), unique("c")];
  const task = await aPublishedPost(a);
  await done("blog_correct", await correctionOf(task, { newSlug: b }));
  await done("blog_correct", await correctionOf(task, { newSlug: c }));
  expect([await leadsTo(a), await leadsTo(b), await leadsTo(c)]).toEqual([c, c, undefined]);
  expect(await freeSlug(spine.db, b, "another")).toBe(`${b}-2`);
  expect(await failed("blog_publish", postWords(a))).toMatchObject({ reason: expect.stringContaining(a) });
  const other = await aPublishedPost();
  expect(await failed("blog_correct", await correctionOf(other, { newSlug: b }))).toMatchObject({
    reason: expect.stringContaining(`the address ${b}`),
  });
  await done("blog_correct", await correctionOf(task, { newSlug: a }));
  expect([await leadsTo(a), await leadsTo(b), await leadsTo(c)]).toEqual([undefined, a, a]);
  const { post, versions, left } = await (
    await api(`/api/posts/${task}/versions`)
  ).json<{ post: { slug: string }; versions: { slug: string; kind: string }[]; left: string[] }>();
  expect([post.slug, versions.map(({ kind }) => kind), left.toSorted()]).toEqual([
    a,
    ["corrected", "corrected", "corrected", "published"],
    [b, c],
  ]);
});
