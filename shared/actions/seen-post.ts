import { eq } from "drizzle-orm";
import { z } from "zod";
import { digestOfBody, postOfTask, type PostRow } from "../db/posts.ts";
import { actions } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import { blogPostSchema } from "../domain/blog-post.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import type { Ground } from "../spine/ground.ts";

/** Which post is changed, as it was when somebody saw it. */
export const seenPostFields = {
  /** The task that first published it: what a post is known by, wherever it stands. */
  post: z.string().min(1).max(200),
  slug: blogPostSchema.shape.slug,
  /** The digest of what it is built of. */
  base: z.string().regex(/^[0-9a-f]{64}$/, "must be the digest of the version that is changed"),
};
type SeenPost = z.infer<z.ZodObject<typeof seenPostFields>>;

export type WhyNot = Extract<ApplyOutcome, { kind: "refused" | "stale" }>;

/** The post that is to be changed, in a project; or why it can't be. */
export async function seenPost(
  { db }: Pick<Ground, "db">,
  { post, slug, base }: SeenPost,
  project: string,
): Promise<{ row: PostRow } | { whyNot: WhyNot }> {
  const [row, task] = await Promise.all([postOfTask(db, post), taskById(db, post)]);
  if (row === undefined)
    return {
      whyNot: {
        kind: "stale",
        error: `there is no post of the task ${post}: it was withdrawn, or never published`,
      },
    };
  if (task?.project !== project)
    return {
      whyNot: {
        kind: "refused",
        error: `the post belongs to the project ${task?.project ?? "of a task that is gone"}, not to ${project}`,
      },
    };
  if (row.slug !== slug || digestOfBody(row.bodyKey) !== base)
    return {
      whyNot: {
        kind: "stale",
        error: "the post was changed meanwhile: look at it as it is now, and change that",
      },
    };
  return { row };
}

/** The project of an action. */
export async function projectOfAction({ db }: Pick<Ground, "db">, actionId: string): Promise<string> {
  const row = await db
    .select({ project: actions.project })
    .from(actions)
    .where(eq(actions.id, actionId))
    .get();
  return row?.project ?? "";
}

/** What is said where everything is as it was seen, and it was still not written: another was faster. */
export const overtaken: WhyNot = { kind: "stale", error: "the post was changed in this very moment" };
