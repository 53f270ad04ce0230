import type { Answer } from "../../api/types.ts";
import { counted } from "../../parts/words.ts";

export type Integration = Answer<"GET /api/overview">["integrations"][number];

const names = new Map([
  ["anthropic", "Claude"],
  ["claude", "Claude"],
  ["slack", "Slack"],
  ["jira", "Jira"],
  ["mail", "Mail (Resend)"],
  ["resend", "Mail (Resend)"],
  ["pages", "Cloudflare Pages"],
  ["github", "GitHub"],
  ["sentry", "Sentry"],
  ["linkedin", "LinkedIn"],
  ["threads", "Threads"],
  ["bluesky", "Bluesky"],
  ["gmail", "Gmail"],
]);

export const integrationName = (name: string): string => names.get(name) ?? name;

export const configuredWords: Record<Integration["configured"], string> = {
  live: "live",
  sandbox: "sandbox: nothing real happens",
  missing: "not set up",
};

/** How a service does, as a state and in a sentence. */
export function healthOf(
  { configured, circuit, failures, pausedUntil, refusal }: Integration,
  now: number,
  isStopped = false,
): {
  state: "well" | "troubled" | "down" | "unset";
  words: string;
} {
  if (configured === "missing") return { state: "unset", words: "Nothing is sent there" };
  if (isStopped) return { state: "down", words: "Stopped: nothing is sent until somebody resumes it" };
  if (circuit === "open") return { state: "down", words: "Circuit open: nothing is sent for a while" };
  if (circuit === "half-open")
    return { state: "troubled", words: "Circuit half-open: one attempt finds out whether it is well again" };
  if (refusal !== null) return { state: "down", words: `It answers, and refuses the token: ${refusal}` };
  if (pausedUntil !== null && Date.parse(pausedUntil) > now)
    return { state: "troubled", words: "Circuit closed; the service has asked for patience" };
  if (failures > 0)
    return {
      state: "troubled",
      words: `Circuit closed, after ${counted(failures, "failure")} in a row`,
    };
  return { state: "well", words: "Circuit closed" };
}
