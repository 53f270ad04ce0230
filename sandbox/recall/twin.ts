import type { Context } from "hono";
import { z } from "zod";
import { Deliveries } from "../deliver-webhook.ts";
import { parseJson } from "../json.ts";
import { done, posted } from "../people-post.ts";
import { createTwinApp, type Twin, type TwinEnv } from "../twin.ts";
import { type Bot, botView, sendRequest, stepSchema, wordsOf } from "./bot.ts";
import { recallPage } from "./page.ts";
import { RecallState, type Told } from "./state.ts";
import { recallWebhook } from "./webhook.ts";

/** Stands beside a step: how its webhooks are sent. */
const telling = z.object({
  /** Absent: one by one. `none`: they are lost; `twice`: each comes again; `backwards`: the last one first. */
  webhooks: z.enum(["none", "twice", "backwards"]).optional(),
  family: z.enum(["webhook", "svix"]).default("webhook"),
});

/** The stand-in for Recall.ai: bots that go where people on its page let them go, and what they have heard. */
export function createRecallTwin({
  signalboxUrl,
  webhookSecret,
  url,
  now = Date.now,
}: {
  signalboxUrl: string | null;
  webhookSecret: string;
  /** Root of the sandbox. */
  url: () => string;
  now?: () => number;
}): Twin {
  const state = new RecallState(now);
  const deliveries = new Deliveries(signalboxUrl === null ? null : `${signalboxUrl}/webhooks/recall`);
  const tell = async (
    told: readonly Told[],
    { webhooks, family }: z.infer<typeof telling>,
  ): Promise<void> => {
    const hooks = told.map((one) => ({
      title: one.event,
      hook: recallWebhook(one, { secret: webhookSecret, now: now(), family }),
    }));
    const order = webhooks === "none" ? [] : webhooks === "backwards" ? hooks.toReversed() : hooks;
    for (const { title, hook } of order)
      for (let times = webhooks === "twice" ? 2 : 1; times > 0; times -= 1)
        await deliveries.send(title, hook);
  };
  const ofRecording = (id: string): Bot | undefined => state.bots.find(({ recording }) => recording === id);
  const ofTranscript = (id: string): Bot | undefined =>
    state.bots.find(({ transcript }) => transcript?.id === id);
  const missing = (c: Context<TwinEnv>): Response => c.json({ detail: "Not found.", code: "not_found" }, 404);

  const app = createTwinApp(
    "recall",
    () => state.reset(),
    (routes) => {
      routes.use("/api/v1/*", async (c, next) =>
        /^Token \S+$/.test(c.req.header("authorization") ?? "")
          ? next()
          : c.json(
              { detail: "Authentication credentials were not provided.", code: "not_authenticated" },
              401,
            ),
      );
      routes.post("/api/v1/bot/", (c) => {
        const parsed = sendRequest.safeParse(parseJson(c.get("rawBody")));
        if (!parsed.success)
          return c.json(
            Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), [message]])),
            400,
          );
        return c.json(botView(state.send(parsed.data)), 201);
      });
      routes.get("/api/v1/bot/", (c) => {
        const mark = c.req.query("metadata__signalbox");
        const found = state.bots.filter(
          ({ metadata }) => mark === undefined || metadata["signalbox"] === mark,
        );
        return c.json({ next: null, previous: null, results: found.map(botView) });
      });
      routes.get("/api/v1/bot/:id/", (c) => {
        const bot = state.bot(c.req.param("id"));
        return bot ? c.json(botView(bot)) : missing(c);
      });
      routes.delete("/api/v1/bot/:id/", (c) => {
        const bot = state.bot(c.req.param("id"));
        if (!bot) return missing(c);
        if (bot.changes.length > 1)
          return c.json({ detail: "The bot has joined.", code: "cannot_delete_bot" }, 400);
        state.remove(bot.id);
        return c.body(null, 204);
      });
      routes.post("/api/v1/bot/:id/leave_call/", async (c) => {
        const bot = state.bot(c.req.param("id"));
        if (!bot) return missing(c);
        await tell(state.step(bot, { do: "end", bot: bot.id }), { family: "webhook" });
        return c.json(botView(bot));
      });
      routes.post("/api/v1/recording/:id/create_transcript/", (c) => {
        const bot = ofRecording(c.req.param("id"));
        if (!bot) return missing(c);
        const id = state.transcribe(bot);
        void tell([{ event: "transcript.done", bot }], { family: "webhook" });
        return c.json({ id, status: { code: "processing", sub_code: null } }, 201);
      });
      routes.get("/api/v1/transcript/:id/", (c) => {
        const bot = ofTranscript(c.req.param("id"));
        if (!bot?.transcript) return missing(c);
        const { id, status } = bot.transcript;
        const address = `${url()}/recall/_media/${id}`;
        return c.json({
          id,
          status: { code: status, sub_code: null },
          data: { download_url: status === "done" ? address : null },
        });
      });
      routes.get("/_media/:id", (c) => {
        const bot = ofTranscript(c.req.param("id"));
        if (!bot) return missing(c);
        return bot.mangled === undefined ? c.json(wordsOf(bot)) : c.body(bot.mangled);
      });

      routes.get("/", (c) => c.html(recallPage(state.bots)));
      routes.get("/_people/bots", (c) => c.json({ bots: state.bots }));
      routes.get("/_people/deliveries", (c) => c.json({ deliveries: deliveries.list() }));
      routes.post("/_people/step", async (c) => {
        const sent = posted(c, z.intersection(stepSchema, telling));
        if ("refused" in sent) return sent.refused;
        const bot = state.bot(sent.fields.bot);
        if (!bot) return c.json({ error: `there is no bot ${sent.fields.bot}` }, 404);
        await tell(state.step(bot, sent.fields), sent.fields);
        return done(c, `/recall#${bot.id}`, { ok: true });
      });
    },
  );
  return {
    name: "recall",
    app,
    reset: () => {
      state.reset();
      deliveries.clear();
    },
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
    close: async () => deliveries.settled(),
  };
}
