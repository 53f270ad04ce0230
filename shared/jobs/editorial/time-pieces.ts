import { z } from "zod";
import { type Mrkdwn, mrkdwn, slackTime } from "../../integrations/slack/mrkdwn.ts";
import type { Settings } from "../../spine/settings.ts";
import type { Piece } from "./outlets/outlet.ts";
import { nextPublishable, proposedTime } from "./publishing-time.ts";
import { publishingOf } from "./rules.ts";

const timed = z.looseObject({ publishAt: z.string().nullable() });

/**
 * Pieces with a time at which their project publishes: one that has none that fits gets the next that does. Nobody is refused,
 * people approve the time with the words.
 */
export function timePieces(
  { RULES }: Pick<Settings, "RULES">,
  project: string,
  pieces: readonly Piece[],
  now: number,
): Piece[] {
  const rules = publishingOf(RULES, project);
  return pieces.map((piece) => {
    const read = timed.safeParse(piece.payload);
    if (!read.success) return piece;
    const { publishAt } = read.data;
    const { at, why } = proposedTime(rules, publishAt === null ? null : Date.parse(publishAt), now);
    if (why === null) return piece;
    const time = at === null ? null : new Date(at).toISOString();
    return { ...piece, payload: { ...read.data, publishAt: time }, why };
  });
}

/** When a piece goes out, as a fact beside its preview; none for one that has no time of its own. */
export function timeFacts({ payload, why }: Piece): Mrkdwn[] {
  const read = timed.safeParse(payload);
  if (!read.success || (read.data.publishAt === null && why === undefined)) return [];
  const { publishAt } = read.data;
  const when = publishAt === null ? mrkdwn`as soon as it is approved` : slackTime(Date.parse(publishAt));
  return [why === undefined ? mrkdwn`:clock9: ${when}` : mrkdwn`:clock9: ${when} (${why})`];
}

/**
 * From when on something without a time of its own may go out, which has been approved: the next moment at which its project
 * publishes. Null: it isn't published, or has its time, which people have approved.
 */
export function opensAt(
  { RULES }: Pick<Settings, "RULES">,
  { project, payload }: { project: string; payload: unknown },
  from: number,
): number | null {
  const read = timed.safeParse(payload);
  if (!read.success || read.data.publishAt !== null) return null;
  return nextPublishable(publishingOf(RULES, project), from);
}
