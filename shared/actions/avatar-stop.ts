import { z } from "zod";
import { avatarSessionById } from "../db/avatar-sessions.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { endSession } from "./kept-avatar-session.ts";

const avatarStopSchema = z.strictObject({
  session: z.string().regex(/^ava_[0-9a-f]{24}$/, "must be the id of an avatar's session"),
});
export type AvatarStop = z.infer<typeof avatarStopSchema>;

/** Ends an avatar's session before its time. Twice is the same as once. */
export const avatarStop: ActionKindModule<"avatar_stop", AvatarStop, AvatarStop> = {
  kind: "avatar_stop",
  schema: avatarStopSchema,
  result: avatarStopSchema,
  service: "liveavatar",
  target: ({ session }) => `avatar-session:${session}`,
  preview: ({ session }) => ({
    title: "End an avatar's session",
    body: `The avatar of ${session} leaves, and no more minutes are charged.`,
  }),

  apply: async (ground, { payload }) => {
    const row = await avatarSessionById(ground.db, payload.session);
    if (row === undefined) return { kind: "refused", error: `there is no session ${payload.session}` };
    if (row.state === "starting")
      return { kind: "not_applied", error: `${payload.session} is being started`, afterMs: 15_000 };
    if (row.state === "asked") return { kind: "refused", error: `${payload.session} hasn't begun` };
    if (row.state === "live") {
      const ended = await endSession(ground, row, "USER_CLOSED", "ended");
      if (ended.kind !== "answered") return ended;
    }
    return { kind: "applied", result: payload };
  },

  reconcile: async (ground, { payload }) => {
    const row = await avatarSessionById(ground.db, payload.session);
    // What is over there and not here is tidied up by the next attempt, which may stop it once more.
    return row?.state === "ended" ? { kind: "found", result: payload } : { kind: "absent" };
  },
};
