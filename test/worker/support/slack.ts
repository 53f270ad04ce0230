import { env, exports } from "cloudflare:workers";
import { isObject } from "../../../sandbox/json.ts";

const encoder = new TextEncoder();

/** Signs a body as Slack does. */
export async function sign(
  body: string,
  timestamp = Math.floor(Date.now() / 1000),
  secret = env.SLACK_SIGNING_SECRET,
): Promise<Record<string, string>> {
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = new Uint8Array(
    await crypto.subtle.sign("HMAC", key, encoder.encode(`v0:${timestamp}:${body}`)),
  );
  const hex = Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { "x-slack-request-timestamp": String(timestamp), "x-slack-signature": `v0=${hex}` };
}

export async function postSlack(
  body: string,
  headers?: Record<string, string>,
  contentType = "application/json",
): Promise<Response> {
  return exports.default.fetch("http://signalbox.test/webhooks/slack", {
    method: "POST",
    body,
    headers: { "content-type": contentType, ...(headers ?? (await sign(body))) },
  });
}

/** A person's words in the sandbox's Slack: the thread's root lives there, the event is ours to deliver. */
export async function writeInSlack(
  user: string,
  text: string,
  thread_ts?: string,
): Promise<{ ts: string; event: string; eventId: string }> {
  const answer = await sandbox<{ ts: string }>("/slack/_people/message", {
    user,
    channel: "C0CONTENT",
    text,
    ...(thread_ts ? { thread_ts } : {}),
  });
  const eventId = `Ev${crypto.randomUUID()}`;
  const type = thread_ts === undefined ? "app_mention" : "message";
  const event = {
    type,
    channel: "C0CONTENT",
    user,
    text,
    ts: answer.ts,
    ...(thread_ts ? { thread_ts } : {}),
  };
  return {
    ts: answer.ts,
    eventId,
    event: JSON.stringify({
      type: "event_callback",
      event_id: eventId,
      authorizations: [{ user_id: "U0SIGNALBOX" }],
      event,
    }),
  };
}

/** A click, as Slack would send it, on a button of a message in the sandbox. */
export async function click(
  user: string,
  root: string,
  actionId: string,
  triggerId = "trigger",
): Promise<Response> {
  const message = await messageWithButton(root, actionId);
  const button = message.blocks
    .flatMap((block) => block.elements ?? [])
    .find((element) => element.action_id === actionId);
  return interact({
    type: "block_actions",
    user: { id: user },
    trigger_id: triggerId,
    channel: { id: "C0CONTENT" },
    container: { message_ts: message.ts, thread_ts: root },
    actions: [{ action_id: actionId, value: button?.value }],
  });
}

export async function interact(payload: unknown): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return postSlack(body, undefined, "application/x-www-form-urlencoded");
}

interface Element {
  action_id: string;
  value: string;
}
export interface SlackMessage {
  ts: string;
  thread_ts?: string;
  text: string;
  ephemeral_to?: string;
  edited?: object;
  blocks: { type: string; elements?: Element[] }[];
}

export async function thread(ts: string): Promise<SlackMessage[]> {
  const { messages } = await sandbox<{ messages: SlackMessage[] }>(
    "/slack/_people/messages?channel=C0CONTENT",
  );
  return messages.filter((message) => message.thread_ts === ts);
}

export async function messageWithButton(ts: string, actionId: string): Promise<SlackMessage> {
  const found = (await thread(ts)).findLast((message) =>
    message.blocks?.some((block) => block.elements?.some((element) => element.action_id === actionId)),
  );
  if (!found) throw new Error(`no message with ${actionId} in ${ts}`);
  return found;
}

/** What a button of the newest approval message refers to, and the message that it stands on. */
export async function referenceIn(
  ts: string,
): Promise<{ approvalId: string; digest: string; message: { channel: string; ts: string } }> {
  const message = await messageWithButton(ts, "approval.approve");
  const value: unknown = JSON.parse(
    message.blocks
      .flatMap((block) => block.elements ?? [])
      .find((element) => element.action_id === "approval.approve")?.value ?? "null",
  );
  if (!isObject(value) || typeof value["approvalId"] !== "string" || typeof value["digest"] !== "string")
    throw new Error("no reference on the button");
  return {
    approvalId: value["approvalId"],
    digest: value["digest"],
    message: { channel: "C0CONTENT", ts: message.ts },
  };
}

/** A click on a button that is said to stand on a message. */
export async function clickOn(
  user: string,
  actionId: string,
  { message, ...reference }: { message: { channel: string; ts: string }; [member: string]: unknown },
): Promise<Response> {
  return interact({
    type: "block_actions",
    user: { id: user },
    trigger_id: "trigger",
    channel: { id: message.channel },
    container: { message_ts: message.ts },
    actions: [{ action_id: actionId, value: JSON.stringify(reference) }],
  });
}

/** Sends the words of a modal. */
export async function submitModal(
  user: string,
  callbackId: string,
  blockId: string,
  reference: object,
  words: string,
): Promise<Response> {
  return interact({
    type: "view_submission",
    user: { id: user },
    view: {
      callback_id: callbackId,
      private_metadata: JSON.stringify(reference),
      state: { values: { [blockId]: { text: { value: words } } } },
    },
  });
}

type Service =
  | "slack"
  | "anthropic"
  | "pages"
  | "mail"
  | "jira"
  | "github"
  | "sentry"
  | "graph"
  | "asana"
  | "bluesky"
  | "threads"
  | "linkedin"
  | "gmail"
  | "recall"
  | "elevenlabs"
  | "liveavatar";

export async function sandbox<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(
    `${env.SANDBOX_URL}${path}`,
    body ? { method: "POST", body: JSON.stringify(body) } : {},
  );
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return JSON.parse(await response.text());
}

export async function faults(service: Service, ...list: object[]): Promise<void> {
  await sandbox(`/${service}/_sandbox/faults`, { faults: list });
}

/** Requests that reached a service and took effect. */
export async function applied(service: Service, path: string, containing = ""): Promise<unknown[]> {
  const { requests } = await sandbox<{ requests: { path: string; applied: boolean; body: unknown }[] }>(
    `/${service}/_sandbox/requests`,
  );
  return requests.filter(
    (request) =>
      request.applied && request.path.includes(path) && JSON.stringify(request.body).includes(containing),
  );
}
