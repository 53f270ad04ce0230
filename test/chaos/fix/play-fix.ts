import { z } from "zod";
import type { Stack } from "../../../scripts/stack/stack.ts";
import { firstTaskOf, killAtEach, untilClosed } from "../ambush/kill-at.ts";
import type { Moment } from "../ambush/moments.ts";
import type { Diary } from "../diary.ts";
import type { Door } from "../door.ts";
import { mergeOpen, onGithub, pullList } from "../on-github.ts";
import { waitingList } from "../views.ts";

const lookEveryMs = 500;
/** A comment whose webhook found nobody at home is written again. */
const againAfterMs = 8000;
const kind = "bug_fix";

/**
 * A bug from Sentry's alert to the merged fix, with the Worker killed at each of the moments. People say yes on the pull request
 * and merge it. Returns the fix's task.
 */
export async function playFix(
  stack: Stack,
  door: Door,
  diary: Diary,
  moments: readonly Moment[],
  progress: (what: string) => void,
): Promise<string> {
  const ambushes = moments.map((moment) => ({ moment, of: async () => firstTaskOf(door, kind) }));
  const begin = async (): Promise<void> =>
    void (await door.sandbox("/sentry/_people/alert", z.unknown(), {
      issue: "CHECKOUT-1",
      resource: "event_alert",
    }));
  const people = new AbortController();
  const acting = actAsPeople(door, diary, people.signal);
  try {
    await Promise.race([killAtEach({ stack, door, diary }, ambushes, begin, progress), acting]);
    const taskId = await firstTaskOf(door, kind);
    await Promise.race([untilClosed(door, taskId, diary), acting]);
    return taskId;
  } finally {
    people.abort();
  }
}

/** Lena says yes to the plan and merges what is ready. Never ends by itself. */
async function actAsPeople(door: Door, diary: Diary, over: AbortSignal): Promise<void> {
  let saidAt = 0;
  while (!over.aborted) {
    const taskId = await firstTaskOf(door, kind);
    const { approvals } = await door.read("/api/approvals?limit=100", waitingList);
    const waits = approvals.find((one) => one.taskId === taskId && one.kind === "code_execute");
    const { pulls } = await door.sandbox("/github/_people/pulls", pullList);
    const pull = pulls.find(({ head }) => head === `fix/${taskId}`);
    if (waits !== undefined && pull !== undefined && Date.now() - saidAt > againAfterMs) {
      diary.wanted.set(waits.id, "approved");
      await onGithub(door, "comment", pull, { body: "@agent approve" });
      saidAt = Date.now();
    }
    if (pull !== undefined) await mergeOpen(door, pull);
    await door.pause(lookEveryMs);
  }
}
