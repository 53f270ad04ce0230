import { UsageError } from "../target.ts";

export interface BridgeSettings {
  /** The Worker's address. */
  signalboxUrl: string;
  appToken: string;
  signingSecret: string;
  slackApiUrl: string;
}

/** What the bridge is told by its environment. */
export function bridgeSettings({
  SIGNALBOX_URL,
  SLACK_APP_TOKEN,
  SLACK_SIGNING_SECRET,
  SLACK_API_URL,
}: Readonly<Record<string, string | undefined>>): BridgeSettings {
  return {
    signalboxUrl: address("SIGNALBOX_URL", SIGNALBOX_URL, "the Worker's address"),
    appToken: set("SLACK_APP_TOKEN", SLACK_APP_TOKEN, "the app-level token (xapp-…) with connections:write"),
    signingSecret: set("SLACK_SIGNING_SECRET", SLACK_SIGNING_SECRET, "the same secret that the Worker has"),
    slackApiUrl: address("SLACK_API_URL", SLACK_API_URL || "https://slack.com/api", "Slack's Web API"),
  };
}

function set(name: string, value: string | undefined, what: string): string {
  if (!value) throw new UsageError(`${name} is not set: ${what}`);
  return value;
}

function address(name: string, value: string | undefined, what: string): string {
  const given = set(name, value, what);
  if (!URL.canParse(given)) throw new UsageError(`${name} is no address: ${given}`);
  return given.replace(/\/+$/, "");
}
