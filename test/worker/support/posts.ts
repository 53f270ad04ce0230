import type { BlogCorrection } from "../../../shared/actions/blog-correct.ts";
import { readBody } from "../../../shared/actions/post-body.ts";
import { digestOfBody, postOfTask } from "../../../shared/db/posts.ts";
import { actionById } from "../../../shared/db/approvals.ts";
import { allowed, performed } from "./carried-out.ts";
import { spine, unique } from "./spine.ts";

/** A post of its own, by its name. */
export const postWords = (slug: string) => ({
  title: slug,
  slug,
  summary: "A summary that is long enough to be one.",
  tags: ["a"],
  markdown: "word ".repeat(900),
  words: 900,
  author: "A",
});

/** Publishes a post. Returns what it is known by: its task. */
export async function aPublishedPost(slug = unique("post")): Promise<string> {
  const actionId = await allowed("blog_publish", postWords(slug));
  const outcome = await performed(actionId);
  const action = await actionById(spine.db, actionId);
  if (outcome !== "done" || action === undefined) throw new Error(`${slug} was not published: ${outcome}`);
  return action.taskId;
}

/** A correction of a post as it is now. */
export async function correctionOf(
  task: string,
  over: Partial<BlogCorrection> = {},
): Promise<BlogCorrection> {
  const row = await postOfTask(spine.db, task);
  if (row === undefined) throw new Error(`there is no post of ${task}`);
  const { slug, title, summary, tags, series, bodyKey } = row;
  const is = { title, summary, tags, series, markdown: await readBody(spine, row) };
  const base = digestOfBody(bodyKey);
  return { post: task, slug, base, was: is, ...is, newSlug: null, note: "", ...over };
}

/** The withdrawal of a post as it is now. */
export async function withdrawalOf(task: string) {
  const { post, slug, base, title } = await correctionOf(task);
  return { post, slug, base, title, reason: "The numbers in it were wrong." };
}
