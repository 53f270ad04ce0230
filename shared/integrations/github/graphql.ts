import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, outcomeOf } from "../call.ts";
import { githubAnswers } from "./answers.ts";
import { callGithub } from "./call.ts";
import { type graphqlErrors, wordsOfLimits } from "./schema.ts";

export const commitMutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

export const readyMutation = `mutation ($input: MarkPullRequestReadyForReviewInput!) {
  markPullRequestReadyForReview(input: $input) { pullRequest { isDraft } }
}`;

interface Mutation<D, T extends string | boolean> {
  query: string;
  input: object;
  answer: z.ZodType<{ data?: D | null | undefined; errors?: z.output<typeof graphqlErrors> }>;
  /** What the data say; null: not what was asked for. */
  read: (data: D) => T | null;
}

/** Its own trouble, after which a mutation may have happened; and a limit, by either of the names that it goes by. */
const passing: ReadonlySet<string> = new Set(["INTERNAL", "SERVICE_UNAVAILABLE", "TIMEOUT"]);
const limits: ReadonlySet<string> = new Set(["RATE_LIMITED", "RATE_LIMIT"]);
/** What REST would answer, by GraphQL's types of errors. */
const statuses: Readonly<Record<string, number>> = { STALE_DATA: 409, NOT_FOUND: 404 };
/** How long to wait after GraphQL's own limit, which tells no time, milliseconds. */
const limitedMs = 60_000;

/**
 * One mutation. GraphQL says what went wrong with status 200; what it has no type for may have happened after all. A
 * branch whose head isn't the expected one is a refusal with status 409, as REST would have it, and what isn't there one with 404.
 */
export async function graphql<D, T extends string | boolean>(
  outside: Outside,
  authorization: string,
  { query, input, answer, read }: Mutation<D, T>,
): Promise<CallOutcome<T>> {
  const outcome = await callGithub(outside, authorization, {
    method: "POST",
    path: "graphql",
    body: { query, variables: { input } },
    answer,
  });
  if (outcome.kind !== "answered") return outcome;
  const { data, errors = [] } = outcome.value;
  const [error] = errors;
  if (error) {
    const words = errors.map(({ message }) => message).join("; ");
    if (limits.has(error.type ?? "") || wordsOfLimits.test(words))
      return outcomeOf(githubAnswers, "limited", "GitHub is rate limiting", limitedMs);
    if (!error.type || passing.has(error.type)) return { kind: "lost", error: `GitHub: ${words}` };
    const refused = { kind: "refused", error: `GitHub refused: ${words}` } as const;
    const status = statuses[error.type];
    return status === undefined ? refused : { ...refused, status };
  }
  const value = data === null || data === undefined ? null : read(data);
  return value === null
    ? { kind: "lost", error: "GitHub answered 200 in a form that is not known" }
    : { kind: "answered", value };
}
