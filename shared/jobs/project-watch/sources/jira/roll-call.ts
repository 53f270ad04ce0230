import type { CallOutcome } from "../../../../integrations/call.ts";
import type { JiraReader } from "../../../../integrations/jira/reader.ts";
import type { ChangedIssue, KnownIssue } from "../../../../integrations/jira/schema.ts";

type Unanswered = Exclude<CallOutcome<unknown>, { kind: "answered" }>;

/** As many as Jira gives at once of issues without much on them. */
const namesAPage = 1000;
const namesAtOnce = 100;
const rounds = 3;

/**
 * Asks who is there, and reads by their numbers those that a walk has missed. One page is one moment, so nothing can move
 * in it; where it takes several, it is asked again until nobody is missing.
 */
export async function rollCall(
  reader: JiraReader,
  jql: string,
  fields: readonly string[],
  through: number | null,
  found: ReadonlyMap<string, ChangedIssue>,
  keep: (issue: ChangedIssue) => void,
): Promise<{ kind: "called"; settled: boolean } | { kind: "unanswered"; outcome: Unanswered }> {
  for (let round = 0; round < rounds; round += 1) {
    const called = await everyone(reader, jql);
    if (called.kind === "unanswered") return called;
    const missing = called.issues.filter(
      ({ id, fields: { updated } }) =>
        (through === null || updated <= through) && (found.get(id)?.fields.updated ?? -1) < updated,
    );
    for (let n = 0; n < missing.length; n += namesAtOnce) {
      const ids = missing.slice(n, n + namesAtOnce).map(({ id }) => id);
      const page = await reader.changed({
        jql: `id in (${ids.join(", ")})`,
        fields,
        maxResults: namesAtOnce,
        token: null,
      });
      if (page.kind !== "answered") return { kind: "unanswered", outcome: page };
      page.value.issues.forEach(keep);
    }
    if (missing.length === 0 || called.pages === 1) return { kind: "called", settled: true };
  }
  return { kind: "called", settled: false };
}

/** All issues that a search finds, by number. */
export async function everyone(
  reader: JiraReader,
  jql: string,
): Promise<
  { kind: "all"; issues: KnownIssue[]; pages: number } | { kind: "unanswered"; outcome: Unanswered }
> {
  const issues: KnownIssue[] = [];
  let token: string | null = null;
  for (let pages = 1; ; pages += 1) {
    const page: Awaited<ReturnType<JiraReader["known"]>> = await reader.known({
      jql,
      fields: ["updated"],
      maxResults: namesAPage,
      token,
    });
    if (page.kind !== "answered") return { kind: "unanswered", outcome: page };
    issues.push(...page.value.issues);
    const next = page.value.nextPageToken;
    if (next === null) return { kind: "all", issues, pages };
    if (next === token)
      return { kind: "unanswered", outcome: { kind: "refused", error: "Jira's pages go in a circle" } };
    token = next;
  }
}
