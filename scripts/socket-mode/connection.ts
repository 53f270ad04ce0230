import { z } from "zod";
import { type Door, type Envelope, envelope, forward } from "./forward.ts";

const opened = z.union([
  z.object({ ok: z.literal(true), url: z.string() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);
const aboutUs = z.object({ type: z.enum(["hello", "disconnect"]), reason: z.string().optional() });

/** Slack refuses the token: trying again changes nothing. */
export class TokenRefused extends Error {}

/** Asks Slack for the address of one connection. */
async function addressOf(slackApiUrl: string, appToken: string): Promise<string> {
  const response = await fetch(`${slackApiUrl}/apps.connections.open`, {
    method: "POST",
    headers: { authorization: `Bearer ${appToken}` },
  });
  if (!response.ok) throw new Error(`Slack answered ${response.status}`);
  const answer = opened.parse(await response.json());
  if (answer.ok) return answer.url;
  const isFinal = /^(?:not_authed|invalid_auth|not_allowed_token_type|token_revoked|account_inactive)$/;
  if (isFinal.test(answer.error))
    throw new TokenRefused(
      `Slack refuses SLACK_APP_TOKEN (${answer.error}): it wants an xapp- token with connections:write`,
    );
  throw new Error(`Slack answered ${answer.error}`);
}

/**
 * One connection to Slack, from its opening to its end. Everything that comes is handed to the Worker, and acknowledged only once
 * the Worker has it: what isn't, Slack sends again.
 */
export async function connectOnce(
  { slackApiUrl, appToken, door }: { slackApiUrl: string; appToken: string; door: Door },
  { say, onReady, signal }: { say: (words: string) => void; onReady: () => void; signal: AbortSignal },
): Promise<void> {
  const socket = new WebSocket(await addressOf(slackApiUrl, appToken));
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const handOver = async (sent: Envelope): Promise<void> => {
    try {
      const body = await forward(door, sent);
      const { envelope_id, accepts_response_payload } = sent;
      const payload = accepts_response_payload ? jsonIn(body) : undefined;
      if (socket.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }));
    } catch (error) {
      say(`not taken, Slack will send it again: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const close = (): void => socket.close();
  signal.addEventListener("abort", close);
  socket.addEventListener("close", () => resolve());
  socket.addEventListener("error", () => resolve());
  socket.addEventListener("message", ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    const about = aboutUs.safeParse(message);
    if (about.data?.type === "hello") return onReady();
    if (about.data?.type === "disconnect") {
      say(`Slack wants another connection (${about.data.reason ?? "no reason"})`);
      return socket.close();
    }
    const sent = envelope.safeParse(message);
    if (!sent.success) return say("Slack has sent something unheard of; it is left unacknowledged");
    void handOver(sent.data);
  });
  await ended;
  signal.removeEventListener("abort", close);
}

/** The door's answer as an object, if it is one: what a modal shows next. */
function jsonIn(body: string): unknown {
  return body.trimStart().startsWith("{") ? JSON.parse(body) : undefined;
}
