import { createServer } from "node:http";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startSandbox } from "../../../sandbox/server.ts";
import { bridge } from "../../../scripts/socket-mode/bridge.ts";
import { bridgeSettings } from "../../../scripts/socket-mode/settings.ts";

const secret = "socket-secret";

interface Heard {
  signed: boolean;
  type: string;
  body: string;
}
type Answer = (heard: Heard) => Promise<{ status: number; body?: object }>;

/** The Worker's door, as far as Slack sees it. */
async function door(answer: Answer) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const at = String(request.headers["x-slack-request-timestamp"]);
      const proof = `v0=${createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex")}`;
      const signed = request.headers["x-slack-signature"] === proof;
      const one = { signed, type: String(request.headers["content-type"]), body };
      heard.push(one);
      void answer(one).then(({ status, body: said }) =>
        response.writeHead(status).end(said === undefined ? "" : JSON.stringify(said)),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, heard };
}

/** The sandbox's Slack, which sends by socket, and a bridge from there to a door. */
async function bridged(url: string) {
  const sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "unused" });
  onTestFinished(async () => sandbox.close());
  const play = async (path: string, body?: object): Promise<unknown> =>
    (
      await fetch(
        `${sandbox.url}/slack/_people/${path}`,
        body ? { method: "POST", body: JSON.stringify(body) } : {},
      )
    ).json();
  const call = async (method: string, body: object): Promise<unknown> =>
    (
      await fetch(`${sandbox.url}/slack/api/${method}`, {
        method: "POST",
        headers: { authorization: "Bearer xoxb-1", "content-type": "application/json" },
        body: JSON.stringify(body),
      })
    ).json();
  await play("socket-mode", { on: true });
  const ending = new AbortController();
  const running = bridge(
    bridgeSettings({
      SIGNALBOX_URL: url,
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: `${sandbox.url}/slack/api`,
    }),
    { say: () => undefined, signal: ending.signal },
  );
  onTestFinished(async () => {
    ending.abort();
    await running;
  });
  const connected = async () =>
    z.object({ connections: z.number() }).parse(await play("socket-mode")).connections;
  await expect.poll(connected).toBe(1);
  return { play, call, connected };
}

const eventOf = ({ body }: Heard): string =>
  z.object({ event_id: z.string() }).parse(JSON.parse(body)).event_id;
const answered = z.object({ ok: z.boolean(), status: z.number(), body: z.string(), ms: z.number() });

it("hands over by socket what the door takes, and gets again what it had not acknowledged when the connection broke", async () => {
  const signals = new Set<string>();
  let dropping = true;
  const worker = await door(async (heard) => {
    signals.add(eventOf(heard));
    // The door has it, and before that is acknowledged the connection is gone.
    if (dropping) await slack.play("socket-mode", { drop: "gone" });
    dropping = false;
    return { status: 200 };
  });
  const slack = await bridged(worker.url);
  void slack.play("message", { user: "U0PRIYA", channel: "C0CONTENT", text: "hello by socket" });
  await expect.poll(() => worker.heard.length, { timeout: 12_000 }).toBe(2);
  expect(worker.heard.map(({ signed }) => signed)).toEqual([true, true]);
  expect(signals.size).toBe(1);

  // A connection that Slack wants renewed is followed by another.
  await slack.play("socket-mode", { drop: "announced" });
  await expect.poll(slack.connected).toBe(1);
}, 30_000);

