import type { Hono } from "hono";
import { z } from "zod";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import type { PeopleMail } from "./message.ts";
import { graphPage } from "./page.ts";
import { play, playedMail } from "./play.ts";
import type { GraphState } from "./state.ts";

const names = z.string().transform((text) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== ""),
);
const mailForm = playedMail
  .omit({ headers: true })
  .extend({ attachments: z.union([names, z.array(z.string())]).default([]) });
const changeForm = z.strictObject({
  id: z.string(),
  folder: z.string().min(1),
  remove: z.literal("yes").optional(),
});

/** The page, and what people can do on it. */
export function peopleRoutes(routes: Hono<TwinEnv>, state: GraphState): void {
  const newestFirst = (mailbox: string | undefined): PeopleMail[] =>
    state.messages
      .filter((one) => mailbox === undefined || one.mailbox === mailbox)
      .map((one) => ({ ...one, folder: state.folders.find(({ id }) => id === one.folder)?.name ?? "" }))
      .toSorted((a, b) => b.received.localeCompare(a.received));
  const pageOf = (mailbox: string) => `/graph?mailbox=${encodeURIComponent(mailbox)}`;

  routes.get("/", (c) => {
    const mailbox = c.req.query("mailbox") ?? state.mailboxes[0] ?? "";
    const folders = state.folders.filter((one) => one.mailbox === mailbox).map(({ name }) => name);
    return c.html(graphPage({ mailbox, mailboxes: state.mailboxes, folders, mails: newestFirst(mailbox) }));
  });
  routes.get("/_people/mails", (c) => c.json({ mails: newestFirst(c.req.query("mailbox")) }));

  routes.post("/_people/mail", (c) => {
    const sent = posted(c, mailForm);
    if ("refused" in sent) return sent.refused;
    const { id, conversation, mailbox } = play(state, { ...sent.fields, headers: [] });
    return done(c, `${pageOf(mailbox)}#${conversation}`, { id, conversation });
  });
  routes.post("/_people/move", (c) => {
    const sent = posted(c, changeForm);
    if ("refused" in sent) return sent.refused;
    const message = state.messages.find(({ id }) => id === sent.fields.id);
    if (!message) return c.json({ error: "there is no such mail" }, 404);
    if (sent.fields.remove) state.remove(message);
    else state.move(message, state.folderFor(message.mailbox, sent.fields.folder));
    return done(c, pageOf(message.mailbox), { ok: true });
  });
}
