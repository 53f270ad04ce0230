import type { Outside } from "../../platform/config.ts";
import { SignalboxError } from "../../platform/errors.ts";
import { lookUp } from "../../platform/look-up.ts";
import { answerOf } from "../call.ts";
import { callSlack } from "./call.ts";
import { webClient } from "./client.ts";

/** Something that somebody has said in a channel. */
export interface Said {
  user: string;
  text: string;
}

/** Reads what stands in channels, and which there are. */
export function channelReader(outside: Outside) {
  const web = webClient(outside);
  return {
    /**
     * What people have said in a channel since a moment, newest first, of a thread what it began with; so many at most. Moments are epoch
     * milliseconds. @throws SignalboxError `bad_request` for a channel that can't be read, `unavailable` when Slack doesn't answer.
     */
    history: async (
      channel: string,
      { from, to, most }: { from: number; to: number; most: number },
    ): Promise<{ said: Said[]; isWhole: boolean }> => {
      const said: Said[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const where = { channel, oldest: seconds(from), latest: seconds(to), limit: 200 };
        const answer = await read(outside, async () =>
          web.conversations.history({ ...where, ...(cursor ? { cursor } : {}) }),
        );
        said.push(...(answer.messages ?? []).flatMap((one) => spoken(one)));
        cursor = answer.response_metadata?.next_cursor;
        if (said.length >= most || !cursor) break;
      }
      return { said: said.slice(0, most), isWhole: !cursor && said.length <= most };
    },

    /** The channels that the crew is in: names and ids. Without the scope to list them it knows none. */
    ownChannels: async (): Promise<[string, string][]> => {
      const channels: [string, string][] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        try {
          const types = "public_channel,private_channel";
          const where = { types, exclude_archived: true, limit: 200, ...(cursor ? { cursor } : {}) };
          const answer = await read(outside, async () => web.users.conversations(where));
          for (const { id, name } of answer.channels ?? [])
            if (id && name) channels.push([name.toLowerCase(), id]);
          cursor = answer.response_metadata?.next_cursor;
        } catch (error) {
          if (error instanceof SignalboxError && error.code === "bad_request") break;
          throw error;
        }
        if (!cursor) break;
      }
      return channels;
    },
  };
}

/** So many pages of 200 are read at most. */
const mostPages = 10;

const seconds = (at: number): string => (at / 1000).toFixed(6);

/** A message that a person has written to all: none of ours or another bot's, no note that somebody has come, no answer in a thread. */
function spoken(message: {
  user?: string | undefined;
  text?: string | undefined;
  bot_id?: string | undefined;
  subtype?: string | undefined;
  ts?: string | undefined;
  thread_ts?: string | undefined;
}): Said[] {
  const { user, text, bot_id, subtype, ts, thread_ts } = message;
  const isPersons =
    user !== undefined && bot_id === undefined && (subtype === undefined || subtype === "file_share");
  const isRoot = thread_ts === undefined || thread_ts === ts;
  return isPersons && isRoot && text !== undefined && text.trim() !== "" ? [{ user, text }] : [];
}

/** Slack's refusals in words that tell what to do; whatever else goes wrong may be better later. */
async function read<T>(outside: Outside, call: () => Promise<T>): Promise<T> {
  const outcome = await callSlack(outside, "read", call);
  const why = outcome.kind === "refused" ? lookUp(refusals, outcome.code ?? "") : undefined;
  if (why !== undefined) throw new SignalboxError("bad_request", `Slack: ${why}`);
  return answerOf(outcome);
}

const refusals: Readonly<Record<string, string>> = {
  channel_not_found: "there is no such channel, or the crew isn't in it",
  not_in_channel: "the crew isn't in that channel: invite it there",
  missing_scope:
    "the app lacks a scope (channels:read and channels:history, for private channels groups:read and groups:history)",
};
