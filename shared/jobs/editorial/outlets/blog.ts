import { type BlogPublication, blogPublish, type PublishedPost } from "../../../actions/blog-publish.ts";
import { blogRebuild } from "../../../actions/blog-rebuild.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { followUp } from "../follow-up.ts";
import type { Outlet } from "./outlet.ts";

/** The team's blog, which is built anew when a post is published. */
export const blog: Outlet<"blog_publish", BlogPublication, PublishedPost> = {
  step: "publish",
  noun: "blog post",
  effect: blogPublish,
  facts: ({ slug, tags }) => [mrkdwn`/${slug}`, mrkdwn`tags: ${tags.join(", ")}`],
  outcome: ({ url }) => ({ url, note: null }),
  followUp: followUp("rebuild", blogRebuild, ({ slug }: PublishedPost) => ({ slug }), {
    done: mrkdwn`The blog is being rebuilt and shows it in a moment.`,
    failed: (reason) =>
      mrkdwn`:warning: The blog could not be rebuilt (${reason}): start a deployment by hand to show it.`,
  }),
};
