import { countWaiting, listUnknownEffects, listWaiting } from "../db/approvals.ts";
import { escapeMrkdwn } from "../integrations/slack/mrkdwn.ts";
import type { Spine } from "./context.ts";

const shown = 20;
const marks = { high: ":red_circle:", medium: ":large_yellow_circle:", low: ":large_green_circle:" } as const;

/** What waits for people, the riskiest first; in mrkdwn. */
export async function digestText(spine: Spine): Promise<string> {
  const [waiting, total, unknown] = await Promise.all([
    listWaiting(spine.db, null, shown, null),
    countWaiting(spine.db, null),
    listUnknownEffects(spine.db, shown),
  ]);
  if (total === 0 && unknown.length === 0) return ":sunny: Nothing waits for anybody.";
  const now = spine.now();
  const lines = [
    ...waiting.map(({ approval: { id, risk, kind, target, createdAt, holdUntil, digest } }) => {
      const since = holdUntil === null ? `for ${age(now - createdAt)}` : "in its window";
      return `${marks[risk]} *${kind}* for \`${escapeMrkdwn(target)}\`, ${since}: \`${id}\` \`${digest.slice(0, 12)}\``;
    }),
    ...unknown.map(
      ({ effect, kind, target }) =>
        `:grey_question: *${kind}* for \`${escapeMrkdwn(target)}\`: did it happen? \`${effect.actionId}\``,
    ),
  ];
  const rest = total > waiting.length ? [`… and ${total - waiting.length} more`] : [];
  return [`*${total + unknown.length} waiting*`, ...lines, ...rest].join("\n").slice(0, 3900);
}

/** A span of time in the unit that people would use. */
export function age(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
