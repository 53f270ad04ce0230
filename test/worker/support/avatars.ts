import { eq } from "drizzle-orm";
import { avatarSessions } from "../../../shared/db/schema.ts";
import { SANDBOX_AVATAR } from "../../../sandbox/liveavatar/account.ts";
import { allowed, performed } from "./carried-out.ts";
import type { LostAnswerTrial } from "./network-trials.ts";
import { sandbox } from "./slack.ts";
import { spine } from "./spine.ts";

interface Talk {
  prompt: string;
  seconds: number;
  startedAt: number | null;
  endedAt: number | null;
  reason: string | null;
}

/** A session of one minute that is told from others by its mark. */
export function talkOf(mark: string, over: object = {}): Record<string, unknown> {
  return { title: mark, avatar: SANDBOX_AVATAR, text: `${mark} is done.`, minutes: 1, ...over };
}

/** The sessions that LiveAvatar has started with these words, and how much it is told still. */
export async function talksOf(mark: string): Promise<{ begun: Talk[]; told: number }> {
  const { sessions, contexts } = await sandbox<{ sessions: Talk[]; contexts: { prompt: string }[] }>(
    "/liveavatar/_people/account",
  );
  const ours = ({ prompt }: { prompt: string }) => prompt.includes(mark);
  return {
    begun: sessions.filter((one) => ours(one) && one.startedAt !== null),
    told: contexts.filter(ours).length,
  };
}

/** The id of a session here. */
export async function sessionNamed(mark: string): Promise<string> {
  const row = await spine.db.select().from(avatarSessions).where(eq(avatarSessions.title, mark)).get();
  return row?.id ?? "";
}

export const avatarTrials: Record<string, LostAnswerTrial> = {
  avatar_session: {
    payload: (mark) => talkOf(mark),
    service: "liveavatar",
    path: "/v1/sessions/start",
    // One whose start has no answer is stopped: only one runs to its end.
    outside: async (mark) =>
      (await talksOf(mark)).begun.filter(({ reason }) => reason === "MAX_DURATION_REACHED").length,
  },
  avatar_stop: {
    payload: async (mark) => {
      await performed(await allowed("avatar_session", talkOf(mark, { minutes: 4 })), () => spine);
      return { session: await sessionNamed(mark) };
    },
    service: "liveavatar",
    path: "/v1/sessions/stop",
    outside: async (mark) =>
      (await talksOf(mark)).begun.filter(({ reason }) => reason === "USER_CLOSED").length,
  },
};
