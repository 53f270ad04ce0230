import { z } from "zod";
import { isObject, type JsonObject } from "../json.ts";
import { allText, blocksProblem, viewProblem } from "./blocks.ts";
import { bot, channels, type Message, people, type SlackState, team } from "./state.ts";

type Answer = { ok: true; [field: string]: unknown } | { ok: false; error: string };
type Method = (args: JsonObject) => Answer;

const no = (error: string): Answer => ({ ok: false, error });
const triggerMs = 3000;
/** Of a message's text, beside its blocks. */
const longestText = 40_000;

/** Slack's Web API methods that Signalbox calls. Arguments arrive decoded; errors have Slack's names. */
export function webApi(state: SlackState, onPost: (message: Message) => void): Record<string, Method> {
  const messageProblem = (text: string, blocks: unknown): string | null =>
    text.length > longestText
      ? "msg_too_long"
      : blocks === undefined
        ? null
        : blocksProblem(blocks, { blocks: 50, text: allText });
  return {
    "auth.test": () => ({
      ok: true,
      url: "https://sandbox.slack.invalid/",
      team: "Sandbox",
      team_id: team,
      user: bot.name,
      user_id: bot.id,
      bot_id: bot.bot_id,
    }),

    "chat.postMessage": (args) => {
      const parsed = messageArgs.safeParse(args);
      if (!parsed.success) return no("invalid_arguments");
      const { channel, text, thread_ts, blocks, metadata } = parsed.data;
      if (!isChannel(channel)) return no("channel_not_found");
      if (thread_ts !== undefined && !state.find(channel, thread_ts)) return no("thread_not_found");
      const problem = messageProblem(text, blocks);
      if (problem) return no(problem);
      if (text === "" && !blocks?.length) return no("no_text");
      const message: Message = {
        channel,
        ts: state.nextTs(),
        thread_ts,
        user: bot.id,
        bot_id: bot.bot_id,
        text,
        blocks,
        metadata,
      };
      state.messages.push(message);
      state.changed(message);
      onPost(message);
      return { ok: true, channel, ts: message.ts, message };
    },

    "chat.update": (args) => {
      const parsed = messageArgs.extend({ ts: z.string() }).safeParse(args);
      if (!parsed.success) return no("invalid_arguments");
      const { channel, ts, text, blocks, metadata } = parsed.data;
      const message = state.find(channel, ts);
      if (!message) return no("message_not_found");
      if (message.user !== bot.id) return no("cant_update_message");
      const problem = messageProblem(text, blocks);
      if (problem) return no(problem);
      Object.assign(message, {
        text,
        blocks,
        metadata: metadata ?? message.metadata,
        edited: { user: bot.id, ts: state.nextTs() },
      });
      state.changed(message);
      return { ok: true, channel, ts, text };
    },

    "chat.postEphemeral": (args) => {
      const parsed = messageArgs.extend({ user: z.string() }).safeParse(args);
      if (!parsed.success) return no("invalid_arguments");
      const { channel, text, thread_ts, user } = parsed.data;
      if (!isChannel(channel)) return no("channel_not_found");
      if (!people.some((person) => person.id === user)) return no("user_not_in_channel");
      const ts = state.nextTs();
      state.messages.push({
        channel,
        ts,
        thread_ts,
        user: bot.id,
        bot_id: bot.bot_id,
        text,
        ephemeral_to: user,
      });
      state.changed();
      return { ok: true, message_ts: ts };
    },

    "conversations.replies": (args) => {
      const { channel, ts } = args;
      if (!isChannel(channel)) return no("channel_not_found");
      const thread = lasting(state).filter(
        (one) => one.channel === channel && (one.ts === ts || one.thread_ts === ts),
      );
      return thread.length === 0 ? no("thread_not_found") : { ok: true, messages: thread, has_more: false };
    },

    "conversations.history": (args) => {
      const parsed = historyArgs.safeParse(args);
      if (!parsed.success) return no("invalid_arguments");
      const { channel, oldest, latest, inclusive, limit, cursor } = parsed.data;
      if (!isChannel(channel)) return no("channel_not_found");
      const isWithin = (ts: string): boolean =>
        inclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest;
      const roots = lasting(state)
        .filter((one) => one.channel === channel && one.thread_ts === undefined && isWithin(one.ts))
        .toReversed();
      return { ok: true, ...page(roots, "messages", limit, cursor) };
    },

    "users.conversations": (args) => {
      const parsed = pagedArgs.safeParse(args);
      if (!parsed.success) return no("invalid_arguments");
      const open = channels.filter(({ id }) => state.refusals.isOpen(id));
      return { ok: true, ...page(open, "channels", parsed.data.limit, parsed.data.cursor) };
    },

    "views.open": ({ trigger_id, view }) => {
      const made = typeof trigger_id === "string" ? state.triggers.get(trigger_id) : undefined;
      if (typeof trigger_id !== "string" || made === undefined) return no("invalid_trigger_id");
      if (Date.now() - made > triggerMs) return no("expired_trigger_id");
      const parsed: unknown = typeof view === "string" ? JSON.parse(view) : view;
      const problem = viewProblem(parsed);
      if (problem || !isObject(parsed)) return no(problem ?? "invalid_arguments");
      state.triggers.delete(trigger_id);
      const [user = ""] = trigger_id.split(".").slice(-1);
      const opened = { id: state.nextId("V0"), user, trigger_id, view: parsed };
      state.views.push(opened);
      state.changed();
      return { ok: true, view: { ...parsed, id: opened.id } };
    },

    "users.info": ({ user }) => {
      const person = people.find((one) => one.id === user);
      if (!person) return no("user_not_found");
      return {
        ok: true,
        user: {
          id: person.id,
          name: person.handle,
          real_name: person.name,
          profile: { title: person.title, real_name: person.name },
        },
      };
    },

    "reactions.add": ({ channel, timestamp, name }) => {
      const message =
        typeof channel === "string" && typeof timestamp === "string"
          ? state.find(channel, timestamp)
          : undefined;
      if (!message) return no("message_not_found");
      if (typeof name !== "string" || name === "") return no("invalid_name");
      const reactions = (message.reactions ??= []);
      if (reactions.some((one) => one.name === name && one.users.includes(bot.id)))
        return no("already_reacted");
      reactions.push({ name, users: [bot.id] });
      state.changed();
      return { ok: true };
    },
  };
}

