import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";

/*
 * The same work with no product around it: a signed event, dedupe in D1, a queue, a workflow that asks the model twice,
 * asks a person, waits for the click, publishes and records. No ledger, no policy, no budget, no retries of its own:
 * what it takes is what the platform takes, and what ours takes beyond it is ours.
 */

interface BareEnv {
  DB: D1Database;
  TASKS: Queue<Mention>;
  FLOW: Workflow<Mention>;
  SLACK_SIGNING_SECRET: string;
  SLACK_BOT_TOKEN: string;
  SLACK_API_URL: string;
  ANTHROPIC_BASE_URL: string;
}

/** What somebody asks for. */
interface Mention {
  id: string;
  channel: string;
  thread: string;
  text: string;
}

export class BareFlow extends WorkflowEntrypoint<BareEnv, Mention> {
  override async run(
    { payload: asked }: Readonly<WorkflowEvent<Mention>>,
    step: WorkflowStep,
  ): Promise<void> {
    const { env } = this;
    await step.do("classify", async () => askModel(env, "claude-haiku-5-5", "classify", asked.text));
    const draft = await step.do("draft", async () => askModel(env, "claude-sonnet-5-5", "draft", asked.text));
    await step.do("ask", async () => {
      const approve = { type: "plain_text", text: "Approve" };
      const button = { type: "button", action_id: "approval.approve", value: asked.id, text: approve };
      await post(env, asked, draft, [{ type: "actions", elements: [button] }]);
    });
    await step.waitForEvent("approved", { type: "approved", timeout: "1 day" });
    await step.do("publish", async () => post(env, asked, `published, approved: ${draft}`));
    await step.do("record", async () => {
      await env.DB.prepare("UPDATE tasks SET published_at = ? WHERE id = ?").bind(Date.now(), asked.id).run();
    });
  }
}

async function askModel(env: BareEnv, model: string, system: string, content: string): Promise<string> {
  const body = { model, max_tokens: 4000, system, messages: [{ role: "user", content }] };
  const headers = { "x-api-key": "bare-flow", "content-type": "application/json" };
  const said: { content: { text: string }[] } = await ask(
    `${env.ANTHROPIC_BASE_URL}/v1/messages`,
    headers,
    body,
  );
  return said.content.map(({ text }) => text).join("");
}

async function post(
  env: BareEnv,
  { channel, thread }: Mention,
  text: string,
  blocks?: object[],
): Promise<void> {
  const headers = { authorization: `Bearer ${env.SLACK_BOT_TOKEN}`, "content-type": "application/json" };
  const message = { channel, thread_ts: thread, text, ...(blocks === undefined ? {} : { blocks }) };
  const answer: { ok: boolean } = await ask(`${env.SLACK_API_URL}chat.postMessage`, headers, message);
  if (!answer.ok) throw new Error(`Slack took no message: ${JSON.stringify(answer)}`);
}

async function ask<T>(url: string, headers: Record<string, string>, body: object): Promise<T> {
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Whether Slack has signed it. */
async function isSigned({ headers }: Request, body: string, secret: string): Promise<boolean> {
  const time = headers.get("x-slack-request-timestamp") ?? "";
  const mac = Uint8Array.from(
    (headers.get("x-slack-signature") ?? "").slice("v0=".length).match(/../g) ?? [],
    (byte) => Number.parseInt(byte, 16),
  );
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(secret), algorithm, false, ["verify"]);
  const signed = await crypto.subtle.verify("HMAC", key, mac, text.encode(`v0:${time}:${body}`));
  return signed && Math.abs(Date.now() / 1000 - Number(time)) < 300;
}

async function takeEvent(env: BareEnv, body: string): Promise<void> {
  const {
    event_id: id,
    event,
  }: { event_id: string; event: Record<"type" | "channel" | "ts" | "text", string> } = JSON.parse(body);
  if (event.type !== "app_mention") return;
  const insert = env.DB.prepare("INSERT OR IGNORE INTO tasks (id, text) VALUES (?, ?)");
  const { meta } = await insert.bind(id, event.text).run();
  if (meta.changes > 0)
    await env.TASKS.send({ id, channel: event.channel, thread: event.ts, text: event.text });
}

async function takeClick(env: BareEnv, body: string): Promise<void> {
  const { actions }: { actions: { value: string }[] } = JSON.parse(
    new URLSearchParams(body).get("payload") ?? "",
  );
  for (const { value } of actions)
    await (await env.FLOW.get(value)).sendEvent({ type: "approved", payload: {} });
}

export default {
  async fetch(request, env) {
    if (new URL(request.url).pathname === "/health") return new Response("ok");
    const body = await request.text();
    if (!(await isSigned(request, body, env.SLACK_SIGNING_SECRET))) return new Response("", { status: 401 });
    await (body.startsWith("{") ? takeEvent(env, body) : takeClick(env, body));
    return new Response("");
  },
  async queue({ messages }, env) {
    for (const message of messages) {
      await env.FLOW.create({ id: message.body.id, params: message.body });
      message.ack();
    }
  },
} satisfies ExportedHandler<BareEnv, Mention>;
