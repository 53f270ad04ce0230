import type { Context, Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { addressesIn, headerOf, headersOf } from "./mail-head.ts";
import { gmailError, historyQuery, searchQuery, sendRequest, watchRequest } from "./wire.ts";
import type { GmailState, Grant, StoredMailbox, StoredMessage } from "./state.ts";

type C = Context<TwinEnv>;
const weekMs = 7 * 24 * 60 * 60_000;
const root = "/gmail/v1/users/:user";

/** Gmail's API, as far as Signalbox uses it. `deliver` is given each mail that is sent to a mailbox of ours. */
export function mailApi(
  routes: Hono<TwinEnv>,
  state: GmailState,
  deliver: (to: string, raw: Uint8Array) => void,
): void {
  const granted = new WeakMap<Request, Grant>();
  const boxOf = (c: C): string => granted.get(c.req.raw)?.mailbox ?? "";
  routes.use("/gmail/v1/users/*", async (c, next) => {
    const grant = state.grantOf(/^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "");
    if (grant === null)
      return gmailError(c, 401, "Request had invalid authentication credentials.", "authError");
    const [user = ""] = c.req.path.split("/users/")[1]?.split("/") ?? [];
    if (user !== "me" && decodeURIComponent(user).toLowerCase() !== grant.mailbox)
      return gmailError(c, 403, `Delegation denied for ${grant.mailbox}`, "forbidden");
    granted.set(c.req.raw, grant);
    const scope = c.req.path.endsWith("/send") ? "gmail.send" : "gmail.readonly";
    if (!grant.scopes.some((one) => one.endsWith(scope)))
      return gmailError(c, 403, "Request had insufficient authentication scopes.", "insufficientPermissions");
    return next();
  });
  const own = (c: C): StoredMailbox => state.mailbox(boxOf(c));
  const found = (c: C): StoredMessage | undefined =>
    own(c).messages.find((one) => one.id === c.req.param("id"));

  routes.get(`${root}/profile`, (c) =>
    c.json({
      emailAddress: boxOf(c),
      messagesTotal: own(c).messages.length,
      threadsTotal: new Set(own(c).messages.map((one) => one.threadId)).size,
      historyId: String(own(c).historyId),
    }),
  );
  routes.post(`${root}/watch`, (c) => {
    const parsed = watchRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return gmailError(c, 400, z.prettifyError(parsed.error), "invalidArgument");
    own(c).watchUntil = state.now() + weekMs;
    return c.json({ historyId: String(own(c).historyId), expiration: String(own(c).watchUntil) });
  });
  routes.get(`${root}/history`, (c) => {
    const query = historyQuery.safeParse(c.req.query());
    if (!query.success) return gmailError(c, 400, z.prettifyError(query.error), "invalidArgument");
    const { startHistoryId, labelId, maxResults, pageToken } = query.data;
    const { historyId, oldest, messages } = own(c);
    if (startHistoryId < oldest || startHistoryId > historyId)
      return gmailError(c, 404, "Requested entity was not found.", "notFound");
    const since = messages.filter((one) => one.historyId > startHistoryId && one.labelIds.includes(labelId));
    const page = since.slice(pageToken, pageToken + maxResults);
    const next = pageToken + maxResults;
    return c.json({
      ...(page.length === 0 ? {} : { history: page.map(historyOf) }),
      ...(next < since.length ? { nextPageToken: String(next) } : {}),
      historyId: String(historyId),
    });
  });
  routes.get(`${root}/messages`, (c) => {
    const query = searchQuery.safeParse(c.req.query());
    if (!query.success) return gmailError(c, 400, z.prettifyError(query.error), "invalidArgument");
    const { q, maxResults } = query.data;
    const hits = own(c).messages.filter(q).toReversed().slice(0, maxResults);
    return c.json({
      ...(hits.length === 0 ? {} : { messages: hits.map(({ id, threadId }) => ({ id, threadId })) }),
      resultSizeEstimate: hits.length,
    });
  });
  routes.get(`${root}/messages/:id`, (c) => {
    const message = found(c);
    if (message === undefined) return gmailError(c, 404, "Requested entity was not found.", "notFound");
    const { raw, historyId, internalDate, ...shown } = message;
    const bytes = Buffer.from(raw, "base64");
    const outline = {
      ...shown,
      historyId: String(historyId),
      internalDate: String(internalDate),
      sizeEstimate: bytes.length,
      snippet: bytes
        .toString("latin1")
        .split(/\r?\n\r?\n/)
        .slice(1)
        .join(" ")
        .slice(0, 100),
    };
    const format = c.req.query("format");
    if (format === "minimal") return c.json(outline);
    if (format === "raw") return c.json({ ...outline, raw: bytes.toString("base64url") });
    if (format === "metadata") return c.json({ ...outline, payload: { headers: headersOf(bytes) } });
    return gmailError(c, 400, `the sandbox doesn't know the format ${format ?? "full"}`, "invalidArgument");
  });
  routes.post(`${root}/messages/send`, (c) => {
    const parsed = sendRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return gmailError(c, 400, z.prettifyError(parsed.error), "invalidArgument");
    const mailbox = boxOf(c);
    const { raw, threadId = null } = parsed.data;
    const bytes = Buffer.from(raw, "base64url");
    const from = addressesIn(bytes, "from");
    const to = addressesIn(bytes, "to", "cc", "bcc");
    if (to.length === 0) return gmailError(c, 400, "Recipient address required", "invalidArgument");
    if (from.length !== 1 || from[0] !== mailbox)
      return gmailError(c, 400, "Invalid From header", "invalidArgument");
    if (threadId !== null) {
      const thread = own(c).messages.filter((one) => one.threadId === threadId);
      if (thread.length === 0) return gmailError(c, 404, "Requested entity was not found.", "notFound");
      const answers = headerOf(bytes, "in-reply-to");
      const names = thread.map((one) => headerOf(Buffer.from(one.raw, "base64"), "message-id"));
      if (names.some((name) => name !== null) && (answers === null || !names.includes(answers)))
        return gmailError(c, 400, "In-Reply-To names no message of the thread", "invalidArgument");
    }
    const { id, threadId: thread } = state.add(mailbox, bytes, ["SENT"], threadId);
    for (const address of to) if (state.knows(address)) deliver(address, bytes);
    return c.json({ id, threadId: thread, labelIds: ["SENT"] });
  });
}

function historyOf({ id, threadId, labelIds, historyId }: StoredMessage) {
  const message = { id, threadId, labelIds };
  return { id: String(historyId), messages: [message], messagesAdded: [{ message }] };
}
