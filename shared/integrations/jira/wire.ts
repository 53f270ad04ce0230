import { z } from "zod";
import { changeItem, comment, history, issueKey, moment, ticket, user } from "./shapes.ts";

/** What Jira's webhooks carry, as far as it is read. A description is a document, or wiki markup as a text. */
const words = z.string().nullish();

export const anyEvent = z.object({ webhookEvent: z.string().min(1) });

/** An issue's event as bug fixing reads it. */
export const issueEvent = z.object({
  user: user.nullish(),
  issue: z.object({
    id: ticket.shape.id.nullish(),
    key: issueKey,
    self: words,
    fields: z.object({
      summary: z.string(),
      description: z.unknown(),
      labels: z.array(z.string()).nullish(),
      project: z.object({ key: z.string().min(1) }).nullish(),
    }),
  }),
  changelog: z.object({ id: history.shape.id.nullish(), items: z.array(changeItem) }).nullish(),
});
export type IssueEvent = z.infer<typeof issueEvent>;

/** Of which issue an event is, and whether it has left a project. */
export const placedEvent = z.object({
  issue: z.object({ key: issueKey }).nullish(),
  changelog: z.object({ items: z.array(changeItem) }).nullish(),
});

/**
 * Any event of an issue or a comment as a watch reads it. Server and Data Center tell of a comment in the issue's event
 * too, their users have names instead of accounts, and the time is in milliseconds everywhere.
 */
export const watchedEvent = z.object({
  timestamp: moment,
  user: user.nullish(),
  issue: ticket.extend({ self: words }),
  changelog: history.pick({ id: true, items: true }).nullish(),
  comment: comment.nullish(),
});
export type WatchedEvent = z.infer<typeof watchedEvent>;

/** A comment that was written, as the editorial desk reads it: it says nothing of the issue's labels. */
export const commentEvent = z.object({
  issue: z.object({ id: ticket.shape.id.nullish(), key: issueKey, self: words }),
  comment,
});
export type CommentEvent = z.infer<typeof commentEvent>;
