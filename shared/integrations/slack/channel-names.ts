import type { Outside } from "../../platform/config.ts";
import { channelReader } from "./channel-reader.ts";

/** Channels are made and renamed rarely; so long what was heard of them is believed. */
const keptMs = 10 * 60_000;
/** One that isn't known may have been made just now, so it is looked for again after this time. */
const retryMs = 30_000;

interface Known {
  at: number;
  ids: ReadonlyMap<string, string>;
}

/** By the token, as this part of the Worker has heard of them. */
const known = new Map<string, Known>();

/**
 * The id of a channel that the crew is in, by its name without `#`; null: there is none. Names are heard of once in a while.
 * @throws SignalboxError `unavailable` when Slack can't be asked.
 */
export async function channelNamed(outside: Outside, name: string): Promise<string | null> {
  const wanted = name.toLowerCase();
  const ids = await ownChannels(outside, (heard) => heard.has(wanted));
  return ids.get(wanted) ?? null;
}

/**
 * Whether the crew is in a channel, by its id. What was heard of it is believed for a while.
 * @throws SignalboxError `unavailable` when Slack can't be asked.
 */
export async function isOwnChannel(outside: Outside, id: string): Promise<boolean> {
  const isThere = (heard: Known["ids"]): boolean => [...heard.values()].includes(id);
  return isThere(await ownChannels(outside, isThere));
}

/** The channels that the crew is in, asked for anew where what was heard of them is old or lacks what is looked for. */
async function ownChannels(outside: Outside, has: (heard: Known["ids"]) => boolean): Promise<Known["ids"]> {
  const key = `${outside.settings.SLACK_API_URL} ${outside.settings.SLACK_BOT_TOKEN ?? ""}`;
  const before = known.get(key);
  if (before !== undefined && outside.now() - before.at < (has(before.ids) ? keptMs : retryMs))
    return before.ids;
  const ids = new Map(await channelReader(outside).ownChannels());
  known.set(key, { at: outside.now(), ids });
  return ids;
}
