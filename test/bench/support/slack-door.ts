import { signatureHeaders } from "../../../sandbox/slack/deliver.ts";
import { bot, team } from "../../../sandbox/slack/state.ts";
import { signingSecret, type System } from "./system.ts";
import { requestText } from "./tasks.ts";

export interface Answer {
  ms: number;
  /** 0: none, in the time that the bench waits. */
  status: number;
}

/** Slack takes an event for lost after this. */
export const slackWaitsMs = 3000;
const benchWaitsMs = 60_000;

/** Sends an event to the Slack door, timed from the moment at which it was due. */
export async function answerTo({ stack }: System, event: object, due: number): Promise<Answer> {
  const body = JSON.stringify(event);
  try {
    const response = await fetch(`${stack.urls.worker}/webhooks/slack`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...signatureHeaders(signingSecret, body) },
      signal: AbortSignal.timeout(benchWaitsMs),
    });
    await response.arrayBuffer();
    return { ms: performance.now() - due, status: response.status };
  } catch {
    // Refused by the socket or too late: that there is no answer is what is measured.
    return { ms: performance.now() - due, status: 0 };
  }
}

/** A request in a thread, as Slack tells of it. */
export function mentionEvent(name: string, ts: string): object {
  const text = requestText(name).replaceAll("@signalbox", `<@${bot.id}>`);
  return {
    type: "event_callback",
    token: "sandbox",
    team_id: team,
    api_app_id: bot.app,
    event_id: `Ev${name.toUpperCase().replaceAll(" ", "")}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ team_id: team, user_id: bot.id, is_bot: true }],
    event: { type: "app_mention", channel: "C0CONTENT", user: "U0PRIYA", text, ts, event_ts: ts },
  };
}
