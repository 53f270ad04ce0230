import { createServer } from "node:http";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startSandbox } from "../../../sandbox/server.ts";
import { bridge } from "../../../scripts/socket-mode/bridge.ts";
import { bridgeSettings } from "../../../scripts/socket-mode/settings.ts";

const secret = "socket-secret";

/** The Worker's door, as far as Slack sees it: it counts an event by its id once. `answers` are the statuses in turn, then 200. */
async function door(answers: (number | (() => Promise<number>))[]) {
  const heard: { id: string; signed: boolean }[] = [];
  const signals = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const at = String(request.headers["x-slack-request-timestamp"]);
      const proof = `v0=${createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex")}`;
      const { event_id: id } = JSON.parse(body);
      heard.push({ id, signed: request.headers["x-slack-signature"] === proof });
      const answer = async (): Promise<void> => {
        const next = answers.shift() ?? 200;
        const status = typeof next === "function" ? await next() : next;
        if (status === 200) signals.add(id);
        response.writeHead(status).end();
      };
      void answer();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, heard, signals };
}

it("hands over by socket what the door takes, and gets again what it had not acknowledged when the connection broke", async () => {
  const sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "unused" });
  onTestFinished(async () => sandbox.close());
  const play = async (path: string, body?: object): Promise<Response> =>
    fetch(`${sandbox.url}/slack/_people/${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {});
  await play("socket-mode", { on: true });
  // The door has it, and before that is acknowledged the connection is gone.
  const worker = await door([
    async () => {
      await play("socket-mode", { drop: "gone" });
      return 200;
    },
  ]);
  const ending = new AbortController();
  const running = bridge(
    bridgeSettings({
      SIGNALBOX_URL: worker.url,
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: `${sandbox.url}/slack/api`,
    }),
    { say: () => undefined, signal: ending.signal },
  );
  const connected = async () =>
    z.object({ connections: z.number() }).parse(await (await play("socket-mode")).json()).connections;
  await expect.poll(connected).toBe(1);
  void play("message", { user: "U0PRIYA", channel: "C0CONTENT", text: "hello by socket" });
  await expect.poll(() => worker.heard.length, { timeout: 12_000 }).toBe(2);
  const [first] = worker.heard;
  expect(worker.heard).toEqual([
    { id: first?.id, signed: true },
    { id: first?.id, signed: true },
  ]);
  expect(worker.signals.size).toBe(1);

  // A connection that Slack wants renewed is followed by another.
  await play("socket-mode", { drop: "announced" });
  await expect.poll(connected).toBe(1);
  ending.abort();
  await running;
}, 30_000);

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
