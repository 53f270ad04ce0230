import type { Context } from "hono";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { isHmac } from "../../shared/platform/hmac.ts";
import { log } from "../../shared/platform/log.ts";
import { requireSetting } from "../../shared/platform/config.ts";
import { type Spine } from "../../shared/spine/context.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { json } from "./body.ts";

/** A service that signs the bytes of its requests with HMAC-SHA256, as hexadecimal digits in a header. */
export interface Signer {
  name: string;
  secret: Parameters<typeof requireSetting>[1];
  signature: string;
  /** What stands before the digits. */
  prefix: string;
  /** The header that tells one delivery from another, and is the same when one is repeated. */
  delivery: string;
}

/** A request that comes from who it says. */
export interface Delivery {
  spine: Spine;
  id: string;
  /** The body, read as JSON. */
  body: unknown;
  header: (name: string) => string | undefined;
}

/**
 * Reads a request whose bytes the service has signed.
 * @throws SignalboxError `not_configured` without the secret, `unauthorized` when the signature is missing or wrong,
 * `bad_request` when it names no delivery or isn't JSON.
 */
export async function openSigned(c: Context<{ Bindings: Env }>, signer: Signer): Promise<Delivery> {
  const spine = await openSpine(c.env);
  const secret = requireSetting(spine.settings, signer.secret);
  const signature = c.req.header(signer.signature);
  if (signature === undefined)
    throw new SignalboxError("unauthorized", `the ${signer.name} signature is missing`);
  const bytes = await c.req.arrayBuffer();
  const hex = signature.startsWith(signer.prefix) ? signature.slice(signer.prefix.length) : "";
  if (!(await isHmac(secret, bytes, hex)))
    throw new SignalboxError("unauthorized", `the ${signer.name} signature is wrong`);
  const id = c.req.header(signer.delivery);
  if (id === undefined || id.trim() === "" || id.length > 200)
    throw new SignalboxError("bad_request", `${signer.delivery} does not name the delivery`);
  return { spine, id, body: json(new TextDecoder().decode(bytes)), header: (name) => c.req.header(name) };
}

/** Answers what isn't for us: it is not on record, only in the log. */
export function ignored(service: "sentry" | "jira" | "github", id: string, reason: string): Response {
  log.info(`${service}.event_ignored`, { signalId: id, reason });
  return Response.json({ ok: true, signal: "ignored" });
}
