import { unknownChannel } from "../../actions/slack-target.ts";
import { SignalboxError } from "../../platform/errors.ts";
import { knownChannels } from "../../policy/known-places.ts";
import type { Spine } from "../../spine/context.ts";
import type { RubricField } from "./rubric.ts";

const mention = /<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/;
/** An id as Slack makes them. With a digit in it, so that a word in capitals is none. */
const bareId = /^(?=.*\d)[CG][A-Z0-9]{8,}$/;

/** The channel that somebody's words name: as Slack links it, or by its id. Null for a name alone, which is no address. */
export function channelIn(words: string): string | null {
  return mention.exec(words)?.[1] ?? bareId.exec(words.trim())?.[0] ?? null;
}

/** The channel that the request names; where it names none, the one in which it was made. */
function channelOf(known: { channel: string | null }, asked: { channel: string | null }): string | null {
  return known.channel === null ? asked.channel : channelIn(known.channel);
}

/** What a brief needs to know where a report stands. */
export const channelField: RubricField<{ channel: string | null }> = {
  name: "channel",
  ask: "Where should it stand? Choose the channel so that Slack links it, or give its id: a name alone is not enough.",
  isPresent: (known, asked) => channelOf(known, asked) !== null,
};

/**
 * The channel in which a report stands.
 * @throws SignalboxError `bad_request` when there is none, or when it isn't the team's.
 */
export function reportChannel(
  { settings }: Pick<Spine, "settings">,
  asked: { channel: string | null; brief: { channel: string | null } },
): string {
  const where = channelOf(asked.brief, asked);
  if (where === null) throw new SignalboxError("bad_request", "the report has no channel to stand in");
  // Where it was asked for is a conversation; any other channel must be the team's.
  const stranger =
    where === asked.channel ? null : unknownChannel(where, { channels: knownChannels(settings.RULES) });
  if (stranger !== null) throw new SignalboxError("bad_request", stranger);
  return where;
}
