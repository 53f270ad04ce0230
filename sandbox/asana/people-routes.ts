import type { Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { asanaPage } from "./page.ts";
import { play, playRequest, stepSchema } from "./play.ts";
import type { AsanaState } from "./state.ts";

const troubleRequest = z.strictObject({
  /** Every sync token so far has expired. */
  expire: z.literal(true).optional(),
  /** So many of the next events are never told of. */
  lose: z.number().int().positive().optional(),
});

/** The page, what people can do on it, and what stories and tests do. */
export function peopleRoutes(routes: Hono<TwinEnv>, state: AsanaState): void {
  routes.get("/", (c) => c.html(asanaPage(state.tasks)));
  routes.get("/_people/tasks", (c) => c.json({ tasks: state.tasks }));
  routes.post("/_people/step", (c) => {
    const sent = posted(c, stepSchema);
    if ("refused" in sent) return sent.refused;
    const task = play(state, sent.fields);
    return task
      ? done(c, `/asana#${task.gid}`, { gid: task.gid })
      : c.json({ error: "there is no such task" }, 404);
  });
  routes.post("/_/play", (c) => {
    const parsed = playRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const tasks: string[] = [];
    for (const step of parsed.data.steps) {
      const task = play(state, step);
      if (!task) return c.json({ error: `there is no such task: ${JSON.stringify(step)}` }, 404);
      tasks.push(task.gid);
    }
    return c.json({ tasks });
  });
  routes.post("/_/trouble", (c) => {
    const parsed = troubleRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    if (parsed.data.expire) state.generation += 1;
    state.lost = parsed.data.lose ?? state.lost;
    return c.json({ ok: true });
  });
}
