import type { ApplyOutcome, EffectResult, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer, notSeen, repeatable } from "../call.ts";
import { jiraAnswers } from "./answers.ts";
import { textToAdf } from "./adf.ts";
import { jiraLine } from "./jira-call.ts";
import { markKey } from "./mark.ts";
import { type ReadBack, readBack } from "./read-back.ts";
import * as wire from "./schema.ts";

export interface NewIssue {
  project: string;
  type: string;
  summary: string;
  description: string;
}

const commentsAPage = 100;

export interface MadeComment extends EffectResult {
  issue: string;
  commentId: string;
  readBack: ReadBack;
}

export interface MadeIssue extends EffectResult {
  issue: string;
  url: string;
}

export interface MadeLink extends EffectResult {
  issue: string;
  linkId: string;
}

/** Jira Cloud's REST API v3, as far as Signalbox speaks it. Never retries by itself: steps are durable. */
export function jiraClient(outside: Outside) {
  const { call, browse } = jiraLine(outside);

  return {
    browse,

    /** Writes a comment, and looks at what stands there then. */
    comment: async (issue: string, text: string, actionId: string): Promise<ApplyOutcome<MadeComment>> => {
      const body = textToAdf(text);
      const made = await call(`issue/${issue}/comment`, wire.createdComment, {
        body,
        properties: [{ key: markKey, value: { actionId } }],
      });
      if (made.kind !== "answered") return made;
      const { id } = made.value;
      const seen = await call(`issue/${issue}/comment/${id}`, wire.standingComment);
      // It is written, whether it can be looked at or not.
      const stands = seen.kind === "answered" ? readBack(body, seen.value.body) : "unread";
      return { kind: "applied", result: { issue, commentId: id, readBack: stands } };
    },

    /** Looks for the comment that an action left, newest first: one that comes in meanwhile hides none. */
    findComment: async (
      issue: string,
      text: string,
      actionId: string,
    ): Promise<ReconcileOutcome<MadeComment>> => {
      for (let startAt = 0; ; startAt += commentsAPage) {
        const where = `startAt=${startAt}&maxResults=${commentsAPage}&orderBy=-created&expand=properties`;
        const page = await call(`issue/${issue}/comment?${where}`, wire.commentPage);
        if (page.kind !== "answered") return notSeen(page);
        const { comments, total } = page.value;
        const found = comments.find(({ properties }) =>
          properties.some(({ key, value }) => key === markKey && names(value, actionId)),
        );
        if (found) {
          const stands = readBack(textToAdf(text), found.body);
          return { kind: "found", result: { issue, commentId: found.id, readBack: stands } };
        }
        if (comments.length === 0 || startAt + comments.length >= total) return { kind: "absent" };
      }
    },

    /** Whether a comment carries our mark; null: there is no such comment. */
    isMarked: async (issue: string, commentId: string): Promise<CallOutcome<boolean | null>> => {
      const seen = await call(`issue/${issue}/comment/${commentId}?expand=properties`, wire.markedComment);
      if (seen.kind === "refused" && seen.status === 404) return { kind: "answered", value: null };
      return mapAnswer(seen, ({ properties }) => properties.some(({ key }) => key === markKey));
    },

    /** Links an issue to an address outside, once for one action. */
    link: async (
      issue: string,
      { url, title }: { url: string; title: string },
      actionId: string,
    ): Promise<ApplyOutcome<MadeLink>> =>
      applied(
        await call(`issue/${issue}/remotelink`, wire.madeLink, {
          globalId: linkName(actionId),
          application: { type: "signalbox", name: "Signalbox" },
          relationship: "published as",
          object: { url, title },
        }),
        ({ id }) => ({ issue, linkId: id }),
      ),

    findLink: async (issue: string, actionId: string): Promise<ReconcileOutcome<MadeLink>> => {
      const where = `globalId=${encodeURIComponent(linkName(actionId))}`;
      const seen = await call(`issue/${issue}/remotelink?${where}`, wire.madeLink);
      if (seen.kind === "answered") return { kind: "found", result: { issue, linkId: seen.value.id } };
      return seen.kind === "refused" && seen.status === 404 ? { kind: "absent" } : notSeen(seen);
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
      const sought = { jql, maxResults: 1, fields: ["summary"] };
      const found = repeatable(jiraAnswers, await call("search/jql", wire.foundIssues, sought));
      if (found.kind !== "answered") return notSeen(found);
      const [issue] = found.value.issues;
      if (!issue) return { kind: "absent" };
      return { kind: "found", result: { issue: issue.key, url: browse(issue.key) } };
    },
  };
}

/** The name under which Jira keeps one link of an issue. */
function linkName(actionId: string): string {
  return `system=signalbox&id=${actionId}`;
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
