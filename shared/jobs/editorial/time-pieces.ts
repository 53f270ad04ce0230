import { z } from "zod";
import { type Mrkdwn, mrkdwn } from "../../integrations/slack/mrkdwn.ts";
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

/** Why a piece's time isn't the one that was wanted, as a fact beside its preview; the time itself stands there already. */
export function timeFacts({ why }: Piece): Mrkdwn[] {
  return why === undefined ? [] : [mrkdwn`:clock9: ${why}`];
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
