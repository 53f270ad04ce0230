import type { Hono } from "hono";
import { z } from "zod";
import type { Deliveries } from "../deliver-webhook.ts";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { boardPage } from "./board-page.ts";
import { eventSchema } from "./events.ts";
import { happen } from "./happen.ts";
import { originOf } from "./origin.ts";
import type { JiraState } from "./state.ts";
import type { Tell } from "./telling.ts";
import { ticketPage } from "./ticket-page.ts";
import { peopleView } from "./views.ts";
import { label } from "./wire.ts";
import type { C } from "./with-issue.ts";

/** Who does it, and when: ISO; absent: now. */
const doing = { user: z.string().default("maya"), at: z.iso.datetime({ offset: true }).optional() };
const issue = z.string().min(1);
const words = z.string().trim().min(1);
const nullable = z
  .string()
  .default("")
  .transform((text) => text || null);

/** What people can do, by the path below `/_people`: its form, and what happens then. */
const acts: Record<string, z.ZodType<object>> = {
  issue: z
    .strictObject({
      project: z.string(),
      type: z.string().default("Bug"),
      summary: z.string(),
      description: z.string().optional(),
      /** With spaces between them. */
      labels: z.string().default(""),
      ...doing,
    })
    .transform(({ user: by, labels, ...rest }) => ({
      kind: "create",
      by,
      ...rest,
      labels: labels.split(/\s+/).filter((one) => one !== ""),
    })),
  comment: z
    .strictObject({ issue, text: words, ...doing })
    .transform(({ user: by, ...rest }) => ({ kind: "comment", by, ...rest })),
  move: z
    .strictObject({ issue, to: z.string(), ...doing })
    .transform(({ user: by, ...rest }) => ({ kind: "move", by, ...rest })),
  assign: z
    .strictObject({ issue, to: nullable, ...doing })
    .transform(({ user: by, ...rest }) => ({ kind: "assign", by, ...rest })),
  due: z
    .strictObject({ issue, date: nullable, ...doing })
    .transform(({ user: by, ...rest }) => ({ kind: "due", by, ...rest })),
  flag: z
    .strictObject({ issue, on: z.union([z.boolean(), z.stringbool()]), ...doing })
    .transform(({ user: by, ...rest }) => ({ kind: "flag", by, ...rest })),
};
const labelRequest = z.strictObject({ issue, label, ...doing });

/** The pages, and what people can do on them. The app has been told of it when the answer comes. */
export function peopleRoutes(
  routes: Hono<TwinEnv>,
  state: JiraState,
  tell: Tell,
  deliveries: Deliveries,
): void {
  routes.get("/", (c) => c.html(boardPage(state, deliveries.list())));
  routes.get("/browse/:key", (c) => {
    const found = state.find(c.req.param("key"));
    return found ? c.html(ticketPage(state, found)) : c.text(`there is no issue ${c.req.param("key")}`, 404);
  });
  routes.get("/_people/issues", (c) => c.json({ issues: state.issues.toReversed().map(peopleView) }));
  routes.get("/_people/deliveries", (c) => c.json({ deliveries: deliveries.list() }));

  const act = async (c: C, event: object): Promise<Response> => {
    const read = eventSchema.safeParse(event);
    if (!read.success) return c.json({ error: z.prettifyError(read.error) }, 400);
    const one = happen(state, read.data);
    if (one.kind === "refused") return c.json({ error: one.error }, one.status);
    if (one.kind === "known") return c.json({ ok: true });
    if (one.told) await tell(one.told, one.issue, originOf(c), one.by);
    return done(c, `/jira/browse/${one.issue.key}`, { issue: peopleView(one.issue) });
  };

  for (const [path, form] of Object.entries(acts))
    routes.post(`/_people/${path}`, async (c) => {
      const sent = posted(c, form);
      return "refused" in sent ? sent.refused : act(c, sent.fields);
    });

  routes.post("/_people/label", async (c) => {
    const sent = posted(c, labelRequest);
    if ("refused" in sent) return sent.refused;
    const { issue: key, label: added, user: by, at } = sent.fields;
    const labels = new Set([...(state.find(key)?.labels ?? []), added]);
    return act(c, { kind: "edit", by, at, issue: key, labels: [...labels] });
  });
}
