import type { Context, Hono } from "hono";
import { z } from "zod";
import type { JsonObject } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { type AsanaState, people, projects, workspace } from "./state.ts";
import { eventView, picked, storyView, taskView } from "./views.ts";

type C = Context<TwinEnv>;

/** A sync token, which nobody but the stand-in reads. */
const token = z.object({ generation: z.number(), project: z.string(), seq: z.number(), at: z.number() });

const tokenLivesMs = 24 * 60 * 60_000;
const eventsAPage = 100;
const help = "For more information on API status codes and how to handle them, read the docs.";

const refusal = (c: C, status: 400 | 401 | 404, message: string) =>
  c.json({ errors: [{ message, help }] }, status);

/** Asana's API 1.0, as far as Signalbox calls it. Contract: developers.asana.com/reference. */
export function restApi(routes: Hono<TwinEnv>, state: AsanaState): void {
  const tokenOf = (project: string, seq: number): string =>
    encoded({ generation: state.generation, project, seq, at: state.now() });

  routes.use("/api/1.0/*", async (c, next) => {
    if (/^Bearer \S+$/.test(c.req.header("authorization") ?? "")) return next();
    return refusal(c, 401, "Not Authorized");
  });

  routes.get("/api/1.0/events", (c) => {
    const { resource = "", sync, ...others } = c.req.query();
    const unknown = unknownIn(c, others);
    if (unknown) return unknown;
    if (!projects.some(({ gid }) => gid === resource))
      return refusal(c, 404, `project: Unknown object: ${resource}`);
    const parsed = token.safeParse(sync === undefined ? null : decoded(sync));
    const isAlive =
      parsed.success &&
      parsed.data.generation === state.generation &&
      parsed.data.project === resource &&
      state.now() - parsed.data.at < tokenLivesMs;
    if (!isAlive) {
      const message =
        "Sync token invalid or too old. If you are attempting to keep resources in sync, you must fetch the full dataset for this query now and use the new sync token for the next sync.";
      return c.json({ errors: [{ message, help }], sync: tokenOf(resource, state.seq) }, 412);
    }
    const waiting = state.events.filter(({ project, seq }) => project === resource && seq > parsed.data.seq);
    const told = waiting.slice(0, eventsAPage);
    return c.json({
      data: told.map(eventView),
      sync: tokenOf(resource, told.at(-1)?.seq ?? state.seq),
      has_more: waiting.length > told.length,
    });
  });

  routes.get("/api/1.0/tasks", (c) => {
    const { project = "", completed_since: since, opt_fields, limit, offset, ...others } = c.req.query();
    const unknown = unknownIn(c, others);
    if (unknown) return unknown;
    if (!projects.some(({ gid }) => gid === project))
      return refusal(c, 404, `project: Unknown object: ${project}`);
    const shown = state.tasks.filter(
      (task) =>
        task.project === project &&
        (!task.completed || since === undefined || Date.parse(task.modified) >= Date.parse(since)),
    );
    return page(c, shown.map(taskView), { opt_fields, limit, offset });
  });

  const withTask = (answer: (c: C, task: AsanaState["tasks"][number]) => Response) => (c: C) => {
    const task = state.find(c.req.param("gid") ?? "");
    return task ? answer(c, task) : refusal(c, 404, `task: Unknown object: ${c.req.param("gid")}`);
  };
  routes.get(
    "/api/1.0/tasks/:gid",
    withTask((c, task) => one(c, taskView(task))),
  );
  routes.get(
    "/api/1.0/tasks/:gid/stories",
    withTask((c, task) => {
      const { opt_fields, limit, offset, ...others } = c.req.query();
      return unknownIn(c, others) ?? page(c, task.stories.map(storyView), { opt_fields, limit, offset });
    }),
  );
  routes.get("/api/1.0/projects/:gid", (c) => {
    const project = projects.find(({ gid }) => gid === c.req.param("gid"));
    if (!project) return refusal(c, 404, `project: Unknown object: ${c.req.param("gid")}`);
    return one(c, {
      ...project,
      resource_type: "project",
      workspace: { gid: workspace, resource_type: "workspace" },
    });
  });
  routes.get("/api/1.0/users/:gid/workspace_memberships", (c) => {
    const person = Object.values(people).find(({ gid }) => gid === c.req.param("gid"));
    if (!person) return refusal(c, 404, `user: Unknown object: ${c.req.param("gid")}`);
    const { opt_fields, limit, offset, ...others } = c.req.query();
    const membership = {
      gid: `9${person.gid}`,
      resource_type: "workspace_membership",
      is_guest: person.guest,
      workspace: { gid: workspace, resource_type: "workspace" },
    };
    return unknownIn(c, others) ?? page(c, [membership], { opt_fields, limit, offset });
  });
}

function one(c: C, view: JsonObject): Response {
  const { opt_fields, ...others } = c.req.query();
  const unknown = unknownIn(c, others);
  if (unknown) return unknown;
  const data = picked(view, opt_fields);
  return data ? c.json({ data }) : refusal(c, 400, `opt_fields: not known: ${opt_fields}`);
}

function page(
  c: C,
  views: readonly JsonObject[],
  query: Record<"opt_fields" | "limit" | "offset", string | undefined>,
): Response {
  const limit = Number(query.limit ?? 100);
  if (!(limit >= 1 && limit <= 100)) return refusal(c, 400, "limit: Must be between 1 and 100");
  const begin = query.offset === undefined ? 0 : Number(decoded(query.offset) ?? Number.NaN);
  if (Number.isNaN(begin)) return refusal(c, 400, "offset: Your pagination token is invalid.");
  const data: JsonObject[] = [];
  for (const view of views.slice(begin, begin + limit)) {
    const chosen = picked(view, query.opt_fields);
    if (!chosen) return refusal(c, 400, `opt_fields: not known: ${query.opt_fields}`);
    data.push(chosen);
  }
  const more = begin + limit < views.length;
  return c.json({
    data,
    next_page: more ? { offset: encoded(begin + limit), path: c.req.path, uri: c.req.url } : null,
  });
}

function unknownIn(c: C, others: Record<string, string>): Response | null {
  const names = Object.keys(others);
  return names.length === 0 ? null : refusal(c, 400, `the sandbox doesn't know ${names.join(", ")}`);
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    // Not one of ours.
    return null;
  }
}
