import type { Context, Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { type Account, accountOf, appPassword, ours } from "./accounts.ts";
import { postForm } from "./record-form.ts";
import type { BlueskyState } from "./state.ts";
import { ownerOf, type Scope, tokenFor } from "./tokens.ts";

type C = Context<TwinEnv>;

const collection = "app.bsky.feed.post";
/** The form of the keys that the lexicon asks of posts. */
const tid = /^[2-7a-j][2-7a-z]{12}$/;
const sessionLimit = { most: 30, perMs: 5 * 60_000 } as const;
const mostBlobBytes = 5_000_000;

const putRequest = z.strictObject({
  repo: z.string(),
  collection: z.string(),
  rkey: z.string(),
  validate: z.boolean().optional(),
  record: z.unknown(),
  swapRecord: z.string().nullable().optional(),
});

const refusal = (c: C, error: string, message: string, status: 400 | 401 | 413 | 429 = 400): Response =>
  c.json({ error, message }, status);

/** A personal data server's XRPC, as far as Signalbox calls it. Contract: docs.bsky.app/docs/category/http-reference. */
export function xrpcRoutes(routes: Hono<TwinEnv>, state: BlueskyState, now: () => number): void {
  const withToken =
    (scope: Scope, answer: (c: C, account: Account) => Response | Promise<Response>) => (c: C) => {
      const token = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
      if (token === undefined) return refusal(c, "AuthMissing", "Authentication Required", 401);
      const owner = ownerOf(token, scope, state.eras[scope], now());
      if ("error" in owner) return refusal(c, owner.error, owner.message);
      const account = accountOf(owner.sub);
      return account === undefined ? refusal(c, "InvalidToken", "No such account") : answer(c, account);
    };
  const session = ({ did, handle }: Account) => ({
    did,
    handle,
    active: true,
    accessJwt: tokenFor("access", did, state.eras.access, now()),
    refreshJwt: tokenFor("refresh", did, state.eras.refresh, now()),
  });

  routes.post("/xrpc/com.atproto.server.createSession", (c) => {
    state.begun = state.begun.filter((at) => at > now() - sessionLimit.perMs);
    const [first] = state.begun;
    if (first !== undefined && state.begun.length >= sessionLimit.most) {
      c.header("ratelimit-limit", String(sessionLimit.most));
      c.header("ratelimit-remaining", "0");
      c.header("ratelimit-reset", String(Math.ceil((first + sessionLimit.perMs) / 1000)));
      return refusal(c, "RateLimitExceeded", "Rate Limit Exceeded", 429);
    }
    state.begun.push(now());
    const sent = z
      .strictObject({ identifier: z.string(), password: z.string() })
      .safeParse(parseJson(c.get("rawBody")));
    if (!sent.success) return refusal(c, "InvalidRequest", "Input must have identifier and password");
    const { identifier, password } = sent.data;
    if (accountOf(identifier) !== ours || password !== appPassword)
      return refusal(c, "AuthenticationRequired", "Invalid identifier or password", 401);
    return c.json(session(ours));
  });
  routes.post(
    "/xrpc/com.atproto.server.refreshSession",
    withToken("refresh", (c, account) => c.json(session(account))),
  );
  routes.get(
    "/xrpc/com.atproto.server.getSession",
    withToken("access", (c, { did, handle }) => c.json({ did, handle, active: true })),
  );

  routes.get("/xrpc/com.atproto.identity.resolveHandle", (c) => {
    const account = accountOf(c.req.query("handle") ?? "");
    return account === undefined
      ? refusal(c, "InvalidRequest", "Unable to resolve handle")
      : c.json({ did: account.did });
  });

  routes.post(
    "/xrpc/com.atproto.repo.uploadBlob",
    withToken("access", async (c) => {
      const bytes = Buffer.from(await c.req.arrayBuffer());
      const type = c.req.header("content-type") ?? "";
      if (bytes.length === 0 || type === "")
        return refusal(c, "InvalidRequest", "A blob needs bytes and a type");
      if (bytes.length > mostBlobBytes) return refusal(c, "PayloadTooLarge", "Blob too large", 413);
      const { cid } = state.upload(bytes, type);
      return c.json({ blob: { $type: "blob", ref: { $link: cid }, mimeType: type, size: bytes.length } });
    }),
  );

  routes.post(
    "/xrpc/com.atproto.repo.putRecord",
    withToken("access", (c, account) => {
      const sent = putRequest.safeParse(parseJson(c.get("rawBody")));
      if (!sent.success) return refusal(c, "InvalidRequest", z.prettifyError(sent.error));
      const { repo, rkey, swapRecord } = sent.data;
      if (accountOf(repo) !== account) return refusal(c, "AuthenticationRequired", "Not your repo", 401);
      if (sent.data.collection !== collection)
        return refusal(c, "InvalidRequest", `the sandbox keeps no ${sent.data.collection}`);
      if (!tid.test(rkey)) return refusal(c, "InvalidRequest", "Record key must be a TID");
      const record = postForm.safeParse(sent.data.record);
      if (!record.success)
        return refusal(c, "InvalidRequest", `Invalid ${collection} record: ${z.prettifyError(record.error)}`);
      const thumb = record.data.embed?.external.thumb;
      if (thumb !== undefined && !state.blobs.some(({ cid }) => cid === thumb.ref.$link))
        return refusal(c, "BlobNotFound", `Could not find blob: ${thumb.ref.$link}`);
      const before = state.find(account.did, rkey);
      const isSame = JSON.stringify(before?.record) === JSON.stringify(record.data);
      if (swapRecord !== undefined && !isSame && (before?.cid ?? null) !== swapRecord)
        return refusal(c, "InvalidSwap", `Record was at ${before?.cid ?? "null"}`);
      const { cid } = state.write(account.did, rkey, record.data);
      return c.json({ uri: uriOf(account.did, rkey), cid, validationStatus: "valid" });
    }),
  );

  routes.get("/xrpc/com.atproto.repo.getRecord", (c) => {
    const { repo = "", collection: asked = "", rkey = "" } = c.req.query();
    const account = accountOf(repo);
    if (account === undefined) return refusal(c, "InvalidRequest", `Could not find repo: ${repo}`);
    const uri = uriOf(account.did, rkey);
    const post = asked === collection ? state.find(account.did, rkey) : undefined;
    return post === undefined
      ? refusal(c, "RecordNotFound", `Could not locate record: ${uri}`)
      : c.json({ uri, cid: post.cid, value: post.record });
  });
}

function uriOf(did: string, rkey: string): string {
  return `at://${did}/${collection}/${rkey}`;
}
