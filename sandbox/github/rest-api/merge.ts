import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { bot } from "../accounts.ts";
import { whyProtected } from "../protection.ts";
import { notFound, Refusal } from "../refusal.ts";
import { pullMergeRequest } from "../wire.ts";
import { bodyOf, type Desk, doorsOf } from "./doors.ts";

const workflowFile = /^\.github\/workflows\//;

/** Merges pull requests, as far as the rules of the base let it. docs.github.com/rest/pulls/pulls */
export function mergeApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { access, state, views, hub, terms } = desk;
  const { inRepository } = doorsOf(desk);

  routes.put(
    "/api/repos/:owner/:repo/pulls/:number{[0-9]+}/merge",
    inRepository("contents", "write", async (c, repository) => {
      const issue = state.pull(repository, Number(c.req.param("number")));
      if (!issue) throw notFound();
      const {
        merge_method: method,
        sha,
        commit_title: title,
        commit_message: message,
      } = bodyOf(c, pullMergeRequest);
      if (!terms.now.mergeMethods.includes(method))
        throw new Refusal(405, `${capital(method)} merges are not allowed on this repository.`);
      const files = (await views.comparison(issue))?.files ?? [];
      const workflow = files.find(({ filename }) => workflowFile.test(filename));
      const token = access.demandToken(c.req.header("authorization"));
      if (workflow && token.permissions["workflows"] !== "write")
        throw new Refusal(
          403,
          `refusing to allow a GitHub App to create or update workflow \`${workflow.filename}\` without \`workflows\` permission`,
        );
      const isOpen = issue.state === "open" && !issue.pull.draft;
      const guard = isOpen ? whyProtected(state, terms.now, issue) : null;
      if (guard !== null && (sha === undefined || sha === issue.pull.headSha)) throw new Refusal(405, guard);
      const merged = await hub.merge(issue, { method, sha, title, message }, bot.login);
      return c.json({ sha: merged, merged: true, message: "Pull Request successfully merged" });
    }),
  );
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
