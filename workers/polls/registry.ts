import { github } from "./github.ts";
import { jira } from "./jira.ts";
import type { PollSource } from "./poll-source.ts";
import { sentry } from "./sentry.ts";

/** The services whose webhooks are made good when they are lost. */
export const pollRegistry: readonly PollSource[] = [github, sentry, jira];
