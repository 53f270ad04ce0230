import type { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { JsonObject } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { buttonOf } from "./blocks.ts";
import { deliver, deliverEvent, type Delivery } from "./deliver.ts";
import { refusalRoutes } from "./refusal-routes.ts";
import { bot, channels, type Message, people, type SlackState, team } from "./state.ts";

const person = z.enum(people.map((one) => one.id));
const channel = z.enum(channels.map((one) => one.id));

/** What the page, the demo and the tests use to act as a person of the workspace. */
export function peopleRoutes(
  routes: Hono<TwinEnv>,
  state: SlackState,
  options: Delivery,
): { onPost: (message: Message) => void } {
  const events = new Map<string, unknown>();

  const sendEvent = async (event: JsonObject) => {
    const event_id = state.nextId("Ev0");
    const callback = {
      type: "event_callback",
      token: "sandbox",
      team_id: team,
      api_app_id: bot.app,
      event_id,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: team, user_id: bot.id, is_bot: true }],
      event,
    };
    events.set(event_id, callback);
    const { status, ms } = await deliverEvent(options, callback);
    return { event_id, status, ms };
  };

  const send = async (type: "app_mention" | "message", message: Message) => {
    const { edited: _edited, reactions: _reactions, ...event } = message;
    return { type, ...(await sendEvent({ type, ...event, event_ts: message.ts })) };
  };

  refusalRoutes(routes, state, async ({ channel: where, ts, user, text, thread_ts }) => {
    const at = { channel: where, ts: state.nextTs(), deleted_ts: ts };
    const previous_message = { type: "message", user, text, ts, thread_ts };
    return sendEvent({ type: "message", subtype: "message_deleted", hidden: true, ...at, previous_message });
  });

  const interact = async (payload: unknown) =>
    deliver(
      options,
      "application/x-www-form-urlencoded",
      new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    );

  const trigger = (user: string): string => {
    const id = `${state.nextId("")}.${user}`;
    state.triggers.set(id, Date.now());
    return id;
  };

  routes.get("/_people/workspace", (c) => c.json({ team: "Sandbox", people, channels, bot }));
  routes.get("/_people/messages", (c) =>
    c.json({ messages: state.messages.filter((message) => message.channel === c.req.query("channel")) }),
  );
  routes.get("/_people/views", (c) =>
    c.json({ views: state.views.filter((view) => view.user === c.req.query("user")) }),
  );
  // Carries what is new or edited, so that whoever follows it need not ask again.
  routes.get("/_people/stream", (c) =>
    streamSSE(c, async (stream) => {
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      const stop = state.onChange(
        (message) => void stream.writeSSE({ event: "change", data: JSON.stringify({ message }) }),
      );
      stream.onAbort(() => resolve());
      await stream.writeSSE({ event: "change", data: "{}" });
      await gone;
      stop();
    }),
  );

  routes.post("/_people/message", async (c) => {
    const said = parse(
      z.strictObject({ user: person, channel, text: z.string().min(1), thread_ts: z.string().optional() }),
      c.get("rawBody"),
    );
    const text = said.text.replaceAll("@signalbox", `<@${bot.id}>`);
    const message: Message = {
      channel: said.channel,
      ts: state.nextTs(),
      thread_ts: said.thread_ts,
      user: said.user,
      text,
    };
    state.messages.push(message);
    state.changed(message);
    const types = text.includes(`<@${bot.id}>`)
      ? (["app_mention", "message"] as const)
      : (["message"] as const);
    return c.json({
      ok: true,
      ts: message.ts,
      deliveries: await Promise.all(types.map(async (type) => send(type, message))),
    });
  });

  routes.post("/_people/event", async (c) => {
    const { event_id, repeat } = parse(
      z.strictObject({ event_id: z.string(), repeat: z.number().int().min(1).max(50).default(1) }),
      c.get("rawBody"),
    );
    const event = events.get(event_id);
    if (event === undefined) throw new HTTPException(404, { message: `there was no event ${event_id}` });
    const deliveries = await Promise.all(
      Array.from({ length: repeat }, async () => deliver(options, "application/json", JSON.stringify(event))),
    );
    return c.json({ deliveries });
  });

  routes.post("/_people/click", async (c) => {
    const click = parse(
      z.strictObject({
        user: person,
        channel,
        ts: z.string(),
        action_id: z.string(),
        block_id: z.string().optional(),
      }),
      c.get("rawBody"),
    );
    const message = state.find(click.channel, click.ts);
    const button = message?.blocks ? buttonOf(message.blocks, click.action_id, click.block_id) : null;
    if (!message || !button)
      throw new HTTPException(404, { message: `there is no button ${click.action_id} on that message` });
    const trigger_id = trigger(click.user);
    const answer = await interact({
      type: "block_actions",
      user: userOf(click.user),
      api_app_id: bot.app,
      team: { id: team, domain: "sandbox" },
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: message.channel,
        thread_ts: message.thread_ts,
      },
      trigger_id,
      channel: { id: message.channel, name: channels.find((one) => one.id === message.channel)?.name },
      message,
      actions: [{ ...button.element, block_id: button.block_id, action_ts: state.nextTs() }],
    });
    // The app opens its modal before it answers.
    const view = state.views.find((one) => one.trigger_id === trigger_id) ?? null;
    return c.json({ ok: taken(answer.status), ...answer, view });
  });

  routes.post("/_people/submit", async (c) => {
    const given = parse(
      z.strictObject({
        user: person,
        view_id: z.string(),
        values: z.record(z.string(), z.record(z.string(), z.string())),
      }),
      c.get("rawBody"),
    );
    const open = state.views.find((one) => one.id === given.view_id && one.user === given.user);
    if (!open) throw new HTTPException(404, { message: `${given.user} has no open view ${given.view_id}` });
    const values = Object.fromEntries(
      Object.entries(given.values).map(([block, inputs]) => [
        block,
        Object.fromEntries(
          Object.entries(inputs).map(([id, value]) => [id, { type: "plain_text_input", value }]),
        ),
      ]),
    );
    const answer = await interact({
      type: "view_submission",
      team: { id: team },
      user: userOf(given.user),
      view: { ...open.view, id: open.id, state: { values } },
    });
    const stays = answer.body.includes("response_action");
    if (taken(answer.status) && !stays) {
      state.views = state.views.filter((one) => one !== open);
      state.changed();
    }
    return c.json({ ok: taken(answer.status) && !stays, ...answer });
  });

  routes.get("/_people/socket-mode", (c) =>
    c.json({ on: options.socket.isOn, connections: options.socket.connections }),
  );
  routes.post("/_people/socket-mode", (c) => {
    const { on, drop } = parse(
      z.strictObject({ on: z.boolean().optional(), drop: z.enum(["announced", "gone"]).optional() }),
      c.get("rawBody"),
    );
    if (on !== undefined) options.socket.isOn = on;
    if (drop !== undefined) options.socket.drop(drop === "announced");
    return c.json({ ok: true });
  });

  routes.post("/_people/dismiss", (c) => {
    const { view_id } = parse(z.strictObject({ view_id: z.string() }), c.get("rawBody"));
    state.views = state.views.filter((one) => one.id !== view_id);
    state.changed();
    return c.json({ ok: true });
  });

  routes.post("/_people/command", async (c) => {
    const given = parse(
      z.strictObject({ user: person, channel, command: z.string(), text: z.string().default("") }),
      c.get("rawBody"),
    );
    const form: Record<string, string> = {
      command: given.command,
      text: given.text,
      user_id: given.user,
      user_name: userOf(given.user).username,
      channel_id: given.channel,
      channel_name: channels.find((one) => one.id === given.channel)?.name ?? "",
      team_id: team,
      api_app_id: bot.app,
      trigger_id: trigger(given.user),
    };
    const answer = await deliver(
      options,
      "application/x-www-form-urlencoded",
      new URLSearchParams(form).toString(),
    );
    const text = answerText(answer.body);
    if (text !== null) {
      state.messages.push({
        channel: given.channel,
        ts: state.nextTs(),
        user: bot.id,
        bot_id: bot.bot_id,
        text,
        ephemeral_to: given.user,
      });
      state.changed();
    }
    return c.json({ ok: taken(answer.status), ...answer });
  });

  // Slack tells the app of its own messages too.
  return { onPost: (message) => void send("message", message) };
}

const taken = (status: number): boolean => status >= 200 && status < 300;

function userOf(id: string) {
  const one = people.find((candidate) => candidate.id === id);
  return { id, username: one?.handle ?? id, name: one?.handle ?? id, team_id: team };
}

function answerText(body: string): string | null {
  const parsed = z
    .looseObject({ text: z.string() })
    .safeParse(body.startsWith("{") ? JSON.parse(body) : null);
  return parsed.success ? parsed.data.text : null;
}

function parse<T>(schema: z.ZodType<T>, body: string): T {
  const json: JsonObject = body.startsWith("{") ? JSON.parse(body) : {};
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new HTTPException(400, { message: z.prettifyError(parsed.error) });
  return parsed.data;
}
