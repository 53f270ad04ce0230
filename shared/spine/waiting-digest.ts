import { countWaiting, listUnknownEffects, listWaiting } from "../db/approvals.ts";
import { code, cutMrkdwn, joined, type Mrkdwn, mrkdwn } from "../integrations/slack/mrkdwn.ts";
import type { Spine } from "./context.ts";

const shown = 20;
const marks = { high: ":red_circle:", medium: ":large_yellow_circle:", low: ":large_green_circle:" } as const;

/** What waits for people, the riskiest first. */
export async function digestText(spine: Spine): Promise<Mrkdwn> {
  const [waiting, total, unknown] = await Promise.all([
    listWaiting(spine.db, null, shown, null),
    countWaiting(spine.db, null),
    listUnknownEffects(spine.db, shown),
  ]);
  if (total === 0 && unknown.length === 0) return mrkdwn`:sunny: Nothing waits for anybody.`;
  const now = spine.now();
  const lines = [
    ...waiting.map(({ approval: { id, risk, kind, target, createdAt, holdUntil, digest } }) => {
      const since = holdUntil === null ? `for ${age(now - createdAt)}` : "in its window";
      return mrkdwn`${marks[risk]} *${kind}* for ${code(target)}, ${since}: ${code(id)} ${code(digest.slice(0, 12))}`;
    }),
    ...unknown.map(
      ({ effect, kind, target }) =>
        mrkdwn`:grey_question: *${kind}* for ${code(target)}: did it happen? ${code(effect.actionId)}`,
    ),
  ];
  const rest = total > waiting.length ? [mrkdwn`… and ${total - waiting.length} more`] : [];
  return cutMrkdwn(joined([mrkdwn`*${total + unknown.length} waiting*`, ...lines, ...rest]), 3900);
}

/** A span of time in the unit that people would use. */
export function age(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
