import type { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import { channelStates, tokenStates } from "./refusals.ts";
import { channels, type Message, type SlackState } from "./state.ts";

const channel = z.enum(channels.map((one) => one.id));

/** What an administrator of the workspace does to the app: its channels, its token, its messages. */
export function refusalRoutes(
  routes: Hono<TwinEnv>,
  state: SlackState,
  onDelete: (message: Message) => Promise<unknown>,
): void {
  const { refusals } = state;
  const arrange = <S extends z.ZodObject>(path: string, form: S, act: (given: z.infer<S>) => unknown) =>
    routes.post(`/_people/${path}`, async (c) => {
      const given = form.safeParse(JSON.parse(c.get("rawBody") || "null"));
      if (!given.success) throw new HTTPException(400, { message: z.prettifyError(given.error) });
      await act(given.data);
      state.changed();
      return c.json({ ok: true });
    });

  arrange("channel", z.strictObject({ channel, state: z.enum(channelStates) }), (given) =>
    refusals.setChannel(given.channel, given.state),
  );
  arrange("token", z.strictObject({ state: z.enum(tokenStates) }), (given) => {
    refusals.token = given.state;
  });
  arrange(
    "refuse",
    z.strictObject({
      method: z.string(),
      error: z.string().regex(/^[a-z_]+$/),
      times: z.number().int().min(1).default(1),
    }),
    (given) => refusals.refuse(given),
  );
  arrange("delete", z.strictObject({ channel, ts: z.string() }), async (given) => {
    const message = state.find(given.channel, given.ts);
    if (!message) throw new HTTPException(404, { message: `there is no message ${given.ts}` });
    state.messages = state.messages.filter((one) => one !== message);
    await onDelete(message);
  });
}
