import { lookUp } from "../../../../../../shared/platform/look-up.ts";

/** The short mark of each place that texts go to. */
const marks: Record<string, string> = {
  blog_publish: "Blog",
  slack_report: "Slack",
  bluesky_post: "Bluesky",
  threads_post: "Threads",
  linkedin_post: "LinkedIn",
  gist_publish: "Gist",
  email_reply: "Mail",
  email_external: "Mail",
  email_stakeholder: "Mail",
};

/** Where an action goes, in a word. */
export function outletMark(kind: string): string {
  return lookUp(marks, kind) ?? kind.replaceAll("_", " ");
}

/** How something on the calendar stands, in words. */
export const stateWords = {
  waiting: "waits for approval",
  approved: "approved",
  published: "published",
  failed: "failed",
  unknown: "nobody knows whether it went out",
  unanswered: "nobody answered",
} as const;
