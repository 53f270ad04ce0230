import type { ApplyOutcome, EffectResult, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { textToAdf } from "./adf.ts";
import { jiraLine } from "./jira-call.ts";
import * as wire from "./schema.ts";

export interface NewIssue {
  project: string;
  type: string;
  summary: string;
  description: string;
}

/** The entity property that marks a comment as the effect of an action. */
const markKey = "signalbox.action";
const commentsAPage = 100;

export interface MadeComment extends EffectResult {
  issue: string;
  commentId: string;
}

export interface MadeIssue extends EffectResult {
  issue: string;
  url: string;
}

/** Jira Cloud's REST API v3, as far as Signalbox speaks it. Never retries by itself: steps are durable. */
export function jiraClient(outside: Outside) {
  const { call, browse } = jiraLine(outside);

  return {
    browse,

    /** The name of an issue's status. */
    status: async (issue: string): Promise<CallOutcome<string>> =>
      mapAnswer(
        await call(`issue/${issue}?fields=status`, wire.issueStatus),
        (seen) => seen.fields.status.name,
      ),

    /** The ways that an issue can go from its present status. */
    transitions: async (issue: string): Promise<CallOutcome<wire.Transition[]>> =>
      mapAnswer(await call(`issue/${issue}/transitions`, wire.transitions), (seen) => seen.transitions),

    transition: async (issue: string, id: string): Promise<CallOutcome<null>> =>
      call(`issue/${issue}/transitions`, wire.nothing, { transition: { id } }),

    comment: async (issue: string, text: string, actionId: string): Promise<ApplyOutcome<MadeComment>> =>
      applied(
        await call(`issue/${issue}/comment`, wire.createdComment, {
          body: textToAdf(text),
          properties: [{ key: markKey, value: { actionId } }],
        }),
        ({ id }) => ({ issue, commentId: id }),
      ),

    /** Looks for the comment that an action left, newest first: one that comes in meanwhile hides none. */
    findComment: async (issue: string, actionId: string): Promise<ReconcileOutcome<MadeComment>> => {
      for (let startAt = 0; ; startAt += commentsAPage) {
        const where = `startAt=${startAt}&maxResults=${commentsAPage}&orderBy=-created&expand=properties`;
        const page = await call(`issue/${issue}/comment?${where}`, wire.commentPage);
        if (page.kind !== "answered") return { kind: "unclear", error: page.error };
        const { comments, total } = page.value;
        const found = comments.find(({ properties }) =>
          properties.some(({ key, value }) => key === markKey && names(value, actionId)),
        );
        if (found) return { kind: "found", result: { issue, commentId: found.id } };
        if (comments.length === 0 || startAt + comments.length >= total) return { kind: "absent" };
      }
    },

    create: async (
      { project, type, summary, description }: NewIssue,
      label: string,
    ): Promise<ApplyOutcome<MadeIssue>> =>
      applied(
        await call("issue", wire.createdIssue, {
          fields: {
            project: { key: project },
            issuetype: { name: type },
            summary,
            labels: [label],
            ...(description.trim() === "" ? {} : { description: textToAdf(description) }),
          },
        }),
        ({ key }) => ({ issue: key, url: browse(key) }),
      ),

    /** Looks for the issue with a label. Jira's search runs behind its writes by some seconds. */
    findByLabel: async (project: string, label: string): Promise<ReconcileOutcome<MadeIssue>> => {
      const jql = `project = ${project} AND labels = "${label}"`;
      const found = await call("search/jql", wire.foundIssues, { jql, maxResults: 1, fields: ["summary"] });
      if (found.kind !== "answered") return { kind: "unclear", error: found.error };
      const [issue] = found.value.issues;
      if (!issue) return { kind: "absent" };
      return { kind: "found", result: { issue: issue.key, url: browse(issue.key) } };
    },
  };
}

function applied<T, R extends EffectResult>(
  outcome: CallOutcome<T>,
  result: (value: T) => R,
): ApplyOutcome<R> {
  return outcome.kind === "answered" ? { kind: "applied", result: result(outcome.value) } : outcome;
}

function names(value: unknown, actionId: string): boolean {
  return typeof value === "object" && value !== null && "actionId" in value && value.actionId === actionId;
}
