import { type Outside, requireSetting } from "../platform/config.ts";
import { tiers } from "./models.ts";

/** What an agent's program may say to the API besides its body. */
const asked = ["anthropic-version", "anthropic-beta", "content-type", "accept"];
/** What it needs to know of the answer besides the body: nothing about the account behind the key. */
const answered = ["content-type", "request-id", "retry-after", "x-should-retry"];

/** Sends an agent's request on to Claude's API, with the key that the agent never sees. `path` with its query string. */
export async function forwardToClaude(
  outside: Outside,
  path: string,
  headers: Headers,
  body: string,
): Promise<Response> {
  const { ANTHROPIC_BASE_URL } = outside.settings;
  return outside.fetch(`${ANTHROPIC_BASE_URL.replace(/\/+$/, "")}${path}`, {
    method: "POST",
    headers: { ...pick(headers, asked), "x-api-key": requireSetting(outside.settings, "ANTHROPIC_API_KEY") },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(tiers.coder.timeoutMs),
  });
}

/** The headers of an answer that are passed on. */
export function answerHeaders(headers: Headers): Record<string, string> {
  return pick(headers, answered);
}

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
