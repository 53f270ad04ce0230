import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { type ServiceRequest, callService, type CallOutcome } from "../call.ts";
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
}

/** One call to GitHub's API as whom the header names. */
export async function callGithub<T>(
  outside: Outside,
  authorization: string,
  { method = "GET", path, body, answer }: GithubCall<T>,
): Promise<CallOutcome<T>> {
  return callService(outside, {
    service: "GitHub",
    url: githubApi(outside, path),
    method,
    headers: { ...githubHeaders, authorization },
    body,
    answer,
    error: githubError,
  });
}

export function githubApi(outside: Outside, path: string): string {
  return `${outside.settings.GITHUB_API_URL.replace(/\/+$/, "")}/${path}`;
}
