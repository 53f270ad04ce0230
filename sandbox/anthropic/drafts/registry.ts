import { blogPost } from "./blog-post.ts";
import { slackReport } from "./slack-report.ts";
import { socialPost } from "./social-post.ts";

/** How each kind of text is put together, known by the fields that are asked for: the first that fits. */
export const drafts: readonly { fields: readonly string[]; write: (prompt: string) => unknown }[] = [
  { fields: ["slug", "markdown"], write: blogPost },
  { fields: ["title", "markdown"], write: slackReport },
  { fields: ["text"], write: socialPost },
];
