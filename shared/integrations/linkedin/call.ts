import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { callService, type CallOutcome } from "../call.ts";
import { linkedinAnswers } from "./answers.ts";
import { apiError } from "./schema.ts";

export interface LinkedinCall<T> {
  /** Below the root of the API. */
  path: string;
  token: string;
  answer: z.ZodType<T>;
  /** The header in which the answer stands. */
  answerHeader?: string;
  body?: unknown;
}

/** A version lives about a year; what it is replaced by is for people to say. */
export const retired = 426;

/** Calls LinkedIn's versioned API once. A version that it has retired is a refusal that names the setting. */
export async function callLinkedin<T>(outside: Outside, call: LinkedinCall<T>): Promise<CallOutcome<T>> {
  const { LINKEDIN_API_URL, LINKEDIN_VERSION } = outside.settings;
  const { path, token, answer, answerHeader, body } = call;
  const outcome = await callService(outside, {
    service: linkedinAnswers,
    url: `${LINKEDIN_API_URL.replace(/\/+$/, "")}/${path}`,
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "linkedin-version": LINKEDIN_VERSION,
      "x-restli-protocol-version": "2.0.0",
    },
    body,
    answer,
    ...(answerHeader === undefined ? {} : { answerHeader }),
    error: apiError,
  });
  return outcome.kind === "refused" && outcome.status === retired
    ? { ...outcome, error: retiredWords(LINKEDIN_VERSION) }
    : outcome;
}

function retiredWords(version: string): string {
  return `LinkedIn no longer takes version ${version} of its API: set LINKEDIN_VERSION to a newer one`;
}
