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
  const key = `${outside.settings.SLACK_API_URL} ${outside.settings.SLACK_BOT_TOKEN ?? ""}`;
  const before = known.get(key);
  const age = before === undefined ? Infinity : outside.now() - before.at;
  const found = before?.ids.get(name.toLowerCase());
  if (found !== undefined && age < keptMs) return found;
  if (age < retryMs) return null;
  const ids = new Map(await channelReader(outside).ownChannels());
  known.set(key, { at: outside.now(), ids });
  return ids.get(name.toLowerCase()) ?? null;
}
