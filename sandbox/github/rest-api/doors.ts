import type { Context } from "hono";
import type { z } from "zod";
import { parseJson } from "../../json.ts";
import type { TwinEnv } from "../../twin.ts";
import type { Access, Level, Permission } from "../access.ts";
import type { Repositories } from "../git/repositories.ts";
import type { Hub } from "../hub.ts";
import { malformed, notFound } from "../refusal.ts";
import type { GithubState, Issue, PullRequest } from "../state.ts";
import type { Terms } from "../terms.ts";
import type { Views } from "../views.ts";
import { pageQuery } from "../wire.ts";

export type C = Context<TwinEnv>;
type Answer = Response | Promise<Response>;

/** What the API's routes work with. */
export interface Desk {
  state: GithubState;
  repositories: Repositories;
  views: Views;
  hub: Hub;
  access: Access;
  terms: Terms;
}

/** Guards of the routes below a repository: a token for it, with the permission. */
export function doorsOf({ access, repositories, state }: Desk) {
  const inRepository =
    (permission: Permission, level: Level, answer: (c: C, repository: string, dir: string) => Answer) =>
    async (c: C): Promise<Response> => {
      const token = access.demandToken(c.req.header("authorization"));
      const repository = `${c.req.param("owner")}/${c.req.param("repo")}`;
      // What a token isn't for is not there at all.
      if (!repositories.has(repository) || !token.repositories.includes(repository)) throw notFound();
      access.demandPermission(token, permission, level);
      return answer(c, repository, repositories.path(repository));
    };
  return {
    inRepository,
    onPull: (level: Level, answer: (c: C, issue: PullRequest) => Answer) =>
      inRepository("pull_requests", level, (c, repository) => {
        const issue = state.pull(repository, Number(c.req.param("number")));
        if (!issue) throw notFound();
        return answer(c, issue);
      }),
    /** An issue or, with the permission for those, a pull request. */
    onIssue: (level: Level, answer: (c: C, issue: Issue) => Answer) =>
      inRepository("metadata", "read", (c, repository) => {
        const issue = state.issue(repository, Number(c.req.param("number")));
        if (!issue) throw notFound();
        const token = access.demandToken(c.req.header("authorization"));
        const alsoAs = issue.pull && token.permissions["pull_requests"] !== undefined;
        access.demandPermission(token, alsoAs ? "pull_requests" : "issues", level);
        return answer(c, issue);
      }),
  };
}

/** The body in its form; throws what GitHub answers to another. */
export function bodyOf<T>(c: C, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(c.get("rawBody")) ?? {});
  if (!parsed.success) throw malformed(parsed.error);
  return parsed.data;
}

export function queryOf<T>(c: C, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(c.req.query());
  if (!parsed.success) throw malformed(parsed.error);
  return parsed.data;
}

/** The asked page of a list, with a Link to the next as GitHub sends it. */
export function pageOf<T>(c: C, views: Views, list: readonly T[]): T[] {
  const { page, per_page } = queryOf(c, pageQuery);
  if (page * per_page < list.length) {
    const next = new URL(views.api(c.req.path.split("/api/")[1] ?? ""));
    next.search = new URLSearchParams({ ...c.req.query(), page: String(page + 1) }).toString();
    c.header("link", `<${next.href}>; rel="next"`);
  }
  return list.slice((page - 1) * per_page, page * per_page);
}