const decoded = z.preprocess((value) => (typeof value === "string" ? JSON.parse(value) : value), z.unknown());
const messageArgs = z.looseObject({
  channel: z.string(),
  text: z.string().default(""),
  thread_ts: z.string().optional(),
  blocks: decoded.pipe(z.array(z.record(z.string(), z.unknown()))).optional(),
  metadata: decoded.pipe(z.record(z.string(), z.unknown())).optional(),
});

const pagedArgs = z.looseObject({
  limit: z.coerce.number().int().min(1).max(999).default(100),
  cursor: z.string().default(""),
});
const historyArgs = pagedArgs.extend({
  channel: z.string(),
  oldest: z.coerce.number().default(0),
  latest: z.coerce.number().default(Infinity),
  inclusive: z.preprocess((value) => value === true || value === "true", z.boolean()),
});

/** A page of a list as Slack cuts it, and the cursor for the next. */
function page(all: readonly unknown[], name: string, limit: number, cursor: string): JsonObject {
  const from = Number(cursor === "" ? 0 : atob(cursor));
  const next = from + limit < all.length ? btoa(String(from + limit)) : "";
  return {
    [name]: all.slice(from, from + limit),
    has_more: next !== "",
    response_metadata: { next_cursor: next },
  };
}

const isChannel = (id: unknown): boolean => channels.some((channel) => channel.id === id);
const lasting = (state: SlackState): Message[] =>
  state.messages.filter((message) => message.ephemeral_to === undefined);
