import { type AvatarSessionRow, changeAvatarSession } from "../db/avatar-sessions.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { messageTarget } from "../domain/target.ts";
import { avatarPrice } from "../domain/voice/avatar-session.ts";
import { type CallOutcome, notSeen, outcomeOf } from "../integrations/call.ts";
import { liveavatarAnswers } from "../integrations/liveavatar/answers.ts";
import { liveavatarClient } from "../integrations/liveavatar/client.ts";
import { seal } from "../platform/seal.ts";
import { tokenKey } from "../platform/token-key.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { isTaskCancelled } from "../spine/cancelled.ts";
import { type AvatarSession, avatarSessionSchema } from "./avatar-payload.ts";
import {
  endSession,
  type HeldSession,
  heldOf,
  heldSession,
  joinPlace,
  keepSession,
  sessionOfAction,
} from "./kept-avatar-session.ts";
import { quoted } from "./quoted.ts";

/** How often one that runs is looked at, milliseconds. */
const lookMs = 30_000;

/**
 * Has an avatar talk with people, for so many minutes at most. It has its name before it starts, and that is kept: one whose start has
 * no answer is stopped by it, since where to join it is lost, and only then another one begins.
 */
export const avatarSession: ActionKindModule<"avatar_session", AvatarSession, HeldSession> = {
  kind: "avatar_session",
  schema: avatarSessionSchema,
  result: heldSession,
  service: "liveavatar",
  price: ({ minutes }) => avatarPrice(minutes),
  target: ({ avatar, title }) => messageTarget(`avatar:${avatar}`, title),
  preview: ({ title, avatar, text, minutes }) => ({
    title: `Have an avatar talk: ${title}`,
    body: [
      `The avatar \`${avatar}\` of LiveAvatar talks with whoever joins, for at most ${minutes} minutes: $${(avatarPrice(minutes) / 1e6).toFixed(2)}. LiveAvatar gets these ${text.length} characters, and makes what it says of them:`,
      quoted({ text, link: null }),
    ].join("\n\n"),
  }),

  apply: async (ground, action) => {
    // Where it is joined is sealed: what nobody could join doesn't begin.
    tokenKey(ground.settings, "TOKEN_KEY");
    const liveavatar = liveavatarClient(ground);
    const { id, contextId } = await keepSession(ground, action);
    const { title, avatar, text, minutes } = action.payload;
    const kept: CallOutcome<string> =
      contextId === null
        ? await liveavatar.keep(`Signalbox ${action.id}`, text, `Hello. Let us talk about ${title}.`)
        : { kind: "answered", value: contextId };
    if (kept.kind !== "answered") return nothingRuns(kept);
    await changeAvatarSession(ground.db, id, { contextId: kept.value });
    const named = await liveavatar.token(avatar, kept.value, minutes * 60);
    if (named.kind !== "answered") {
      if (named.kind === "refused") await giveUp(kept.value);
      return nothingRuns(named);
    }
    await changeAvatarSession(ground.db, id, { state: "starting", sessionId: named.value.id });
    const started = await liveavatar.start(named.value.token);
    if (started.kind === "refused") await giveUp(kept.value);
    if (started.kind !== "answered") return started;
    const endsAt = ground.now() + minutes * 60_000;
    const sealedJoin = await seal(ground.settings, JSON.stringify(started.value), joinPlace(id));
    await changeAvatarSession(ground.db, id, { state: "live", endsAt, sealedJoin });
    const progress = heldOf({ ...(await keepSession(ground, action)), endsAt });
    return { kind: "under_way", progress, afterMs: Math.min(lookMs, minutes * 60_000) };

    /** What it was told is of use to nobody; if LiveAvatar keeps it all the same, only its owner sees it. */
    async function giveUp(context: string): Promise<void> {
      await liveavatar.forget(context);
      await changeAvatarSession(ground.db, id, { state: "ended", contextId: null });
    }
  },

  check: async (ground, action) => {
    const row = await keepSession(ground, action);
    if (row.state === "ended" || row.sessionId === null) return { kind: "applied", result: heldOf(row) };
    if (ground.now() < (row.endsAt ?? 0)) {
      const over = await liveavatarClient(ground).isOver(row.sessionId);
      // Where it can't be looked at now, it is looked at later, and ends by the clock all the same.
      if (over.kind !== "answered" || !over.value) return running(row, ground.now());
    }
    const ended = await endSession(ground, row, "MAX_DURATION_REACHED", "ended");
    if (ended.kind === "refused" && ground.now() >= (row.endsAt ?? 0)) {
      // It was begun with its length, so LiveAvatar has ended it, though it doesn't let us see that.
      await changeAvatarSession(ground.db, row.id, { state: "ended", sealedJoin: null });
    } else if (ended.kind !== "answered") return running(row, ground.now());
    return { kind: "applied", result: heldOf((await sessionOfAction(ground, action.id)) ?? row) };
  },

  reconcile: async (ground, { id, taskId }) => {
    const row = await sessionOfAction(ground, id);
    if (row === undefined || row.sessionId === null) return { kind: "absent" };
    if (row.state === "ended" && row.endsAt !== null) return { kind: "found", result: heldOf(row) };
    const isCancelled = await isTaskCancelled(ground, taskId);
    if (row.state === "live" && !isCancelled) return { kind: "under_way", progress: heldOf(row), afterMs: 0 };
    const reason = isCancelled ? "USER_CLOSED" : "UNKNOWN";
    const ended = await endSession(ground, row, reason, isCancelled ? "ended" : "asked");
    return ended.kind === "answered" ? { kind: "absent" } : notSeen(ended);
  },
};

/** What is lost before a start has cost nothing, and runs nowhere: it is asked for again. */
function nothingRuns(outcome: Exclude<CallOutcome<never>, { kind: "answered" }>) {
  return outcome.kind === "lost" ? outcomeOf(liveavatarAnswers, "down", outcome.error) : outcome;
}

function running(row: AvatarSessionRow, now: number): ApplyOutcome<HeldSession> {
  const left = (row.endsAt ?? now) - now;
  return { kind: "under_way", progress: heldOf(row), afterMs: left > 0 ? Math.min(lookMs, left) : 10_000 };
}
