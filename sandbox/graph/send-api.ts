import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { selected } from "./delta.ts";
import { messageIn, notFound, withMailbox } from "./mail-api.ts";
import { type Message, outlookId } from "./message.ts";
import { play } from "./play.ts";
import type { GraphState } from "./state.ts";
import { draftRequest, refusal, selectedFields } from "./wire.ts";

/** The one search among all messages that is played. */
const propertyFilter =
  /^singleValueExtendedProperties\/any\(ep: ep\/id eq '([^']+)' and ep\/value eq '((?:[^']|'')*)'\)$/;

/** Graph's drafts and their sending. Contract: learn.microsoft.com/graph/api/message-send. */
export function sendApi(routes: Hono<TwinEnv>, state: GraphState): void {
  routes.get(
    "/v1.0/users/:user/messages",
    withMailbox(state, (c, { mailbox, immutable }) => {
      const { $filter: filter = "", $select: select, ...others } = c.req.query();
      const [, id, value] = propertyFilter.exec(filter) ?? [];
      const fields = selectedFields(select);
      if (
        id === undefined ||
        value === undefined ||
        typeof fields === "string" ||
        Object.keys(others).length > 0
      )
        return refusal(c, 400, "ErrorInvalidUrlQuery", `the sandbox doesn't know the search ${filter}`);
      const found = state.messages.filter(
        (one) => one.mailbox === mailbox && one.properties[id] === value.replaceAll("''", "'"),
      );
      return c.json({ value: found.map((message) => selected(message, fields, immutable)) });
    }),
  );

  routes.post(
    "/v1.0/users/:user/messages",
    withMailbox(state, (c, { mailbox, immutable }) => {
      const parsed = draftRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return refusal(c, 400, "RequestBodyRead", z.prettifyError(parsed.error));
      const { subject, body, toRecipients, ccRecipients, singleValueExtendedProperties } = parsed.data;
      const at = new Date(state.now()).toISOString();
      const draft = state.add({
        mailbox,
        folder: state.folderFor(mailbox, "drafts").id,
        subject,
        body: {
          contentType: body.contentType.toLowerCase() === "html" ? "html" : "text",
          content: body.content,
        },
        from: { name: mailbox, address: mailbox },
        to: toRecipients.map(mailerOf),
        cc: ccRecipients.map(mailerOf),
        sent: at,
        received: at,
        conversation: outlookId("AAQk", randomUUID()),
        internetMessageId: `<${randomUUID()}@outlook.example>`,
        headers: [],
        attachments: [],
        isDraft: true,
        properties: Object.fromEntries(singleValueExtendedProperties.map((one) => [one.id, one.value])),
      });
      return c.json(selected(draft, ["isDraft", "subject", "conversationId"], immutable), 201);
    }),
  );

  routes.post(
    "/v1.0/users/:user/messages/:id/send",
    withMailbox(state, (c, place) => {
      const message = messageIn(state, c, place);
      if (!message) return notFound(c);
      if (!message.isDraft)
        return refusal(c, 400, "ErrorInvalidOperation", "The message has been submitted already.");
      const at = new Date(state.now()).toISOString();
      Object.assign(message, { isDraft: false, sent: at, received: at });
      state.move(message, state.folderFor(place.mailbox, "sentitems"));
      deliver(state, message);
      return c.body(null, 202);
    }),
  );
}

/** A mailbox that the stand-in plays gets what is sent to it. */
function deliver(state: GraphState, message: Message): void {
  const recipients = new Set([...message.to, ...message.cc].map(({ address }) => address.toLowerCase()));
  for (const mailbox of state.mailboxes.filter((one) => recipients.has(one)))
    play(state, {
      id: message.internetMessageId.slice(1).split("@")[0],
      mailbox,
      at: message.sent,
      from: message.from,
      to: message.to,
      cc: message.cc,
      subject: message.subject,
      body: message.body.content,
      format: message.body.contentType,
      conversation: message.conversation,
      attachments: message.attachments,
      folder: "inbox",
      authentication: "internal",
      headers: [],
    });
}

function mailerOf({ emailAddress: { name, address } }: z.infer<typeof draftRequest>["toRecipients"][number]) {
  return { name: name ?? address, address };
}
