import { type BlogPublication, blogPublish } from "../../../actions/blog-publish.ts";
import type { StandingPost } from "../../../actions/blog-stand.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** The team's blog, which is built anew when a post is published. */
export const blog: Outlet<"blog_publish", BlogPublication, StandingPost> = {
  step: "publish",
  noun: "blog post",
  effect: blogPublish,
  facts: ({ slug, tags }) => [mrkdwn`/${slug}`, mrkdwn`tags: ${tags.join(", ")}`],
  outcome: ({ url, readBack }) => ({
    url,
    note:
      readBack === "unread"
        ? mrkdwn`:warning: Nobody has seen it there: the next build of the blog shows it.`
        : null,
  }),
};
