import type { z } from "zod";
import { utf8ToBase64 } from "../../platform/base64.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome } from "../call.ts";
import { jiraAnswers } from "./answers.ts";
import { jiraError } from "./schema.ts";

/** A line to Jira Cloud's REST API v3. */
export interface JiraLine {
  /** Root of Jira's pages. */
  root: string;
  browse: (key: string) => string;
  /** A GET, or a POST where there is a body. */
  call: <T>(path: string, answer: z.ZodType<T>, body?: unknown) => Promise<CallOutcome<T>>;
}

/** @throws SignalboxError `not_configured` naming the setting that is missing. */
export function jiraLine(outside: Outside): JiraLine {
  const root = requireSetting(outside.settings, "JIRA_URL").replace(/\/+$/, "");
  const user = requireSetting(outside.settings, "JIRA_USER");
  const token = requireSetting(outside.settings, "JIRA_API_TOKEN");
  const authorization = `Basic ${utf8ToBase64(`${user}:${token}`)}`;
  return {
    root,
    browse: (key) => `${root}/browse/${key}`,
    call: async (path, answer, body) =>
      callService(outside, {
        service: jiraAnswers,
        url: `${root}/rest/api/3/${path}`,
        method: body === undefined ? "GET" : "POST",
        headers: { authorization },
        body,
        answer,
        error: jiraError,
      }),
  };
}
