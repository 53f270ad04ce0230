import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { type ServiceRequest, callService, type CallOutcome } from "../call.ts";
import { githubAnswers } from "./answers.ts";
import { githubError } from "./schema.ts";

/** What every request to GitHub's API carries. */
export const githubHeaders = {
  accept: "application/vnd.github+json",
  "user-agent": "signalbox",
  "x-github-api-version": "2022-11-28",
} as const;

export interface GithubCall<T> {
  method?: ServiceRequest<T>["method"];
  /** Below the API's root, encoded. */
  path: string;
  body?: unknown;
  answer: z.ZodType<T>;
  /** Hears of the number by which a repository goes that has another name by now. */
  onMoved?: (id: number) => void;
}

/**
 * One call to GitHub's API as whom the header names. A repository that was renamed or given to another owner is asked for
 * again by its number, at the API's own root: wherever a redirect points, credentials go nowhere else.
 */
export async function callGithub<T>(
  outside: Outside,
  authorization: string,
  { method = "GET", path, body, answer, onMoved }: GithubCall<T>,
): Promise<CallOutcome<T>> {
  const call = async (at: string): Promise<CallOutcome<T>> =>
    callService(outside, {
      service: githubAnswers,
      url: githubApi(outside, at),
      method,
      headers: { ...githubHeaders, authorization },
      body,
      answer,
      error: githubError,
    });
  const outcome = await call(path);
  const id =
    outcome.kind === "refused" ? /\/repositories\/(\d+)/.exec(outcome.location ?? "")?.[1] : undefined;
  const named = /^repos\/[^/?]+\/[^/?]+/;
  if (id === undefined || !named.test(path)) return outcome;
  onMoved?.(Number(id));
  return call(path.replace(named, `repositories/${id}`));
}

export function githubApi(outside: Outside, path: string): string {
  return `${outside.settings.GITHUB_API_URL.replace(/\/+$/, "")}/${path}`;
}
