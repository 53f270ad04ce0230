import type { Context, Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { organization, projects, type SentryIssue } from "./issue.ts";
import type { SentryState } from "./state.ts";
import { eventView, eventViews, issueView } from "./views.ts";

type C = Context<TwinEnv>;

const updateRequest = z.strictObject({
  status: z.enum(["resolved", "resolvedInNextRelease", "ignored", "unresolved"]),
});

/** Searches that are played, with the status that each finds; null: every one. */
const searches: Record<string, SentryIssue["status"] | null> = {
  "": null,
  "is:unresolved": "unresolved",
  "is:resolved": "resolved",
  "is:ignored": "ignored",
};

/**
 * Sentry's web API, as far as Signalbox calls it. Contract: docs.sentry.io/api.
 * @param changed is told of an issue whose status has changed.
 */
export function webApi(
  routes: Hono<TwinEnv>,
  state: SentryState,
  changed: (issue: SentryIssue, origin: string) => void,
): void {
  const missing = (c: C) => c.json({ detail: "The requested resource does not exist" }, 404);
  const withIssue = (answer: (c: C, issue: SentryIssue) => Response) => (c: C) => {
    const issue = c.req.param("org") === organization && state.find(c.req.param("id") ?? "");
    return issue ? answer(c, issue) : missing(c);
  };

  routes.use("/api/0/*", async (c, next) => {
    if (/^Bearer \S+$/.test(c.req.header("authorization") ?? "")) return next();
    return c.json({ detail: "Authentication credentials were not provided." }, 401);
  });

  routes.get(
    "/api/0/organizations/:org/issues/:id/",
    withIssue((c, issue) => c.json(issueView(issue, originOf(c)))),
  );
  routes.put(
    "/api/0/organizations/:org/issues/:id/",
    withIssue((c, issue) => {
      const parsed = updateRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json({ detail: z.prettifyError(parsed.error) }, 400);
      const { status } = parsed.data;
      issue.status = status === "resolvedInNextRelease" ? "resolved" : status;
      issue.inNextRelease = status === "resolvedInNextRelease";
      changed(issue, originOf(c));
      return c.json(issueView(issue, originOf(c)));
    }),
  );
  routes.get(
    "/api/0/organizations/:org/issues/:id/events/",
    withIssue((c, issue) => {
      const most = Number(c.req.query("per_page") ?? 100);
      // Without `full` the events come without their entries, which nobody here asks for.
      if (c.req.query("full") !== "true" || !Number.isInteger(most) || most < 1 || most > 100)
        return c.json({ detail: "the sandbox lists events in full, at most 100 a page" }, 400);
      return c.json(eventViews(issue, most));
    }),
  );
  routes.get(
    "/api/0/organizations/:org/issues/:id/events/:event/",
    withIssue((c, issue) => {
      const asked = c.req.param("event");
      // Only the latest event is kept.
      if (asked !== "latest" && asked !== issue.eventId) return missing(c);
      return c.json(eventView(issue));
    }),
  );

  routes.get("/api/0/projects/:org/:project/issues/", (c) => {
    const { org, project } = c.req.param();
    if (org !== organization || !projects.some((one) => one.slug === project)) return missing(c);
    const query = c.req.query("query") ?? "is:unresolved";
    const status = searches[query];
    if (status === undefined) return c.json({ detail: `the sandbox doesn't know the search ${query}` }, 400);
    const found = state.issues
      .filter((issue) => issue.project === project && (status === null || issue.status === status))
      .toSorted((a, b) => b.lastSeen.localeCompare(a.lastSeen));
    const next = `<${c.req.url}>; rel="next"; results="false"; cursor="0:100:0"`;
    return c.json(
      found.map((issue) => issueView(issue, originOf(c))),
      200,
      { link: next },
    );
  });
}

/** Root of the stand-in's site, as the caller reaches it. */
export function originOf(c: C): string {
  return `${new URL(c.req.url).origin}/sentry`;
}
