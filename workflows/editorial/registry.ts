import type { Intent } from "../../shared/jobs/editorial/intent.ts";
import { blogPostRubric } from "../../shared/jobs/editorial/kinds/blog-post/rubric.ts";
import type { RubricField } from "../../shared/jobs/editorial/rubric.ts";
import type { DurableRun } from "../durable-run.ts";
import { writeBlogPost } from "./blog-post.ts";
import type { Ending } from "../run-task.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** One kind of editorial work: what it needs to know and the steps it takes. */
export interface DeskKind {
  rubric: readonly RubricField[];
  work(run: DurableRun, task: EditorialTask): Promise<Ending>;
}

/** What the desk can do, by intent (null: not yet). A new kind is a folder in shared/editorial, a file here and a line. */
export const desk: Record<Intent, DeskKind | null> = {
  blog_post: { rubric: blogPostRubric, work: writeBlogPost },
  social_post: null,
  email_reply: null,
  code_gist: null,
  report: null,
  meeting: null,
  other: null,
};
