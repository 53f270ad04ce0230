import type { Context, Hono } from "hono";
import { z } from "zod";
import { textToAdf } from "../../shared/integrations/jira/adf.ts";
import type { Deliveries } from "../deliver-webhook.ts";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { jiraPage } from "./page.ts";
import { people } from "./people.ts";
import { issueTypes, projects } from "./seed.ts";
import type { Issue, JiraState } from "./state.ts";
import type { Tell } from "./telling.ts";
import { peopleView } from "./views.ts";
import { label } from "./wire.ts";

type C = Context<TwinEnv>;

const user = z
  .string()
  .default("maya")
  .transform((name, context) => {
    const found = people.get(name);
    if (found) return found;
    context.addIssue(`nobody is called ${name}`);
    return z.NEVER;
  });
const labelRequest = z.strictObject({ issue: z.string(), label, user });
const commentRequest = z.strictObject({ issue: z.string(), text: z.string().trim().min(1), user });
const issueRequest = z.strictObject({
  project: z.enum(projects.map(({ key }) => key)),
  type: z.enum(issueTypes).default("Bug"),
  summary: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\r\n]*$/, "a summary has no line breaks"),
  description: z.string().optional(),
  /** With spaces between them. */
  labels: z.string().default(""),
  user,
});

/** The page, and what people can do on it. The app has been told of it when the answer comes. */
export function peopleRoutes(
  routes: Hono<TwinEnv>,
  state: JiraState,
  tell: Tell,
  deliveries: Deliveries,
): void {
  const newestFirst = () => state.issues.toReversed().map(peopleView);
  const absent = (c: C, key: string) => c.json({ error: `there is no issue ${key}` }, 404);
  const answer = (c: C, issue: Issue) => done(c, `/jira#${issue.key}`, { issue: peopleView(issue) });

  routes.get("/", (c) => c.html(jiraPage(newestFirst(), deliveries.list())));
  // Where a link to an issue leads.
  routes.get("/browse/:key", (c) => c.redirect(`/jira#${c.req.param("key")}`));
  routes.get("/_people/issues", (c) => c.json({ issues: newestFirst() }));
  routes.get("/_people/deliveries", (c) => c.json({ deliveries: deliveries.list() }));

  routes.post("/_people/issue", async (c) => {
    const sent = posted(c, issueRequest);
    if ("refused" in sent) return sent.refused;
    const { project, type, summary, description, labels, user: by } = sent.fields;
    const issue = state.create({
      project,
      type,
      summary,
      description: description === undefined ? null : textToAdf(description),
      labels: labels.split(/\s+/).filter((one) => one !== ""),
    });
    await tell({ event: "jira:issue_created" }, issue, originOf(c), by);
    return answer(c, issue);
  });

  routes.post("/_people/label", async (c) => {
    const sent = posted(c, labelRequest);
    if ("refused" in sent) return sent.refused;
    const issue = state.find(sent.fields.issue);
    if (!issue) return absent(c, sent.fields.issue);
    const from = issue.labels.join(" ");
    if (state.label(issue, sent.fields.label)) {
      const changes = [{ field: "labels" as const, from, to: issue.labels.join(" ") }];
      await tell({ event: "jira:issue_updated", changes }, issue, originOf(c), sent.fields.user);
    }
    return answer(c, issue);
  });

  routes.post("/_people/comment", async (c) => {
    const sent = posted(c, commentRequest);
    if ("refused" in sent) return sent.refused;
    const { text, user: by } = sent.fields;
    const issue = state.find(sent.fields.issue);
    if (!issue) return absent(c, sent.fields.issue);
    const comment = state.comment(issue, textToAdf(text), [], by.accountId);
    await tell({ event: "comment_created", comment }, issue, originOf(c), by);
    return answer(c, issue);
  });
}

/** Root of the stand-in's site, as the caller reaches it. */
export function originOf(c: C): string {
  return `${new URL(c.req.url).origin}/jira`;
}
