import { z } from "zod";
import { jiraClient, type MadeLink } from "../integrations/jira/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { issueKey, notThisProjects } from "./jira-issue.ts";
import { oneLine } from "./one-line.ts";

const ticketLinkSchema = z.strictObject({
  issue: issueKey,
  url: z.url({ protocol: /^https?$/ }).max(2000),
  title: oneLine(200),
});
type TicketLink = z.infer<typeof ticketLinkSchema>;

/**
 * What a task has published, as a link of the task's own ticket. Jira keeps one link for each name that it is given, so making it twice
 * is making it once.
 */
export const ticketLink: ActionKindModule<"ticket_link", TicketLink, MadeLink> = {
  kind: "ticket_link",
  schema: ticketLinkSchema,
  result: z.object({ issue: z.string(), linkId: z.string() }),
  service: "jira",
  target: ({ issue }) => `ticket:${issue}`,
  preview: ({ issue, url, title }) => ({
    title: `Link ${issue} to what was published`,
    body: `${title}: ${url}`,
  }),
  outOfBounds: ({ issue }, rules) => notThisProjects(issue, rules),
  apply: async (ground, { id, payload: { issue, url, title } }) =>
    jiraClient(ground).link(issue, { url, title }, id),
  reconcile: async (ground, { id, payload: { issue } }) => jiraClient(ground).findLink(issue, id),
};
