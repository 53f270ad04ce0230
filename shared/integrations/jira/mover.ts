import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer, repeatable } from "../call.ts";
import { jiraAnswers } from "./answers.ts";
import { jiraLine } from "./jira-call.ts";
import * as wire from "./schema.ts";

const entriesAPage = 100;

/** A change of an issue's status. */
export interface StatusMove {
  from: string | null;
  to: string | null;
  at: number;
  /** The account that did it. */
  by: string | null;
}

/** What it takes to move an issue through its workflow. */
export function jiraMover(outside: Outside) {
  const { browse, call } = jiraLine(outside);
  const transitionsOf = async (issue: string): Promise<CallOutcome<wire.Transition[]>> =>
    mapAnswer(
      await call(`issue/${issue}/transitions?expand=transitions.fields`, wire.transitions),
      ({ transitions }) => transitions,
    );

  return {
    browse,
    standing: async (issue: string): Promise<CallOutcome<wire.Standing["fields"]>> =>
      mapAnswer(
        await call(`issue/${issue}?fields=status,issuetype,project`, wire.standing),
        ({ fields }) => fields,
      ),
    /** The ways that an issue can go from its present status. */
    transitionsOf,
    take: async (issue: string, id: string): Promise<CallOutcome<null>> =>
      call(`issue/${issue}/transitions`, wire.nothing, { transition: { id } }),

    /**
     * The ways that lead out of a status, as an issue of the same project and type shows them which stands there; null: none
     * does.
     */
    transitionsFrom: async (
      { project, issuetype }: wire.Standing["fields"],
      status: string,
    ): Promise<CallOutcome<wire.Transition[] | null>> => {
      const jql = `project = ${project.key} AND issuetype = ${quoted(issuetype.name)} AND status = ${quoted(status)}`;
      const sought = { jql, maxResults: 1, fields: ["summary"] };
      // A search changes nothing: without an answer it has not happened.
      const found = repeatable(jiraAnswers, await call("search/jql", wire.foundIssues, sought));
      if (found.kind !== "answered") return found;
      const [example] = found.value.issues;
      return example ? transitionsOf(example.key) : { kind: "answered", value: null };
    },

    /** The newest changes of an issue's status, newest first. */
    moves: async (issue: string): Promise<CallOutcome<StatusMove[]>> => {
      const page = async (startAt: number) =>
        call(`issue/${issue}/changelog?startAt=${startAt}&maxResults=${entriesAPage}`, wire.changelogPage);
      const first = await page(0);
      if (first.kind !== "answered") return first;
      const { total } = first.value;
      const last = total > entriesAPage ? await page(total - entriesAPage) : first;
      return mapAnswer(last, ({ values }) =>
        values
          .flatMap(({ items, created, author }) =>
            items
              .filter(({ field }) => field === "status")
              .map(({ before, after }) => ({
                from: before,
                to: after,
                at: created,
                by: author?.accountId ?? null,
              })),
          )
          .toReversed(),
      );
    },

    me: async (): Promise<CallOutcome<string>> =>
      mapAnswer(await call("myself", wire.myself), ({ accountId }) => accountId),
  };
}
export type JiraMover = ReturnType<typeof jiraMover>;

function quoted(name: string): string {
  return `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
