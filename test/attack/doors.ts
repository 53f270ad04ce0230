import { createHmac } from "node:crypto";
import type { Random } from "../random.ts";
import { type Attempt, badTypes } from "./attempt.ts";
import { apiAttempt } from "./api-door.ts";
import { bytesOf, encoded, textOf, type Json, mutated } from "./mutate.ts";
import {
  githubHooks,
  jiraHooks,
  type Payloads,
  sentryHooks,
  slackClicks,
  slackCommands,
  slackEvents,
} from "./payloads.ts";
import { tokens } from "./people.ts";

export interface Secrets {
  slack: string;
  github: string;
  jira: string;
  sentry: string;
}

/** A way in, and how somebody would come with something bad. */
export interface DoorUnderAttack {
  name: string;
  attempt: (random: Random, n: number) => Attempt;
}

const hmac = (secret: string, body: Uint8Array): string =>
  createHmac("sha256", secret).update(body).digest("hex");

/** A delivery's identity: mostly its own, sometimes one that was there before, sometimes a bad one. */
const deliveryId = (random: Random, n: number): string =>
  random.chance(0.1)
    ? random.pick(["seen-before", "constructor", "x".repeat(900), "..%2f..", "slack:Ev0ATTACK"])
    : `attack-${n}`;

/** A signature as it is, or, now and then, another: `proven` tells which. */
function signature(random: Random, right: string): { value: string; proven: boolean } {
  if (!random.chance(0.1)) return { value: right, proven: true };
  const value = random.pick([
    "",
    right.slice(0, -2),
    `${right}0`,
    right.replace(/^.*=/, ""),
    "v0=",
    `${right},${right}x`,
    "0".repeat(64),
  ]);
  return { value, proven: value === right };
}

/** All doors, with their secrets. */
export function doorsOf(secrets: Secrets, assignmentToken: string): DoorUnderAttack[] {
  const slackHeaders = (
    random: Random,
    body: Uint8Array,
  ): { headers: Record<string, string>; proven: boolean } => {
    const at = String(Math.floor(Date.now() / 1000));
    const right = `v0=${hmac(secrets.slack, Buffer.concat([Buffer.from(`v0:${at}:`), body]))}`;
    const { value, proven } = signature(random, right);
    return { headers: { "x-slack-request-timestamp": at, "x-slack-signature": value }, proven };
  };
  const slack = (
    name: string,
    payloads: Payloads,
    encode: (payload: Json, random: Random) => Uint8Array<ArrayBuffer>,
    type: string,
  ): DoorUnderAttack => ({
    name,
    attempt: (random) => {
      const body = encode(mutated(random.pick(payloads), random), random);
      const { headers, proven } = slackHeaders(random, body);
      const contentType = random.chance(0.05) ? random.pick(badTypes) : type;
      return {
        path: "/webhooks/slack",
        method: "POST",
        headers: { ...headers, "content-type": contentType },
        body,
        proven,
      };
    },
  });
  const form = (fields: Record<string, string>): Uint8Array<ArrayBuffer> =>
    encoded(new URLSearchParams(fields).toString());
  const hook = (
    name: "github" | "jira" | "sentry",
    of: (random: Random) => { payload: Json; headers: Record<string, string> },
    signatureHeader: string,
    prefix: string,
    delivery: string,
  ): DoorUnderAttack => ({
    name,
    attempt: (random, n) => {
      const { payload, headers } = of(random);
      const body = bytesOf(mutated(payload, random), random);
      const { value, proven } = signature(random, `${prefix}${hmac(secrets[name], body)}`);
      return {
        path: `/webhooks/${name}`,
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...headers,
          [signatureHeader]: value,
          [delivery]: deliveryId(random, n),
        },
        body,
        proven,
      };
    },
  });
  const agentDoor = (
    name: string,
    paths: readonly [string, ...string[]],
    payload: Json,
  ): DoorUnderAttack => ({
    name,
    attempt: (random) => {
      const proven = !random.chance(0.1);
      const token = proven
        ? assignmentToken
        : random.pick(["", "x", assignmentToken.slice(1), tokens.operator]);
      return {
        path: random.pick(paths),
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: bytesOf(mutated(payload, random), random),
        proven,
      };
    },
  });
  return [
    slack("slack events", slackEvents, bytesOf, "application/json"),
    slack(
      "slack clicks",
      slackClicks,
      (payload) => form({ payload: textOf(payload) }),
      "application/x-www-form-urlencoded",
    ),
    slack("slack commands", slackCommands, commandForm, "application/x-www-form-urlencoded"),
    hook(
      "github",
      (random) => {
        const [event, payload] = random.pick(githubHooks);
        return { payload, headers: { "x-github-event": event } };
      },
      "x-hub-signature-256",
      "sha256=",
      "x-github-delivery",
    ),
    hook(
      "jira",
      (random) => ({ payload: random.pick(jiraHooks), headers: {} }),
      "x-hub-signature",
      "sha256=",
      "x-atlassian-webhook-identifier",
    ),
    hook(
      "sentry",
      (random) => {
        const [resource, payload] = random.pick(sentryHooks);
        return { payload, headers: { "sentry-hook-resource": resource } };
      },
      "sentry-hook-signature",
      "",
      "request-id",
    ),
    { name: "api", attempt: apiAttempt },
    agentDoor("model proxy", ["/llm/v1/messages", "/llm/v1/messages/count_tokens", "/llm/v1/models"], {
      model: "claude-haiku-5-5",
      max_tokens: 10,
      messages: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
    }),
    agentDoor("mcp proxy", ["/mcp/github", "/mcp/constructor", "/mcp/jira"], {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "get_issue", arguments: {} },
    }),
  ];

  function commandForm(payload: Json): Uint8Array<ArrayBuffer> {
    const fields = payload !== null && typeof payload === "object" ? Object.entries(payload) : [];
    return form(
      Object.fromEntries(
        fields.map(([name, value]) => [name, typeof value === "string" ? value : textOf(value)]),
      ),
    );
  }
}
