import type { Context } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import { done, posted } from "../people-post.ts";
import { createTwinApp, type Twin, type TwinEnv } from "../twin.ts";
import { SANDBOX_ELEVENLABS_KEY, sandboxModels, sandboxVoices } from "./account.ts";
import { elevenlabsPage } from "./page.ts";
import { silenceFor } from "./silence.ts";
import { ElevenlabsState } from "./state.ts";

const speech = z.object({
  text: z.string().min(1),
  model_id: z.string(),
  previous_text: z.string().optional(),
  next_text: z.string().optional(),
});
const quota = z.object({ left: z.coerce.number().int().min(0).max(10_000_000) });

/** The stand-in for ElevenLabs: it speaks silence, as long as the words would take, and counts their characters. */
export function createElevenlabsTwin(): Twin {
  const state = new ElevenlabsState();
  const refuse = (
    c: Context<TwinEnv>,
    code: 400 | 401 | 404 | 422,
    status: string,
    message: string,
  ): Response => c.json({ detail: { status, message } }, code);
  const app = createTwinApp(
    "elevenlabs",
    () => state.reset(),
    (routes) => {
      for (const version of ["v1", "v2"])
        routes.use(`/${version}/*`, async (c, next) =>
          c.req.header("xi-api-key") === SANDBOX_ELEVENLABS_KEY
            ? next()
            : refuse(c, 401, "invalid_api_key", "Invalid API key"),
        );
      routes.get("/v2/voices", (c) =>
        c.json({
          voices: sandboxVoices,
          has_more: false,
          total_count: sandboxVoices.length,
          next_page_token: null,
        }),
      );
      routes.post("/v1/text-to-speech/:voice/stream", (c) => {
        const voice = c.req.param("voice");
        const parsed = speech.safeParse(parseJson(c.get("rawBody")));
        if (!parsed.success)
          return c.json(
            { detail: parsed.error.issues.map(({ message: msg, path: loc }) => ({ loc, msg })) },
            422,
          );
        const { text, model_id: model } = parsed.data;
        if (c.req.query("output_format") !== "mp3_44100_128")
          return refuse(c, 400, "invalid_output_format", "The sandbox speaks mp3_44100_128 only");
        if (!sandboxVoices.some(({ voice_id }) => voice_id === voice))
          return refuse(c, 404, "voice_not_found", `A voice with the voice_id ${voice} was not found.`);
        const longest = sandboxModels.get(model);
        if (longest === undefined)
          return refuse(c, 400, "model_not_found", `A model with model ID ${model} does not exist.`);
        if (text.length > longest)
          return refuse(
            c,
            400,
            "max_character_limit_exceeded",
            `This request's text has ${text.length} characters and exceeds the character limit of ${longest} characters.`,
          );
        const spoken = state.speak(voice, model, text);
        if (spoken === null)
          return refuse(
            c,
            401,
            "quota_exceeded",
            `This request exceeds your quota. You have ${state.account.left} credits remaining, while ${text.length} credits are required for this request.`,
          );
        return c.body(silenceFor(text), 200, {
          "content-type": "audio/mpeg",
          "character-cost": String(text.length),
          "request-id": spoken.id,
        });
      });

      routes.get("/", (c) => c.html(elevenlabsPage(state.account)));
      routes.get("/_people/spoken", (c) => c.json(state.account));
      routes.get("/_people/sound/:id", (c) => {
        const one = state.account.spoken.find(({ id }) => id === c.req.param("id"));
        if (one === undefined) return c.notFound();
        return c.body(silenceFor(one.text), 200, { "content-type": "audio/mpeg" });
      });
      routes.post("/_people/quota", (c) => {
        const sent = posted(c, quota);
        if ("refused" in sent) return sent.refused;
        state.account = { ...state.account, left: sent.fields.left };
        return done(c, "/elevenlabs", state.account);
      });
    },
  );
  return {
    name: "elevenlabs",
    app,
    reset: () => state.reset(),
    snapshot: () => state.account,
    restore: (snapshot) => state.restore(snapshot),
  };
}
