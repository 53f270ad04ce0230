import type { Hono } from "hono";
import type { TwinEnv } from "../twin.ts";
import { beginDelta, continueDelta, type Page } from "./delta.ts";
import { mutableId } from "./delta.ts";
import type { Message } from "./message.ts";
import type { Folder, GraphState } from "./state.ts";
import { type C, preferences, refusal, selectedFields } from "./wire.ts";

/** Where a caller is: the mailbox exists. */
export interface Place {
  mailbox: string;
  immutable: boolean;
}

/** Finds the mailbox that a path names before it answers. */
export function withMailbox(state: GraphState, answer: (c: C, place: Place) => Response) {
  return (c: C): Response => {
    const asked = (c.req.param("user") ?? "").toLowerCase();
    if (!state.mailboxes.includes(asked))
      return refusal(c, 404, "ErrorInvalidUser", `The requested user '${asked}' is invalid.`);
    return answer(c, { mailbox: asked, immutable: preferences(c).immutable });
  };
}

/** The message that a path names, by the kind of id that the caller has asked for. */
export function messageIn(state: GraphState, c: C, { mailbox, immutable }: Place): Message | undefined {
  const id = c.req.param("id") ?? "";
  return immutable
    ? state.find(mailbox, id)
    : state.messages.find((one) => one.mailbox === mailbox && mutableId(one.id, one.folder) === id);
}

export const notFound = (c: C): Response =>
  refusal(c, 404, "ErrorItemNotFound", "The specified object was not found in the store.");

/** Graph's mail as far as it is read. Contract: learn.microsoft.com/graph/api/message-delta. */
export function mailApi(routes: Hono<TwinEnv>, state: GraphState): void {
  const withFolder = (answer: (c: C, folder: Folder) => Response) =>
    withMailbox(state, (c, { mailbox }) => {
      const asked = c.req.param("folder") ?? "";
      const folder = state.folder(mailbox, asked);
      if (folder) return answer(c, folder);
      return asked.startsWith("AQMk")
        ? notFound(c)
        : refusal(c, 400, "ErrorInvalidIdMalformed", "Id is malformed.");
    });

  routes.use("/v1.0/*", async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    if (token !== undefined && state.isIssued(token)) return next();
    return refusal(c, 401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
  });

  routes.get(
    "/v1.0/users/:user/mailFolders/:folder",
    withFolder((c, { id, name }) =>
      c.json({
        id,
        displayName: name,
        totalItemCount: state.messages.filter(({ folder }) => folder === id).length,
      }),
    ),
  );

  routes.get(
    "/v1.0/users/:user/mailFolders/:folder/messages/delta",
    withFolder((c, folder) => {
      const page = deltaPage(c, state, folder);
      if (page instanceof Response) return page;
      switch (page.kind) {
        case "malformed":
          return refusal(c, 400, "ErrorInvalidUrlQuery", "Badly formed token.");
        case "expired":
          return state.trouble.expired === "gone"
            ? refusal(c, 410, "resyncRequired", "Resync required.")
            : refusal(c, 400, "SyncStateNotFound", "The sync state generation is not found.");
        case "page": {
          const { origin, pathname } = new URL(c.req.url);
          const link = `${origin}${pathname}?${page.param}=${page.token}`;
          return c.json({
            "@odata.context": `${origin}/graph/v1.0/$metadata#Collection(message)`,
            [page.param === "$skiptoken" ? "@odata.nextLink" : "@odata.deltaLink"]: link,
            value: page.value,
          });
        }
      }
    }),
  );

  routes.get(
    "/v1.0/users/:user/messages/:id/attachments",
    withMailbox(state, (c, place) => {
      const message = messageIn(state, c, place);
      if (!message) return notFound(c);
      const value = message.attachments.map((name) => ({
        "@odata.type": "#microsoft.graph.fileAttachment",
        id: `${message.id}-${name}`,
        name,
      }));
      return c.json({ value });
    }),
  );
}

function deltaPage(c: C, state: GraphState, folder: Folder): Page | Response {
  const form = preferences(c);
  const query = new Map(Object.entries(c.req.query()));
  const token = query.get("$skiptoken") ?? query.get("$deltatoken");
  if (token !== undefined)
    return query.size === 1 ? continueDelta(state, folder, token, form) : { kind: "malformed" };
  const fields = selectedFields(query.get("$select"));
  if (typeof fields === "string")
    return refusal(c, 400, "RequestBroker--ParseUri", `Could not find a property named '${fields}'.`);
  const filter = query.get("$filter") ?? "receivedDateTime ge 0001-01-01T00:00:00Z";
  const from = /^receivedDateTime ge (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(filter)?.[1];
  const others = [...query.keys()].filter((name) => name !== "$select" && name !== "$filter");
  if (from === undefined || others.length > 0)
    return refusal(c, 400, "ErrorInvalidUrlQuery", `Not for a delta: ${others.join(", ") || filter}`);
  return beginDelta(state, folder, fields, from, form);
}
