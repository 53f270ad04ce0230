import type { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome, mapAnswer } from "../call.ts";
import { liveavatarAnswers } from "./answers.ts";
import * as wire from "./schema.ts";

/** LiveAvatar's API, as far as Signalbox uses it (docs.liveavatar.com/api-reference). Never retries by itself. */
export function liveavatarClient(outside: Outside) {
  const root = `${outside.settings.LIVEAVATAR_URL.replace(/\/+$/, "")}/v1`;
  const key = { "x-api-key": requireSetting(outside.settings, "LIVEAVATAR_API_KEY") };

  const call = async <T>(
    method: "GET" | "POST" | "DELETE",
    path: string,
    answer: z.ZodType<T>,
    body?: object,
    headers: Record<string, string> = key,
  ): Promise<CallOutcome<T>> =>
    callService(outside, {
      service: liveavatarAnswers,
      url: `${root}/${path}`,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      answer,
      error: wire.liveavatarError,
    });

  return {
    /** Keeps what an avatar talks of, and how it begins. Returns its id. */
    keep: async (name: string, prompt: string, opening: string): Promise<CallOutcome<string>> =>
      mapAnswer(
        await call("POST", "contexts", wire.context, { name, prompt, opening_text: opening }),
        ({ id }) => id,
      ),

    forget: async (context: string): Promise<CallOutcome<unknown>> =>
      call("DELETE", `contexts/${encodeURIComponent(context)}`, wire.nothing),

    /** Names a session that may be started, and is over after so many seconds. Nothing runs yet, and nothing is charged. */
    token: async (
      avatar: string,
      context: string,
      seconds: number,
    ): Promise<CallOutcome<{ id: string; token: string }>> =>
      mapAnswer(
        await call("POST", "sessions/token", wire.token, {
          mode: "FULL",
          avatar_id: avatar,
          avatar_persona: { context_id: context },
          max_session_duration: seconds,
        }),
        (named) => ({ id: named.session_id, token: named.session_token }),
      ),

    /** Starts a session with its token: the room of LiveKit's in which it is joined, and what lets one in. */
    start: async (token: string): Promise<CallOutcome<{ url: string; token: string }>> =>
      mapAnswer(
        await call("POST", "sessions/start", wire.room, {}, { authorization: `Bearer ${token}` }),
        (room) => ({ url: room.livekit_url, token: room.livekit_client_token }),
      ),

    stop: async (
      session: string,
      reason: "USER_CLOSED" | "MAX_DURATION_REACHED" | "UNKNOWN",
    ): Promise<CallOutcome<unknown>> =>
      call("POST", "sessions/stop", wire.nothing, { session_id: session, reason }),

    /** Whether a session doesn't run: it is over, or LiveAvatar knows of none. */
    isOver: async (session: string): Promise<CallOutcome<boolean>> => {
      const seen = await call("GET", `sessions/${encodeURIComponent(session)}`, wire.session);
      if (seen.kind === "refused" && seen.status === 404) return { kind: "answered", value: true };
      return mapAnswer(seen, (one) => (one.end_at ?? one.end_reason ?? null) !== null);
    },
  };
}
