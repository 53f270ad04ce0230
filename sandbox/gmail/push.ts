import { createPrivateKey, createPublicKey } from "node:crypto";
import { exportJWK, SignJWT } from "jose";
import type { Webhook } from "../deliver-webhook.ts";
import { sandboxGmail } from "./account.ts";

const key = createPrivateKey(Buffer.from(sandboxGmail.key, "base64").toString());
const kid = "sandbox-pubsub";

/** What a push says, and how its token may be wrong. */
export interface PushOptions {
  mailbox: string;
  historyId: number;
  /** What the token is meant for: the subscription's endpoint. */
  audience: string;
  /** Claims that are others than they should be. */
  claims?: Record<string, unknown> | undefined;
}

/** A push of Pub/Sub as it comes to its subscription's endpoint, with the token of its service account. */
export async function pushOf({ mailbox, historyId, audience, claims = {} }: PushOptions): Promise<Webhook> {
  const now = Math.floor(Date.now() / 1000);
  const said = {
    iss: "https://accounts.google.com",
    aud: audience,
    email: sandboxGmail.pushAccount,
    email_verified: true,
    sub: "104000000000000000000",
    iat: now,
    exp: now + 3600,
  };
  const token = await new SignJWT({ ...said, ...claims })
    .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
    .sign(key);
  const data = Buffer.from(JSON.stringify({ emailAddress: mailbox, historyId })).toString("base64");
  const message = {
    data,
    messageId: String(Math.floor(Math.random() * 1e15)),
    publishTime: new Date().toISOString(),
  };
  return {
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ message, subscription: "projects/sandbox-project/subscriptions/gmail" }),
  };
}

/** The keys by which such tokens are checked. */
export async function pushKeys(): Promise<object> {
  return { keys: [{ ...(await exportJWK(createPublicKey(key))), kid, alg: "RS256", use: "sig" }] };
}
