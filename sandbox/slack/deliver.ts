import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Delivered } from "./delivered.ts";
import type { SocketMode } from "./socket-mode.ts";

export interface DeliverOptions {
  /** Null: nobody listens, so nothing is sent. */
  signalboxUrl: string | null;
  signingSecret: string;
}

/** Where what happens goes to: the app's address, or its socket. */
export interface Delivery extends DeliverOptions {
  socket: SocketMode;
}

/** Slack waits so long for an answer. */
const answerWithinMs = 3000;
const retryWaitsMs = [1000, 5000, 30_000];

/** Sends a signed request to the app's one address. Status 0: no answer in time. */
export async function deliver(
  options: Delivery,
  contentType: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Delivered> {
  if (options.socket.isOn) return options.socket.deliver(contentType, body, answerWithinMs);
  if (options.signalboxUrl === null) return { status: 0, body: "", ms: 0 };
  const sentAt = performance.now();
  const passed = (): number => performance.now() - sentAt;
  try {
    const response = await fetch(`${options.signalboxUrl}/webhooks/slack`, {
      method: "POST",
      body,
      headers: {
        "content-type": contentType,
        ...signatureHeaders(options.signingSecret, body),
        ...headers,
      },
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return { status: response.status, body: await response.text(), ms: passed() };
  } catch (error) {
    console.error(`slack: no answer from ${options.signalboxUrl}: ${String(error)}`);
    return { status: 0, body: "", ms: passed() };
  }
}

/** Slack's proof, version v0, that a body comes from it and is fresh. */
export function signatureHeaders(signingSecret: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` };
}

/** An event, tried again in the background as Slack does when it isn't taken. Resolves with the first answer. */
export async function deliverEvent(options: Delivery, event: unknown): Promise<Delivered> {
  const body = JSON.stringify(event);
  const first = await deliver(options, "application/json", body);
  if (!taken(first) && (options.socket.isOn || options.signalboxUrl !== null)) void retry(options, body);
  return first;
}

async function retry(options: Delivery, body: string): Promise<void> {
  for (const [n, wait] of retryWaitsMs.entries()) {
    await sleep(wait, undefined, { ref: false });
    const headers = { "x-slack-retry-num": String(n + 1), "x-slack-retry-reason": "http_error" };
    if (taken(await deliver(options, "application/json", body, headers))) return;
  }
}

const taken = ({ status }: Delivered): boolean => status >= 200 && status < 300;
