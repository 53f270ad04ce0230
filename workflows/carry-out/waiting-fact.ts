import { hasEnded, type PieceState } from "../../shared/domain/pieces.ts";
import type { Seen } from "./see-pieces.ts";

/** What a task waits for that carries out several actions, or one that has its time; null: that was said otherwise. */
export function waitingFact(
  states: readonly PieceState[],
  { pieces, now, timeZone }: Seen,
): { type: "bundle.waited" | "due.waited"; summary: string } | null {
  // Whoever was asked what became of something is waited for first.
  if (pieces.some(({ effect, asked }) => effect === "unknown" && asked)) return null;
  const open = states.filter((state) => !hasEnded(state));
  const undecided = open.filter(({ status }) => status === "pending").length;
  if (undecided > 0)
    return states.length > 1
      ? {
          type: "bundle.waited",
          summary: `a decision on ${undecided} of ${states.filter(({ takenUp }) => !takenUp).length}`,
        }
      : null;
  const scheduled = pieces
    .filter((_, n) => {
      const state = states[n];
      return state !== undefined && open.includes(state);
    })
    .filter(({ dueAt }) => dueAt !== null && dueAt > now)
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  const [first] = scheduled;
  if (first === undefined) return null;
  const more = scheduled.length > 1 ? `, and ${scheduled.length - 1} more later` : "";
  const time = clockTime(first.dueAt ?? 0, timeZone);
  return { type: "due.waited", summary: `its time: ${time}, ${first.kind} for ${first.target}${more}` };
}

/** "14:00 on Mon 30 Nov (Europe/Berlin)". */
function clockTime(at: number, timeZone: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(at);
  const time = part({ hour: "2-digit", minute: "2-digit", hour12: false });
  return `${time} on ${part({ weekday: "short", day: "numeric", month: "short" })} (${timeZone})`;
}
