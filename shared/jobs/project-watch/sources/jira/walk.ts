import type { JiraReader } from "../../../../integrations/jira/reader.ts";
import type { ChangedIssue } from "../../../../integrations/jira/schema.ts";
import type { CallOutcome } from "../../../../integrations/call.ts";
import { rollCall } from "./roll-call.ts";

type Unanswered = Exclude<CallOutcome<unknown>, { kind: "answered" }>;

export type Walked =
  | {
      kind: "walked";
      issues: ChangedIssue[];
      /** How far it got: the update of the last issue, where there are more behind it; null: there are none. */
      through: number | null;
      /** Nothing can have slipped through between the pages. */
      settled: boolean;
    }
  | { kind: "unanswered"; outcome: Unanswered };

const pageSize = 100;
/** Pages of one look; whatever is behind them is the next look's. */
const pagesALook = 20;
/** How often the walk begins again, when its next page is there no more. */
const restarts = 2;

/**
 * Reads the issues that a search finds, oldest update first, page by page. An issue that is updated meanwhile goes to the
 * end, and those behind it move up: one of them may be on no page that is asked for. So what has needed more than one page
 * is compared with a roll call, and what is missing is read by its number.
 * @param from the walk ends early only where it has got beyond this moment, epoch milliseconds.
 */
export async function walk(
  reader: JiraReader,
  jql: string,
  fields: readonly string[],
  from: number,
): Promise<Walked> {
  const found = new Map<string, ChangedIssue>();
  const keep = (issue: ChangedIssue): void => {
    const known = found.get(issue.id);
    if (!known || known.fields.updated <= issue.fields.updated) found.set(issue.id, issue);
  };
  const passed = new Set<string>();
  let token: string | null = null;
  let again = 0;
  let through: number | null = null;
  for (let pages = 1; ; pages += 1) {
    const page: Awaited<ReturnType<JiraReader["changed"]>> = await reader.changed({
      jql,
      fields,
      maxResults: pageSize,
      token,
    });
    if (page.kind === "refused" && token !== null && again < restarts) {
      // Its token has ended: the walk begins anew, and what it has read already it knows.
      again += 1;
      token = null;
      passed.clear();
      continue;
    }
    if (page.kind !== "answered") return { kind: "unanswered", outcome: page };
    page.value.issues.forEach(keep);
    token = page.value.nextPageToken;
    if (token === null) {
      if (pages === 1) return { kind: "walked", issues: [...found.values()], through, settled: true };
      break;
    }
    const last = page.value.issues.at(-1)?.fields.updated ?? 0;
    if (pages >= pagesALook && last > from) {
      through = last;
      break;
    }
    if (passed.has(token))
      return { kind: "unanswered", outcome: { kind: "refused", error: "Jira's pages go in a circle" } };
    passed.add(token);
  }
  const called = await rollCall(reader, jql, fields, through, found, keep);
  if (called.kind === "unanswered") return called;
  return { kind: "walked", issues: [...found.values()], through, settled: called.settled };
}
