import { joined, type Mrkdwn, mrkdwn } from "../../integrations/slack/mrkdwn.ts";
import type { Desk } from "./desk.ts";
import { type SealedEditorialKind, sealEditorialKind } from "./kind.ts";
import { blogPost } from "./kinds/blog-post/blog-post.ts";
import { campaign } from "./kinds/campaign/campaign.ts";
import { codeGist } from "./kinds/code-gist/code-gist.ts";
import { communityReply } from "./kinds/community-reply/community-reply.ts";
import { dailyReport } from "./kinds/daily-report/daily-report.ts";
import { feedbackTriage } from "./kinds/feedback-triage/feedback-triage.ts";
import { growthExperiment } from "./kinds/growth-experiment/growth-experiment.ts";
import { growthIdeas } from "./kinds/growth-ideas/growth-ideas.ts";
import { mailReply } from "./kinds/mail-reply/mail-reply.ts";
import { slackReport } from "./kinds/slack-report/slack-report.ts";
import { socialPost } from "./kinds/social-post/social-post.ts";
import { weeklyReport } from "./kinds/weekly-report/weekly-report.ts";

/** What the desk can write. A new kind is its folder and a line here. */
export const editorialKinds: readonly SealedEditorialKind[] = [
  sealEditorialKind(blogPost),
  sealEditorialKind(socialPost),
  sealEditorialKind(campaign),
  sealEditorialKind(codeGist),
  sealEditorialKind(communityReply),
  sealEditorialKind(mailReply),
  sealEditorialKind(feedbackTriage),
  sealEditorialKind(growthIdeas),
  sealEditorialKind(growthExperiment),
  sealEditorialKind(slackReport),
  sealEditorialKind(dailyReport),
  sealEditorialKind(weeklyReport),
];

/** The intent of a message that asks for nothing. */
export const nothingAsked = "nothing_asked";

/** What people write that comes to no text: what can't be done yet, and what asks for none. */
export const notYet: readonly Pick<SealedEditorialKind, "kind" | "desk" | "meaning" | "cues">[] = [
  {
    kind: "meeting",
    desk: "meeting",
    meaning: "anything about a meeting: setting one up, moving it, its notes or its agenda",
    cues: ["schedule a meeting with Acme next week", "send the notes of today's call"],
  },
  {
    kind: nothingAsked,
    desk: "content",
    meaning: "a message by which nobody wants anything: thanks, for your information only, a newsletter",
    cues: ["thanks, that was quick!", "FYI, no reply needed"],
  },
  {
    kind: "other",
    desk: "content",
    meaning:
      "everything that is none of these, such as a bug to be fixed, a question about the weather, or small talk",
    cues: [],
  },
];

/** The desk of a kind, whether it can be done or not yet; null: there is no such kind. */
export function deskOf(kind: string): Desk | null {
  return [...editorialKinds, ...notYet].find((one) => one.kind === kind)?.desk ?? null;
}

/** The kind that an intent asks for; null: not yet. */
export function editorialKindOf(intent: string): SealedEditorialKind | null {
  return editorialKinds.find(({ kind }) => kind === intent) ?? null;
}

/** "I can write blog posts." */
export function whatItCanDo(): string {
  const plurals = editorialKinds.map(({ words }) => words.plural);
  return `I can write ${new Intl.ListFormat("en").format(plurals)}.`;
}

/** "Is it a *blog post*?" */
export function whichKind(): Mrkdwn {
  const nouns = editorialKinds.map(({ words: { noun } }) => noun);
  const parts = new Intl.ListFormat("en", { type: "disjunction" }).formatToParts(nouns);
  const list = parts.map(({ type, value }) =>
    type === "literal" ? mrkdwn`${value}` : mrkdwn`${/^[aeiou]/i.test(value) ? "an" : "a"} *${value}*`,
  );
  return mrkdwn`Is it ${joined(list, mrkdwn``)}?`;
}
