import {
  invitationsOf,
  type InvitationRow,
  type InvitedBotRow,
  invitedBotsOf,
  lookAgain,
} from "../../../db/invitations.ts";
import type { Spine } from "../../../spine/context.ts";
import { askForBot } from "./ask-for-bot.ts";
import { callBackBot } from "./call-back-bot.ts";
import { tellUntold } from "./tell-untold.ts";
import { meetingsSoon, type Soon } from "./wanted-bots.ts";
import { whyNoBot } from "./why-no-bot.ts";

/** So long before a meeting begins its bot is asked for, milliseconds. */
const aheadMs = 7 * 24 * 3_600_000;

/**
 * Brings an event's bots in line with what its calendar says now: asks for those that lack, calls back those that nobody wants. Doing it
 * again changes nothing, so that whoever dies half way only has it done again.
 * @returns how many bots stand or were called back, and why others don't.
 * @throws SignalboxError `unavailable` while a bot can't be called back yet.
 */
export async function seeToBots(spine: Spine, uid: string): Promise<{ bots: number; whyNot: string[] }> {
  const { db } = spine;
  const now = spine.now();
  const rows = await invitationsOf(db, uid);
  const [newest] = rows.toSorted((a, b) => b.updatedAt - a.updatedAt);
  if (newest === undefined) return { bots: 0, whyNot: [] };
  const { soon, next } = meetingsSoon(rows, now, now + aheadMs);
  const known = await invitedBotsOf(db, uid, now);
  const whys = new Map(rows.map((row) => [row.id, whyNoBot(spine, row)]));
  const wanted = soon.flatMap((one) =>
    one.row.url === null || whys.get(one.row.id) ? [] : [{ ...one, url: one.row.url }],
  );
  const unwanted = known.filter((bot) => bot.state !== "back" && !wanted.some((one) => isFor(one, bot)));
  for (const bot of unwanted)
    await callBackBot(spine, bot, {
      project: newest.project,
      signalId: newest.signalId,
      reason: "its invitation doesn't want a bot there any more",
    });
  for (const one of wanted) {
    const before = known.filter((bot) => isFor(one, bot));
    if (!before.some(({ state }) => state === "asked"))
      await askForBot(spine, one, before.filter(({ state }) => state === "back").length);
  }
  for (const row of untold(soon, whys)) await tellUntold(spine, row);
  await db.batch([lookAgain(spine, uid, next === null ? null : next - aheadMs)]);
  return { bots: wanted.length + unwanted.length, whyNot: reasons(rows, soon, next, whys) };
}

function isFor(meeting: Soon & { url: string }, bot: InvitedBotRow): boolean {
  return meeting.instance === bot.instance && meeting.startsAt === bot.startsAt && meeting.url === bot.url;
}

type Whys = ReadonlyMap<string, ReturnType<typeof whyNoBot>>;

function untold(soon: readonly Soon[], whys: Whys): Set<InvitationRow> {
  return new Set(soon.flatMap(({ row }) => (whys.get(row.id)?.untold === true ? [row] : [])));
}

function reasons(
  rows: readonly InvitationRow[],
  soon: readonly Soon[],
  next: number | null,
  whys: Whys,
): string[] {
  if (rows.every(({ isCancelled }) => isCancelled)) return ["it was cancelled"];
  const whyNot = rows.flatMap((row) => (row.isCancelled ? [] : (whys.get(row.id)?.why ?? [])));
  if (whyNot.length > 0) return [...new Set(whyNot)];
  if (soon.length > 0) return [];
  return next === null
    ? ["it is over"]
    : [`its bot is asked for on ${new Date(next - aheadMs).toISOString()}`];
}
