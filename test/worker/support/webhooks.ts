import { env, exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { type BugReport, bugReportSchema } from "../../../shared/jobs/bug-fix/report.ts";
import { ledger, signals } from "../../../shared/db/schema.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { app } from "../../../workers/app.ts";
import { spine } from "./spine.ts";

type Source = "sentry" | "jira" | "github";

/** How each service signs, and what it calls a delivery. */
const services = {
  sentry: {
    secret: "SENTRY_CLIENT_SECRET",
    signature: "sentry-hook-signature",
    prefix: "",
    delivery: "request-id",
  },
  jira: {
    secret: "JIRA_WEBHOOK_SECRET",
    signature: "x-hub-signature",
    prefix: "sha256=",
    delivery: "x-atlassian-webhook-identifier",
  },
  github: {
    secret: "GITHUB_WEBHOOK_SECRET",
    signature: "x-hub-signature-256",
    prefix: "sha256=",
    delivery: "x-github-delivery",
  },
} as const;

export async function hmacHex(secret: string, body: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(body)));
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The headers of a delivery, signed as its service does. */
export async function signed(
  source: Source,
  body: string,
  id: string,
  headers: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { secret, signature, prefix, delivery } = services[source];
  const hex = await hmacHex(env[secret], body);
  return { "content-type": "application/json", [delivery]: id, [signature]: `${prefix}${hex}`, ...headers };
}

export async function postHook(
  source: Source,
  body: string,
  headers: Record<string, string>,
): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test/webhooks/${source}`, { method: "POST", body, headers });
}

/** The id of the signal that a body becomes. */
export async function signalIdOf(source: Source, body: string): Promise<string> {
  return `${source}:${await sha256(body)}`;
}

/** Delivers a payload with a right signature, told from others by `mark`; what became of it. */
export async function deliver(
  source: Source,
  payload: string | object,
  mark: string,
  headers: Record<string, string> = {},
): Promise<{ id: string; status: number; signal: string; text: string }> {
  const body = typeof payload === "string" ? payload : JSON.stringify({ ...payload, mark });
  const response = await postHook(source, body, await signed(source, body, crypto.randomUUID(), headers));
  const text = await response.text();
  const { signal = "" }: { signal?: string } = JSON.parse(text);
  return { id: await signalIdOf(source, body), status: response.status, signal, text };
}

export async function signalRow(id: string) {
  const row = await spine.db.select().from(signals).where(eq(signals.id, id)).get();
  return row ?? null;
}

/** Why an event was ignored, as its row says once it is written: that is after the answer. */
export async function whyIgnored(id: string): Promise<string | null> {
  return vi.waitFor(async () => {
    const row = (await signalRow(id)) ?? expect.fail("it is not on record yet");
    expect(row).toMatchObject({ status: "dropped", kind: expect.stringMatching(/\.ignored$/) });
    return row.reason;
  }, 10_000);
}

/** The report that a signal carries. */
export async function reportIn(id: string): Promise<BugReport> {
  const row = await signalRow(id);
  return bugReportSchema.parse(row?.body);
}

export async function factsOfDrop(id: string): Promise<number> {
  const rows = await spine.db
    .select()
    .from(ledger)
    .where(eq(ledger.id, `signal/${id}/dropped`));
  return rows.length;
}

/** Ways to come in without being who one says, as headers over a right delivery. */
export async function forgeries(
  source: Source,
  body: string,
  id: string,
): Promise<Record<string, Record<string, string>>> {
  const right = await signed(source, body, id);
  const { signature, prefix } = services[source];
  const { [signature]: mine = "", ...unsigned } = right;
  return {
    "no signature": unsigned,
    "an empty signature": { ...right, [signature]: "" },
    "a signature of other bytes": {
      ...right,
      [signature]: `${prefix}${await hmacHex(env[services[source].secret], `${body} `)}`,
    },
    "a signature by another secret": { ...right, [signature]: `${prefix}${await hmacHex("guess", body)}` },
    "half a signature": { ...right, [signature]: mine.slice(0, -2) },
    "a signature with another prefix": { ...right, [signature]: `sha1=${mine.slice(prefix.length)}` },
  };
}

/** The door of a service whose secret nobody has set. */
export async function postWithoutSecret(source: Source, body: string, id: string): Promise<Response> {
  const request = new Request(`http://signalbox.test/webhooks/${source}`, {
    method: "POST",
    body,
    headers: await signed(source, body, id),
  });
  return app.fetch(request, { ...env, [services[source].secret]: "" });
}
