import { z } from "zod";
import { commentTarget } from "../domain/target.ts";
import { jiraClient, type MadeComment } from "../integrations/jira/client.ts";
import { readBackSchema } from "../integrations/jira/read-back.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { issueKey, notThisProjects, unknownJira } from "./jira-issue.ts";
import { words } from "./one-line.ts";

export const jiraCommentSchema = z.strictObject({ issue: issueKey, text: words(10_000) });

export type JiraComment = z.infer<typeof jiraCommentSchema>;

/** A comment on an issue. Jira has no idempotency key: an entity property of the comment names the action. */
export const jiraComment: ActionKindModule<"jira_comment", JiraComment, MadeComment> = {
  kind: "jira_comment",
  schema: jiraCommentSchema,
  result: z.object({
    issue: z.string(),
    commentId: z.string(),
    // One that was written before anybody looked back has none.
    readBack: readBackSchema.default("unread"),
  }),
  service: "jira",
  preview: ({ issue, text }) => ({ title: `Comment on ${issue}`, body: text }),
  // Two that wait for one issue are two: neither takes the other's place.
  target: ({ issue, text }) => commentTarget(`jira:${issue}`, text),
  outOfBounds: ({ issue }, rules) => unknownJira(issue, rules),
  byHand: (payload, rules) => byHandUnless(notThisProjects(payload.issue, rules), payload),
  apply: async (ground, { id, payload }) => jiraClient(ground).comment(payload.issue, payload.text, id),
  reconcile: async (ground, { id, payload }) =>
    jiraClient(ground).findComment(payload.issue, payload.text, id),
};
