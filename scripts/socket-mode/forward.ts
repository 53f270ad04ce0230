import { createHmac } from "node:crypto";
import { z } from "zod";

/** What Slack sends by the socket that is for the app, and not about the connection. */
export const envelope = z.object({
  envelope_id: z.string(),
  type: z.enum(["events_api", "interactive", "slash_commands"]),
  payload: z.record(z.string(), z.unknown()),
  accepts_response_payload: z.boolean().default(false),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});
export type Envelope = z.infer<typeof envelope>;

export interface Door {
  /** The Worker's address. */
  signalboxUrl: string;
  signingSecret: string;
}

/** Slack waits three seconds for an acknowledgement, its own way here and back among them. */
const answerWithinMs = 2500;

/** The Worker has not taken it. */
export class NotTaken extends Error {}

/**
 * Hands an envelope to the same door that Slack's webhooks come to, signed as Slack signs them. Answers what the door has answered.
 * @throws NotTaken unless the door says that it has it.
 */
export async function forward({ signalboxUrl, signingSecret }: Door, sent: Envelope): Promise<string> {
  const { contentType, body } = asRequest(sent);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  const response = await fetch(`${signalboxUrl}/webhooks/slack`, {
    method: "POST",
    body,
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      ...(sent.retry_attempt ? { "x-slack-retry-num": String(sent.retry_attempt) } : {}),
    },
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const text = await response.text();
  if (!response.ok) throw new NotTaken(`the Worker answered ${response.status}`);
  return text;
}

/** The body that Slack would send to an address. */
function asRequest({ type, payload }: Envelope): { contentType: string; body: string } {
  const form = "application/x-www-form-urlencoded";
  switch (type) {
    case "events_api":
      return { contentType: "application/json", body: JSON.stringify(payload) };
    case "interactive":
      return {
        contentType: form,
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      };
    case "slash_commands":
      return {
        contentType: form,
        body: new URLSearchParams(
          Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]),
        ).toString(),
      };
  }
}
