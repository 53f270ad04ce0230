import { z } from "zod";
import { type Mrkdwn, mrkdwn } from "../../integrations/slack/mrkdwn.ts";
import type { Settings } from "../../spine/settings.ts";
import type { Piece } from "./outlets/outlet.ts";
import { nextPublishable, proposedTime } from "./publishing-time.ts";
import { publishingOf } from "./rules.ts";
import { isMoment, timesField } from "./times.ts";

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

/**
 * A piece's time by the clock of its project, as a fact beside its preview, where everybody sees it by a clock of their own; and why it
 * isn't the one that was wanted.
 */
export function timeFacts({ why, payload }: Piece, timeZone: string): Mrkdwn[] {
  const at = timed.safeParse(payload).data?.publishAt ?? null;
  return [
    ...(at === null ? [] : [mrkdwn`:round_pushpin: ${zonedTime(Date.parse(at), timeZone)}`]),
    ...(why === undefined ? [] : [mrkdwn`:clock9: ${why}`]),
  ];
}

/** A moment by the clock of a zone, for people: "Tue 1 Dec, 14:00 (Europe/Berlin)". */
export function zonedTime(at: number, timeZone: string): string {
  const shown = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  return `${shown.format(at)} (${timeZone})`;
}

/** What the times that were said have come to, for who has said them. */
export function saidTimes(brief: Record<string, unknown>, timeZone: string): Mrkdwn[] {
  return (timesField.safeParse(brief["times"]).data ?? []).flatMap((one) =>
    isMoment(one) && one.day !== null && one.time !== null
      ? [mrkdwn`“${one.time}” is ${zonedTime(Date.parse(one.day), timeZone)}.`]
      : [],
  );
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
