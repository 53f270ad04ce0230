import type { Hono } from "hono";
import { posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { playRequest } from "./events.ts";
import { happen } from "./happen.ts";
import { originOf } from "./origin.ts";
import { settingsSchema } from "./settings.ts";
import type { JiraState } from "./state.ts";
import type { Tell } from "./telling.ts";

/**
 * The doors for programs.
 *
 * `POST /_/play` takes `{ events, tell }` (see `playRequest`) and lets them happen in their order, each at its `at`. It
 * answers `{ issues }`: the key of each event's issue, null for a `person`. It stops at the first event that can't be and
 * says which; those before it have happened.
 *
 * `POST /_/settings` changes some of `settingsSchema`, and answers all of them.
 */
export function playRoutes(routes: Hono<TwinEnv>, state: JiraState, tell: Tell): void {
  routes.post("/_/play", async (c) => {
    const sent = posted(c, playRequest);
    if ("refused" in sent) return sent.refused;
    const issues: (string | null)[] = [];
    for (const [place, event] of sent.fields.events.entries()) {
      const one = happen(state, event);
      if (one.kind === "refused")
        return c.json({ error: `events.${place}: ${one.error}`, issues }, one.status);
      issues.push(one.kind === "known" ? null : one.issue.key);
      if (one.kind === "happened" && one.told && sent.fields.tell)
        await tell(one.told, one.issue, originOf(c), one.by);
    }
    return c.json({ issues });
  });

  routes.post("/_/settings", (c) => {
    const sent = posted(c, settingsSchema.partial());
    if ("refused" in sent) return sent.refused;
    state.set(settingsSchema.parse({ ...state.settings, ...sent.fields }));
    return c.json({ settings: state.settings });
  });
}
