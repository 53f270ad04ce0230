import { createHmac } from "node:crypto";
import type { Webhook } from "../deliver-webhook.ts";
import type { Told } from "./state.ts";

/** The workspace's secret in the sandbox. */
export const SANDBOX_RECALL_SECRET = `whsec_${Buffer.from("the sandbox's recall secret").toString("base64")}`;

export interface Signing {
  secret: string;
  /** Epoch milliseconds. */
  now: number;
  /** Workspaces of before December 2025 sign with Svix's headers. */
  family: "webhook" | "svix";
}

/** An event as Recall sends it (standardwebhooks.com). */
export function recallWebhook({ event, bot }: Told, { secret, now, family }: Signing): Webhook {
  const last = bot.changes.at(-1);
  const about = {
    bot: { id: bot.id, metadata: bot.metadata },
    ...(bot.recording === null ? {} : { recording: { id: bot.recording } }),
    ...(event.startsWith("transcript.") && bot.transcript !== null
      ? { transcript: { id: bot.transcript.id } }
      : {}),
  };
  const data = {
    code: event.replace(/^\w+\./, ""),
    sub_code: last?.sub_code ?? null,
    updated_at: last?.created_at,
  };
  const body = JSON.stringify({ event, data: { data, ...about } });
  const id = `msg_${crypto.randomUUID()}`;
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    headers: {
      "content-type": "application/json",
      [`${family}-id`]: id,
      [`${family}-timestamp`]: timestamp,
      [`${family}-signature`]: `v1,${mac}`,
    },
    body,
  };
}
