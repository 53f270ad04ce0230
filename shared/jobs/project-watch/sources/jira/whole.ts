import type { CallOutcome } from "../../../../integrations/call.ts";
import type { JiraReader } from "../../../../integrations/jira/reader.ts";
import type { ChangedIssue } from "../../../../integrations/jira/schema.ts";
import type { Comment, History } from "../../../../integrations/jira/shapes.ts";

type Unanswered = Exclude<CallOutcome<unknown>, { kind: "answered" }>;

export type Whole =
  | { kind: "whole"; histories: History[]; comments: Comment[] }
  | { kind: "unanswered"; outcome: Unanswered };

const atOnce = 100;

/**
 * What has happened to an issue since a moment, but for our own comments: they are no news. A search shows a part of a
 * long changelog or talk: the rest is asked for.
 * @param me the account that we use, which a person may use too: its comments are looked at for our mark.
 */
export async function wholeOf(
  reader: JiraReader,
  issue: ChangedIssue,
  since: number,
  me: string | null,
): Promise<Whole> {
  const histories = await historiesSince(reader, issue, since);
  if (histories.kind !== "answered") return { kind: "unanswered", outcome: histories };
  const comments = await commentsSince(reader, issue, since);
  if (comments.kind !== "answered") return { kind: "unanswered", outcome: comments };
  const isNew = ({ created, updated }: { created: number; updated?: number | null | undefined }) =>
    Math.max(created, updated ?? 0) >= since;
  const said = comments.value.filter(isNew);
  const ours = said.some(({ author }) => me !== null && author?.accountId === me)
    ? await reader.ours(issue.id)
    : ({ kind: "answered", value: new Set<string>() } as const);
  if (ours.kind !== "answered") return { kind: "unanswered", outcome: ours };
  return {
    kind: "whole",
    histories: histories.value.filter(isNew).toSorted((a, b) => a.created - b.created),
    comments: said.filter(({ id }) => !ours.value.has(id)),
  };
}

/** A search shows the newest entries; with one among them that is older than the moment, all newer ones are there. */
async function historiesSince(
  reader: JiraReader,
  { id, changelog: { total, histories } }: ChangedIssue,
  since: number,
): Promise<CallOutcome<History[]>> {
  const [first, last] = [histories[0], histories.at(-1)];
  const reachesBack = first && last && first.created >= last.created && last.created < since;
  if (total <= histories.length || reachesBack) return { kind: "answered", value: histories };
  const all: History[] = [];
  for (let end = total; end > 0; end -= atOnce) {
    const start = Math.max(0, end - atOnce);
    const page = await reader.changelog(id, start, atOnce);
    if (page.kind !== "answered") return page;
    all.unshift(...page.value.values);
    if (all.some(({ created }) => created < since)) break;
  }
  return { kind: "answered", value: unique(all) };
}

async function commentsSince(
  reader: JiraReader,
  { id, fields: { comment } }: ChangedIssue,
  since: number,
): Promise<CallOutcome<Comment[]>> {
  if (comment.total <= comment.comments.length) return { kind: "answered", value: comment.comments };
  // Nobody says which of many comments a search shows.
  const all = [...comment.comments];
  for (let start = 0; ; start += atOnce) {
    const page = await reader.comments(id, start, atOnce);
    if (page.kind !== "answered") return page;
    const { comments, total } = page.value;
    all.push(...comments);
    if (start + comments.length >= total || comments.length === 0) break;
    if (comments.some(({ created }) => created < since)) break;
  }
  return { kind: "answered", value: unique(all) };
}

function unique<T extends { id: string }>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
