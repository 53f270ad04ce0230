import type { Hono } from "hono";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import { bot } from "./accounts.ts";
import { verified } from "./git/git.ts";
import { StaleHead } from "./branches.ts";
import { notFound, Refusal } from "./refusal.ts";
import { bodyOf, type Desk } from "./rest-api/doors.ts";
import { isPull, type PullRequest, type Token } from "./state.ts";
import { createCommitInput, graphqlRequest, pullInput } from "./wire.ts";

type Mutation = (input: unknown, token: Token) => Promise<object>;

/** An error as GraphQL has it, with one of GitHub's types. */
class GraphqlError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/**
 * The mutations that Signalbox sends, each alone in its operation with its input in a variable. The answer has all
 * fields, whichever were asked for. docs.github.com/graphql/reference/mutations
 */
export function graphqlApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, repositories, views, hub, access } = desk;

  const pullOf = (id: string, token: Token): PullRequest => {
    const issue = state.issues.filter(isPull).find((one) => `PR_${one.pull.id}` === id);
    if (!issue || !token.repositories.includes(issue.repository))
      throw new GraphqlError("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    access.demandPermission(token, "pull_requests", "write");
    return issue;
  };
  const pullView = (issue: PullRequest, clientMutationId: string | undefined) => ({
    clientMutationId: clientMutationId ?? null,
    pullRequest: {
      id: `PR_${issue.pull.id}`,
      number: issue.number,
      isDraft: issue.pull.draft,
      state: issue.pull.mergedAt === null ? issue.state.toUpperCase() : "MERGED",
      headRefOid: issue.pull.headSha,
      url: views.issue(issue).html_url,
    },
  });
  const setDraft =
    (draft: boolean): Mutation =>
    async (input, token) => {
      const { pullRequestId, clientMutationId } = inputOf(pullInput, input);
      const issue = pullOf(pullRequestId, token);
      if (issue.state === "closed") throw new GraphqlError("UNPROCESSABLE", "Pull request is closed");
      await hub.setDraft(issue, draft, bot.login);
      return pullView(issue, clientMutationId);
    };

  const mutations: Record<string, Mutation> = {
    markPullRequestReadyForReview: setDraft(false),
    convertPullRequestToDraft: setDraft(true),
    createCommitOnBranch: async (input, token) => {
      const { branch, expectedHeadOid, fileChanges, message, clientMutationId } = inputOf(
        createCommitInput,
        input,
      );
      const { repositoryNameWithOwner: called, branchName } = branch;
      const repository = token.repositories.find((one) => repositories.called(one) === called);
      if (repository === undefined)
        throw new GraphqlError("NOT_FOUND", `Could not resolve to a Repository with the name '${called}'.`);
      access.demandPermission(token, "contents", "write");
      const dir = repositories.path(repository);
      for (const { path } of fileChanges.deletions)
        if ((await verified(dir, `${expectedHeadOid}:${path}`)) === null)
          throw new GraphqlError(
            "UNPROCESSABLE",
            `A path was requested for deletion which does not exist: ${path}`,
          );
      const text = message.body ? `${message.headline}\n\n${message.body}` : message.headline;
      const oid = await hub.branches.commit(
        repository,
        branchName,
        fileChanges,
        text,
        bot.login,
        expectedHeadOid,
      );
      return {
        clientMutationId: clientMutationId ?? null,
        commit: { oid, url: views.web(`${repository}/commit/${oid}`), message: text },
        ref: { name: branchName, target: { oid } },
      };
    },
  };

  routes.post("/api/graphql", async (c, next) => {
    const token = access.demandToken(c.req.header("authorization"));
    const { query, variables } = bodyOf(c, graphqlRequest);
    const [, name = "", variable = ""] =
      /\bmutation\b[^{]*\{\s*(\w+)\s*\(\s*input\s*:\s*\$(\w+)/.exec(query) ?? [];
    const mutation = mutations[name];
    if (!mutation) return next();
    try {
      return c.json({ data: { [name]: await mutation(variables[variable], token) } });
    } catch (error) {
      const { type, message } = graphqlErrorOf(error);
      return c.json({ data: { [name]: null }, errors: [{ type, path: [name], message }] });
    }
  });
}

function inputOf<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new GraphqlError(
    "UNPROCESSABLE",
    `Variable $input was provided invalid value: ${z.prettifyError(parsed.error)}`,
  );
}

/** What GitHub makes of a failure; anything unforeseen is thrown on. */
function graphqlErrorOf(error: unknown): { type: string; message: string } {
  if (error instanceof GraphqlError) return error;
  if (error instanceof StaleHead) return { type: "STALE_DATA", message: error.message };
  if (error instanceof Refusal)
    return {
      type: error.message === notFound().message ? "NOT_FOUND" : "FORBIDDEN",
      message: error.message,
    };
  throw error;
}
