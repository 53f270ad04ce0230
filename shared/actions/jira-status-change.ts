import { z } from "zod";
import { jiraClient } from "../integrations/jira/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { issueKey } from "./jira-issue.ts";
import { oneLine } from "./one-line.ts";

export const jiraStatusChangeSchema = z.strictObject({
  issue: issueKey,
  /** The status that the change was thought out for; null: whatever it is. */
  from: oneLine(60).nullable(),
  to: oneLine(60),
});

export type JiraStatusChange = z.infer<typeof jiraStatusChangeSchema>;

const moved = z.object({ issue: z.string(), status: z.string(), url: z.string() });
type Moved = z.infer<typeof moved>;

/** Moves an issue to another status, by the way that the project's workflow has there. Its status is its own mark. */
export const jiraStatusChange: ActionKindModule<"jira_status_change", JiraStatusChange, Moved> = {
  kind: "jira_status_change",
  schema: jiraStatusChangeSchema,
  result: moved,
  service: "jira",
  preview: ({ issue, from, to }) => ({
    title: `Move ${issue} to ${to}`,
    body:
      from === null
        ? "From whatever its status is."
        : `From ${from}; if it is something else by then, not at all.`,
  }),
  target: ({ issue }) => `jira:${issue}`,

  apply: async (ground, { payload: { issue, from, to } }): Promise<ApplyOutcome<Moved>> => {
    const jira = jiraClient(ground);
    const done: ApplyOutcome<Moved> = {
      kind: "applied",
      result: { issue, status: to, url: jira.browse(issue) },
    };
    const now = await jira.status(issue);
    if (now.kind !== "answered") return now;
    if (now.value === to) return done;
    if (from !== null && now.value !== from)
      return { kind: "refused", error: `${issue} is ${now.value} now, not ${from}` };
    const ways = await jira.transitions(issue);
    if (ways.kind !== "answered") return ways;
    const way = ways.value.find((transition) => transition.to.name === to);
    if (!way) {
      const open = ways.value.map((transition) => transition.to.name).join(", ");
      return {
        kind: "refused",
        error: `${issue} can't go from ${now.value} to ${to}, only to ${open || "nowhere"}`,
      };
    }
    const taken = await jira.transition(issue, way.id);
    return taken.kind === "answered" ? done : taken;
  },

  reconcile: async (ground, { payload: { issue, to } }) => {
    const jira = jiraClient(ground);
    const now = await jira.status(issue);
    if (now.kind !== "answered") return { kind: "unclear", error: now.error };
    return now.value === to
      ? { kind: "found", result: { issue, status: to, url: jira.browse(issue) } }
      : { kind: "absent" };
  },
};
