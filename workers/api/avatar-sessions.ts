import { z } from "zod";
import { joinPlace } from "../../shared/actions/kept-avatar-session.ts";
import { avatarSessionsEndpoints } from "../../shared/api/avatar-sessions.ts";
import {
  avatarSessionById,
  type AvatarSessionRow,
  listAvatarSessions,
} from "../../shared/db/avatar-sessions.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { unseal } from "../../shared/platform/seal.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

const room = z.object({ url: z.string(), token: z.string() });

/** Sessions in which avatars talk. */
export const avatarSessionsApi = {
  list: serve(avatarSessionsEndpoints.list, async ({ spine, query: { limit, cursor } }) => {
    const rows = await listAvatarSessions(spine.db, limit, cursorOf(cursor));
    const { LIVEAVATAR_AVATAR: usual = null } = spine.settings;
    return {
      sessions: rows.map(sessionView),
      nextCursor: nextCursor(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id })),
      usual,
      problem: problemOf(spine),
    };
  }),
  get: serve(avatarSessionsEndpoints.get, async ({ spine, params: { id } }) => {
    const row = await avatarSessionById(spine.db, id);
    if (row === undefined) throw new SignalboxError("not_found", `there is no avatar's session ${id}`);
    return { ...sessionView(row), join: await joinOf(spine, row) };
  }),
} satisfies Record<keyof typeof avatarSessionsEndpoints, Served>;

function problemOf({ settings }: Spine): string | null {
  const missing = (["LIVEAVATAR_API_KEY", "TOKEN_KEY"] as const).filter(
    (name) => settings[name] === undefined,
  );
  return missing.length === 0 ? null : `${missing.join(" and ")} must be set (see docs/voice.md)`;
}

/** Null: it doesn't run. */
async function joinOf({ settings }: Spine, { id, sealedJoin }: AvatarSessionRow) {
  if (sealedJoin === null) return null;
  const { url, token } = room.parse(JSON.parse(await unseal(settings, sealedJoin, joinPlace(id))));
  // LiveKit's own page, which joins any of its rooms.
  const page = `https://meet.livekit.io/custom?${new URLSearchParams({ liveKitUrl: url, token }).toString()}`;
  return { url, token, page };
}

function sessionView({
  id,
  project,
  taskId,
  title,
  avatar,
  minutes,
  state,
  endsAt,
  by,
  createdAt,
}: AvatarSessionRow) {
  return {
    id,
    project,
    taskId,
    title: redact(title),
    avatar,
    minutes,
    state,
    endsAt: endsAt === null ? null : iso(endsAt),
    by,
    createdAt: iso(createdAt),
  };
}
