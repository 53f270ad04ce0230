import { Hono } from "hono";
import type { TwinEnv } from "../twin.ts";
import type { Repositories } from "./git/repositories.ts";
import { leadOf } from "./moved-names.ts";
import type { Views } from "./views.ts";

const prefix = "/github";

/** Leads requests by the names that repositories have by now. What git sends flows on by itself. */
export function leadByNames(
  routes: Hono<TwinEnv>,
  { repositories, views }: { repositories: Repositories; views: Views },
  whole: () => Hono<TwinEnv>,
): void {
  const led = new WeakSet<Request>();
  routes.use(async (c, next) => {
    if (led.has(c.req.raw)) return next();
    const url = new URL(c.req.url);
    const lead = leadOf(url.pathname.slice(prefix.length), repositories);
    switch (lead.kind) {
      case "as it is":
        return next();
      case "inside": {
        url.pathname = `${prefix}${lead.path}`;
        const { method, headers } = c.req.raw;
        const body = c.get("rawBody");
        const asked = new Request(url, { method, headers, ...(body === "" ? {} : { body }) });
        led.add(asked);
        return new Hono<TwinEnv>().route(prefix, whole()).fetch(asked, c.env);
      }
      case "moved": {
        const location = `${views.web(lead.path.slice(1))}${url.search}`;
        return c.json({ message: "Moved Permanently", url: location }, 301, { location });
      }
    }
  });
}
