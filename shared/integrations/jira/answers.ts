import type { ServiceAnswers } from "../../domain/answers.ts";

/** Jira has statuses alone: 429 with Retry-After is a limit (developer.atlassian.com/cloud/jira/platform/rate-limiting). */
export const jiraAnswers: ServiceAnswers = { name: "Jira", door: "jira" };
