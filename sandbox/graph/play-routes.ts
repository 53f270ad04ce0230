import type { Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { play, playRequest } from "./play.ts";
import type { GraphState } from "./state.ts";
import type { C } from "./wire.ts";

const moveRequest = z.strictObject({ id: z.string(), folder: z.string().min(1) });
const removeRequest = z.strictObject({ id: z.string() });
const folderRequest = z.strictObject({
  mailbox: z.email().toLowerCase().default("atlas@signalbox.example"),
  name: z.string().min(1),
});
const troubleRequest = z.strictObject({
  /** Every link so far is known no more: by 410, or by the code SyncStateNotFound. */
  expire: z.enum(["gone", "lost"]).optional(),
  /** So many pages tell of a message twice. */
  duplicates: z.number().int().positive().optional(),
  /** Every access token so far is taken no more. */
  revoke: z.literal(true).optional(),
});

/** What stories and tests do to the mailboxes. */
export function playRoutes(routes: Hono<TwinEnv>, state: GraphState): void {
  const take = <T>(path: string, schema: z.ZodType<T>, answer: (c: C, sent: T) => Response): void => {
    routes.post(path, (c) => {
      const parsed = schema.safeParse(parseJson(c.get("rawBody")));
      return parsed.success ? answer(c, parsed.data) : c.json({ error: z.prettifyError(parsed.error) }, 400);
    });
  };
  const withMessage = (
    c: C,
    id: string,
    answer: (message: GraphState["messages"][number]) => object,
  ): Response => {
    const message = state.messages.find(
      (one) => one.id === id || one.internetMessageId.startsWith(`<${id}@`),
    );
    return message ? c.json(answer(message)) : c.json({ error: `there is no mail ${id}` }, 404);
  };

  take("/_/play", playRequest, (c, { mails }) =>
    c.json({
      mails: mails.map((mail) => {
        const { id, conversation, folder } = play(state, mail);
        return { id, conversation, folder };
      }),
    }),
  );
  take("/_/folder", folderRequest, (c, { mailbox, name }) => {
    state.addMailbox(mailbox);
    return c.json({ id: state.folderFor(mailbox, name).id });
  });
  take("/_/move", moveRequest, (c, { id, folder }) =>
    withMessage(c, id, (message) => {
      state.move(message, state.folderFor(message.mailbox, folder));
      return { folder: message.folder };
    }),
  );
  take("/_/delete", removeRequest, (c, { id }) =>
    withMessage(c, id, (message) => {
      state.remove(message);
      return { ok: true };
    }),
  );
  take("/_/trouble", troubleRequest, (c, { expire, duplicates, revoke }) => {
    if (expire !== undefined) {
      state.generation += 1;
      state.trouble.expired = expire;
    }
    if (duplicates !== undefined) state.trouble.duplicates = duplicates;
    if (revoke) state.revoke();
    return c.json({ ok: true });
  });
}
