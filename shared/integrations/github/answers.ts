import type { ServiceAnswers } from "../../domain/answers.ts";

/**
 * GitHub's limits have no code: 429, or 403 with headers or words that say so (docs.github.com/rest/using-the-rest-api,
 * "Rate limits"), which `callService` and the error's form read. Its 5xx leave open what has happened.
 */
export const githubAnswers: ServiceAnswers = { name: "GitHub", door: "github" };
