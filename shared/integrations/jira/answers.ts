import type { ServiceAnswers } from "../../domain/answers.ts";

/**
 * Jira has statuses alone: 429 with Retry-After is a limit (developer.atlassian.com/cloud/jira/platform/rate-limiting). 409 says that
 * somebody changes the issue in the same moment, and that nothing has been done.
 */
export const jiraAnswers: ServiceAnswers = { name: "Jira", door: "jira", statuses: { "409": "down" } };
