import { z } from "zod";
import { type AvatarSessionRow, avatarSessionById, changeAvatarSession } from "../db/avatar-sessions.ts";
import { avatarSessions } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import type { AvatarState } from "../domain/voice/avatar-session.ts";
import type { CallOutcome } from "../integrations/call.ts";
import { liveavatarClient } from "../integrations/liveavatar/client.ts";
import { sha256 } from "../platform/digest.ts";
import type { ApprovedAction } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import type { AvatarSession } from "./avatar-payload.ts";

/** A session of an avatar: its name here and at LiveAvatar, and when it is over. */
export const heldSession = z.object({ avatarSession: z.string(), session: z.string(), until: z.string() });
export type HeldSession = z.infer<typeof heldSession>;

export async function sessionOfAction({ db }: Ground, actionId: string) {
  return avatarSessionById(db, await nameOf(actionId));
}

/** The session's row, whose name follows from the action; once. */
export async function keepSession(
  ground: Ground,
  { id: actionId, taskId, payload }: ApprovedAction<AvatarSession>,
): Promise<AvatarSessionRow> {
  const known = await sessionOfAction(ground, actionId);
  if (known !== undefined) return known;
  const task = await taskById(ground.db, taskId);
  const { title, avatar, minutes } = payload;
  return ground.db
    .insert(avatarSessions)
    .values({
      id: await nameOf(actionId),
      project: task?.project ?? "default",
      taskId,
      title,
      avatar,
      minutes,
      state: "asked",
      by: task?.requestedBy ?? "signalbox",
      createdAt: ground.now(),
    })
    .returning()
    .get();
}

export function heldOf({ id, sessionId, endsAt }: AvatarSessionRow): HeldSession {
  return {
    avatarSession: id,
    session: sessionId ?? "",
    until: new Date(endsAt ?? 0).toISOString(),
  };
}

/**
 * Stops what runs, unless it is over already, and takes away what it was told; then it is `ended`, or may begin anew as `asked`.
 * What isn't answered has changed nothing here, and may be asked for again.
 */
export async function endSession(
  ground: Ground,
  { id, sessionId, contextId, endsAt }: AvatarSessionRow,
  reason: "USER_CLOSED" | "MAX_DURATION_REACHED" | "UNKNOWN",
  state: Extract<AvatarState, "ended" | "asked">,
): Promise<CallOutcome<null>> {
  const liveavatar = liveavatarClient(ground);
  if (sessionId !== null) {
    const stopped = await liveavatar.stop(sessionId, reason);
    if (stopped.kind === "lost" || stopped.kind === "not_applied") return stopped;
    if (stopped.kind === "refused") {
      const over = await liveavatar.isOver(sessionId);
      if (over.kind !== "answered") return over;
      if (!over.value) return stopped;
    }
  }
  if (contextId !== null) {
    const forgotten = await liveavatar.forget(contextId);
    if (forgotten.kind === "lost" || forgotten.kind === "not_applied") return forgotten;
  }
  await changeAvatarSession(ground.db, id, {
    state,
    sealedJoin: null,
    contextId: null,
    ...(state === "asked" ? { sessionId: null } : { endsAt: Math.min(endsAt ?? ground.now(), ground.now()) }),
  });
  return { kind: "answered", value: null };
}

/** What a session's address is sealed for. */
export const joinPlace = (id: string): string => `avatar-session/${id}/join`;

async function nameOf(actionId: string): Promise<string> {
  return `ava_${(await sha256(actionId)).slice(0, 24)}`;
}
