import type { Context } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import { done, posted } from "../people-post.ts";
import { createTwinApp, type Twin, type TwinEnv } from "../twin.ts";
import { longestSession, SANDBOX_AVATAR, SANDBOX_LIVEAVATAR_KEY } from "./account.ts";
import { liveavatarPage } from "./page.ts";
import { LiveavatarState } from "./state.ts";

const newContext = z.object({
  name: z.string().min(1),
  prompt: z.string().min(1),
  opening_text: z.string(),
});
const newToken = z.object({
  mode: z.literal("FULL"),
  avatar_id: z.string(),
  avatar_persona: z.object({ context_id: z.string() }),
  max_session_duration: z.number().int().positive().max(longestSession),
});
const stopping = z.object({ session_id: z.string(), reason: z.string().default("UNKNOWN") });
const credits = z.object({ credits: z.coerce.number().int().min(0).max(1_000_000) });
const ending = z.object({ session: z.string() });

/** The stand-in for LiveAvatar: its sessions run by the clock and cost credits; nobody is to be seen in them. */
export function createLiveavatarTwin(): Twin {
  const state = new LiveavatarState();
  const refuse = (c: Context<TwinEnv>, status: 400 | 401 | 404, message: string): Response =>
    c.json({ code: status * 10, data: null, message }, status);
  const answer = (c: Context<TwinEnv>, data: object | null, status: 200 | 201 = 200): Response =>
    c.json({ code: 1000, data, message: "Success" }, status);
  const malformed = (c: Context<TwinEnv>, error: z.ZodError): Response =>
    c.json({ detail: error.issues.map(({ message: msg, path: loc }) => ({ loc, msg })) }, 422);

  const app = createTwinApp(
    "liveavatar",
    () => state.reset(),
    (routes) => {
      routes.post("/v1/sessions/start", (c) => {
        const started = state.start((c.req.header("authorization") ?? "").replace(/^Bearer /, ""));
        if (started === "unknown") return refuse(c, 401, "Invalid session token");
        if (started === "begun") return refuse(c, 400, "Session has already been started");
        if (started === "no_credits") return refuse(c, 400, "Insufficient credits");
        const { id, seconds } = started;
        const room = {
          session_id: id,
          livekit_url: "wss://liveavatar.sandbox.invalid",
          livekit_client_token: `sandbox-room-${id}`,
          max_session_duration: seconds,
        };
        return answer(c, room, 201);
      });
      routes.use("/v1/*", async (c, next) =>
        c.req.header("x-api-key") === SANDBOX_LIVEAVATAR_KEY ? next() : refuse(c, 401, "Invalid API key"),
      );
      routes.post("/v1/contexts", (c) => {
        const { data, error } = newContext.safeParse(parseJson(c.get("rawBody")));
        if (error !== undefined) return malformed(c, error);
        return answer(c, { id: state.keep(data.name, data.prompt, data.opening_text), name: data.name });
      });
      routes.delete("/v1/contexts/:id", (c) => {
        const { contexts } = state.account;
        const rest = contexts.filter(({ id }) => id !== c.req.param("id"));
        if (rest.length === contexts.length) return refuse(c, 404, "Context not found");
        state.account.contexts = rest;
        return answer(c, null);
      });
      routes.post("/v1/sessions/token", (c) => {
        const { data, error } = newToken.safeParse(parseJson(c.get("rawBody")));
        if (error !== undefined) return malformed(c, error);
        if (data.avatar_id !== SANDBOX_AVATAR) return refuse(c, 404, `Avatar ${data.avatar_id} not found`);
        const { context_id: context } = data.avatar_persona;
        const named = state.name(data.avatar_id, context, data.max_session_duration);
        if (named === null) return refuse(c, 404, `Context ${context} not found`);
        return answer(c, { session_id: named.id, session_token: named.token });
      });
      routes.post("/v1/sessions/stop", (c) => {
        const { data, error } = stopping.safeParse(parseJson(c.get("rawBody")));
        if (error !== undefined) return malformed(c, error);
        return state.stop(data.session_id, data.reason)
          ? answer(c, null)
          : refuse(c, 404, "Session not found or already closed");
      });
      routes.get("/v1/sessions/:id", (c) => {
        const session = state.started(c.req.param("id"));
        if (session === undefined) return refuse(c, 404, "Session not found");
        const { id, endedAt, reason: end_reason } = session;
        const end = endedAt === null ? {} : { end_at: new Date(endedAt).toISOString(), end_reason };
        return answer(c, { id, mode: "FULL", source: "API", is_sandbox: false, ...end });
      });

      routes.get("/", (c) => c.html(liveavatarPage(state.account)));
      routes.get("/_people/account", (c) => c.json(state.account));
      routes.post("/_people/credits", (c) => {
        const sent = posted(c, credits);
        if ("refused" in sent) return sent.refused;
        state.account.credits = sent.fields.credits;
        return done(c, "/liveavatar", state.account);
      });
      routes.post("/_people/end", (c) => {
        const sent = posted(c, ending);
        if ("refused" in sent) return sent.refused;
        state.stop(sent.fields.session, "USER_DISCONNECTED");
        return done(c, "/liveavatar", state.account);
      });
    },
  );
  return {
    name: "liveavatar",
    app,
    reset: () => state.reset(),
    snapshot: () => state.account,
    restore: (snapshot) => state.restore(snapshot),
  };
}
