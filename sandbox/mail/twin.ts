import { z } from "zod";
import { parseJson } from "../json.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { Outbox } from "./outbox.ts";
import { mailPage } from "./page.ts";
import { mailError, verifiedDomains } from "./wire.ts";

/** The stand-in for Resend: mails are kept and shown, and nothing leaves. */
export function createMailTwin(now: () => number = Date.now): Twin {
  const outbox = new Outbox(now);
  const app = createTwinApp(
    "mail",
    () => outbox.reset(),
    (routes) => {
      routes.use("/emails/*", async (c, next) => {
        const key = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
        if (key === undefined) return c.json(mailError("missing_api_key", "there is no API key"), 401);
        if (!key.startsWith("re_")) return c.json(mailError("invalid_api_key", "not an API key"), 403);
        return next();
      });
      routes.post("/emails", (c) => {
        const answer = outbox.send(parseJson(c.get("rawBody")), c.req.header("idempotency-key"));
        return "id" in answer ? c.json(answer) : c.json(answer, answer.statusCode);
      });
      routes.get("/emails/:id", (c) => {
        const mail = outbox.mails.find((one) => one.id === c.req.param("id"));
        if (!mail) return c.json(mailError("not_found", "there is no such mail"), 404);
        return c.json({ object: "email", ...mail, last_event: "delivered" });
      });

      routes.get("/", (c) => c.html(mailPage(outbox.mails)));
      routes.post("/_people/domains", (c) => {
        const parsed = verifiedDomains.safeParse(parseJson(c.get("rawBody")));
        if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
        outbox.verified = parsed.data.verified;
        return c.json({ ok: true });
      });
      routes.get("/_people/mails", (c) => c.json({ mails: outbox.mails.toReversed() }));
    },
  );
  return {
    name: "mail",
    app,
    reset: () => outbox.reset(),
    snapshot: () => outbox.snapshot(),
    restore: (snapshot) => outbox.restore(snapshot),
  };
}