it("hands over buttons, modals and commands as Slack's webhooks have them, and brings the door's answer back in time", async () => {
  const worker = await door(async ({ type, body }) => {
    if (type === "application/json") return { status: 200 };
    const form = new URLSearchParams(body);
    const payload = form.get("payload");
    if (payload === null) return { status: 200, body: { text: `I heard ${form.get("text")}` } };
    const kind = z.object({ type: z.string() }).parse(JSON.parse(payload)).type;
    return kind === "view_submission"
      ? { status: 200, body: { response_action: "errors", errors: { why: "Say why." } } }
      : { status: 200 };
  });
  const slack = await bridged(worker.url);
  const lastHeard = (): Heard => {
    const forms = worker.heard.filter(({ type }) => type !== "application/json");
    const last = forms.at(-1);
    if (last === undefined) throw new Error("nothing was heard");
    return last;
  };

  const command = answered.parse(
    await slack.play("command", {
      user: "U0PRIYA",
      channel: "C0CONTENT",
      command: "/signalbox",
      text: "help & more",
    }),
  );
  expect(command).toMatchObject({ ok: true, body: JSON.stringify({ text: "I heard help & more" }) });
  expect(command.ms).toBeLessThan(2500);
  expect(lastHeard()).toMatchObject({ signed: true, type: "application/x-www-form-urlencoded" });

  const button = {
    type: "button",
    action_id: "approve",
    value: "a1",
    text: { type: "plain_text", text: "Yes" },
  };
  const { ts } = z.object({ ts: z.string() }).parse(
    await slack.call("chat.postMessage", {
      channel: "C0CONTENT",
      text: "May I?",
      blocks: [{ type: "actions", block_id: "b1", elements: [button] }],
    }),
  );
  const click = { user: "U0MAYA", channel: "C0CONTENT", ts, action_id: "approve" };
  expect(answered.parse(await slack.play("click", click))).toMatchObject({ ok: true, status: 200, body: "" });
  const clicked: unknown = JSON.parse(new URLSearchParams(lastHeard().body).get("payload") ?? "");
  expect(clicked).toMatchObject({
    type: "block_actions",
    user: { id: "U0MAYA" },
    actions: [{ value: "a1" }],
  });

  // What a modal shows next comes back with the acknowledgement.
  const { trigger_id } = z.object({ trigger_id: z.string() }).parse(clicked);
  const view = {
    type: "modal",
    callback_id: "reject",
    title: { type: "plain_text", text: "Why" },
    blocks: [],
  };
  const { view: opened } = z
    .object({ view: z.object({ id: z.string() }) })
    .parse(await slack.call("views.open", { trigger_id, view }));
  const submitted = await slack.play("submit", { user: "U0MAYA", view_id: opened.id, values: {} });
  expect(answered.parse(submitted)).toMatchObject({ ok: false, status: 200 });
  expect(answered.parse(submitted).body).toContain("Say why.");
});

it("acknowledges nothing that the door takes too long for, and goes on", async () => {
  let slow = true;
  const worker = await door(async () => {
    if (slow) await new Promise((resolve) => setTimeout(resolve, 2800));
    return { status: 200 };
  });
  const slack = await bridged(worker.url);
  const command = { user: "U0PRIYA", channel: "C0CONTENT", command: "/signalbox", text: "help" };
  expect(answered.parse(await slack.play("command", command))).toMatchObject({ ok: false, status: 0 });
  slow = false;
  expect(answered.parse(await slack.play("command", command))).toMatchObject({ ok: true, status: 200 });
  expect(await slack.connected()).toBe(1);
});

it("says which setting is missing, and ends when Slack refuses the token", async () => {
  expect(() => bridgeSettings({ SIGNALBOX_URL: "http://x.example", SLACK_APP_TOKEN: "xapp-1" })).toThrow(
    "SLACK_SIGNING_SECRET is not set",
  );
  const sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "unused" });
  onTestFinished(async () => sandbox.close());
  const settings = {
    signalboxUrl: "http://127.0.0.1:9",
    appToken: "xoxb-not-of-this-sort",
    signingSecret: secret,
    slackApiUrl: `${sandbox.url}/slack/api`,
  };
  const running = bridge(settings, { say: () => undefined, signal: new AbortController().signal });
  await expect(running).rejects.toThrow("Slack refuses SLACK_APP_TOKEN (not_allowed_token_type)");
});
