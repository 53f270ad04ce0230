import { type ApiRoute, contract } from "../../shared/api/contract.ts";
import { roles, type Role } from "../../shared/domain/person.ts";

/** Somebody who calls: a person of a role, one who left, one whose word counts elsewhere only, or nobody at all. */
export type Actor = "nobody" | "guess" | "leaver" | Role;

/** One call, as it is made without anything that it could change: whoever is let in is told that something is missing. */
export interface Trial {
  route: ApiRoute;
  method: string;
  path: string;
  actor: Actor;
  /** The status of a refusal for who calls; null: they are let in, whatever is said of the rest. */
  refused: 401 | 403 | null;
}

const endpoints = Object.values(contract).flatMap(
  (group): readonly { route: ApiRoute; role: Role | null }[] => Object.values(group),
);

/** The calls of the contract with the roles that they need. */
export const calls = endpoints.map(({ route, role }) => ({ route, role, ...callTo(route) }));

/** Every call that needs a role, by everybody. */
export function roleMatrix(): Trial[] {
  return calls.flatMap(({ route, method, path, role }) =>
    role === null
      ? []
      : (["nobody", "guess", "leaver", ...roles] as const).map((actor): Trial => ({
          route,
          method,
          path,
          actor,
          refused: refusalOf(actor, role),
        })),
  );
}

function refusalOf(actor: Actor, needed: Role): 401 | 403 | null {
  if (actor === "nobody" || actor === "guess" || actor === "leaver") return 401;
  return roles.indexOf(actor) >= roles.indexOf(needed) ? null : 403;
}

/** A route as a call, with the same word for everything that its path names. */
export function callTo(route: string, word = "nobody"): { method: string; path: string } {
  const [method = "", path = ""] = route.split(" ");
  return { method, path: path.replaceAll(/\{\w+\}/g, encodeURIComponent(word)) };
}

/** Calls that change something. */
type ChangingRoute = Exclude<ApiRoute, `GET ${string}`>;

/**
 * What each changing call is bound to, besides a role. A new one has to say so here, or nothing compiles.
 * project: to those who decide in the project that it is about. asks: it asks for something, and others decide.
 * system: to no project. own: it is about the caller alone.
 */
export const bounds = {
  "POST /api/session": "own",
  "DELETE /api/session": "own",
  "POST /api/session/links": "own",
  "POST /api/tasks": "asks",
  "POST /api/bugs": "asks",
  "POST /api/deliveries": "asks",
  "POST /api/meetings": "asks",
  "POST /api/deliveries/{id}/pause": "project",
  "POST /api/deliveries/{id}/resume": "project",
  "POST /api/deliveries/{id}/again": "project",
  "POST /api/deliveries/{id}/stories": "project",
  "PUT /api/deliveries/{id}/stories": "project",
  "POST /api/deliveries/{id}/stories/{story}/skip": "project",
  "POST /api/deliveries/{id}/stories/{story}/build": "project",
  "POST /api/fixes/{id}/apart": "project",
  "POST /api/actions": "asks",
  "POST /api/tasks/{id}/replies": "project",
  "POST /api/tasks/{id}/retry": "project",
  "POST /api/tasks/{id}/cancel": "project",
  "POST /api/tasks/{id}/misread": "project",
  "POST /api/approvals/{id}/decisions": "project",
  "POST /api/approvals/{id}/edit": "project",
  // Each decision is answered for itself.
  "POST /api/approvals/decisions": "system",
  "POST /api/bundles/{bundle}/decide": "system",
  "POST /api/effects/{actionId}/resolution": "project",
  "POST /api/actions/{id}/outcome": "project",
  "PUT /api/autonomy": "project",
  "POST /api/autonomy/promotions/{id}/decision": "project",
  "PUT /api/budgets": "project",
  "POST /api/budgets/top-ups": "project",
  "PUT /api/projects/{project}/artefacts/{kind}": "project",
  "POST /api/projects/{project}/documents": "project",
  "POST /api/projects/{project}/uploads": "project",
  "PUT /api/projects/{project}/uploads/{id}/parts/{part}": "project",
  "POST /api/projects/{project}/uploads/{id}/complete": "project",
  "DELETE /api/projects/{project}/uploads/{id}": "project",
  "POST /api/projects/{project}/artefacts/{kind}/restore": "project",
  "POST /api/projects/{project}/suggestions/{id}": "project",
  "PUT /api/projects/{project}/signals/{id}/review": "project",
  // They only look.
  "POST /api/projects/{project}/wake": "system",
  "POST /api/projects/{project}/check": "system",
  "POST /api/projects/{project}/look-back": "system",
  // It is looked at again, and nothing leaves that might not have left by itself.
  "POST /api/notices/mended": "system",
  "POST /api/services/{service}/reopen": "system",
  // Stopping is anybody's who may approve; its own test knows who may resume.
  "POST /api/stops": "system",
  "POST /api/stops/{id}/resume": "system",
  "POST /api/connections/{service}/authorize": "system",
  // What was begun in another sign-in is not ended here, whoever comes.
  "POST /api/connections/{service}/callback": "own",
  "POST /api/connections/{service}/check": "system",
  "DELETE /api/connections/{service}": "system",
  "POST /api/memories": "project",
  "POST /api/memories/reindex": "system",
  "POST /api/house-rules/{id}/accept": "system",
  "POST /api/house-rules/{id}/decline": "system",
  "DELETE /api/memories/{id}": "project",
  "POST /api/schedules": "project",
  "PUT /api/schedules/{id}": "project",
  "POST /api/schedules/{id}/pause": "project",
  "POST /api/schedules/{id}/run": "project",
  "DELETE /api/schedules/{id}": "project",
  "POST /api/dead-letters/replays": "system",
  "POST /api/dead-letters/{id}/discard": "system",
  "PUT /api/settings/people": "system",
  "PUT /api/settings/rules": "system",
  "DELETE /api/settings/{name}": "system",
  "POST /api/settings/people/{id}/token": "system",
} as const satisfies Record<ChangingRoute, "project" | "asks" | "system" | "own">;

type Bounds = typeof bounds;

/** The calls that only those may make who decide in a project. */
export type ProjectRoute = { [R in keyof Bounds]: Bounds[R] extends "project" ? R : never }[keyof Bounds];

/** Things of one project that calls can be made about. */
export interface Scene {
  project: string;
  /** A task that somebody else has asked for. */
  task: string;
  approval: string;
  digest: string;
  /** An action whose effect is unknown. */
  action: string;
  promotion: string;
  signal: string;
  schedule: string;
  memory: string;
}

const scheduled = (project: string) => ({
  name: "x",
  when: { kind: "cron", cron: "0 9 * * 1" },
  timeZone: "Europe/Berlin",
  project,
  kind: null,
  text: "x",
  channel: null,
});

/** A call on each of these things, complete: it would count if its caller's word did. */
export const projectCalls: Readonly<Record<ProjectRoute, (scene: Scene) => { path: string; body: object }>> =
  {
    "POST /api/tasks/{id}/replies": ({ task }) => ({
      path: `/api/tasks/${task}/replies`,
      body: { text: "yes" },
    }),
    "POST /api/tasks/{id}/retry": ({ task }) => ({ path: `/api/tasks/${task}/retry`, body: {} }),
    "POST /api/tasks/{id}/cancel": ({ task }) => ({
      path: `/api/tasks/${task}/cancel`,
      body: { reason: "x" },
    }),
    "POST /api/tasks/{id}/misread": ({ task }) => ({
      path: `/api/tasks/${task}/misread`,
      body: { reason: "x" },
    }),
    "POST /api/fixes/{id}/apart": ({ task }) => ({ path: `/api/fixes/${task}/apart`, body: {} }),
    "POST /api/deliveries/{id}/pause": ({ task }) => ({ path: `/api/deliveries/${task}/pause`, body: {} }),
    "POST /api/deliveries/{id}/resume": ({ task }) => ({ path: `/api/deliveries/${task}/resume`, body: {} }),
    "POST /api/deliveries/{id}/again": ({ task }) => ({ path: `/api/deliveries/${task}/again`, body: {} }),
    "POST /api/deliveries/{id}/stories": ({ task }) => ({
      path: `/api/deliveries/${task}/stories`,
      body: { title: "x", narrative: "Somebody wants it", criteria: ["it is there"] },
    }),
    "PUT /api/deliveries/{id}/stories": ({ task }) => ({
      path: `/api/deliveries/${task}/stories`,
      body: { order: ["S1"] },
    }),
    "POST /api/deliveries/{id}/stories/{story}/skip": ({ task }) => ({
      path: `/api/deliveries/${task}/stories/S1/skip`,
      body: {},
    }),
    "POST /api/deliveries/{id}/stories/{story}/build": ({ task }) => ({
      path: `/api/deliveries/${task}/stories/S1/build`,
      body: {},
    }),
    "POST /api/approvals/{id}/decisions": ({ approval, digest }) => ({
      path: `/api/approvals/${approval}/decisions`,
      body: { digest, decision: "approved" },
    }),
    "POST /api/approvals/{id}/edit": ({ approval, digest }) => ({
      path: `/api/approvals/${approval}/edit`,
      body: { digest, wording: { title: "x" } },
    }),
    "POST /api/effects/{actionId}/resolution": ({ action }) => ({
      path: `/api/effects/${action}/resolution`,
      body: { resolution: "give_up" },
    }),
    "POST /api/actions/{id}/outcome": ({ action }) => ({
      path: `/api/actions/${action}/outcome`,
      body: { outcome: "reverted", reason: "x" },
    }),
    "PUT /api/autonomy": ({ project }) => ({
      path: "/api/autonomy",
      body: { project, kind: "*", level: 3, reason: "x" },
    }),
    "POST /api/autonomy/promotions/{id}/decision": ({ promotion }) => ({
      path: `/api/autonomy/promotions/${promotion}/decision`,
      body: { decision: "ratified" },
    }),
    "PUT /api/budgets": ({ project }) => ({
      path: "/api/budgets",
      body: { scope: "project-day", of: project, usd: 9 },
    }),
    "POST /api/budgets/top-ups": ({ task }) => ({
      path: "/api/budgets/top-ups",
      body: { scope: "task", of: task, usd: 1 },
    }),
    "PUT /api/projects/{project}/artefacts/{kind}": ({ project }) => ({
      path: `/api/projects/${project}/artefacts/raid_log`,
      body: { version: 0, changes: [{ op: "remove", id: "R-1" }] },
    }),
    "POST /api/projects/{project}/artefacts/{kind}/restore": ({ project }) => ({
      path: `/api/projects/${project}/artefacts/raid_log/restore`,
      body: { version: 0, to: 0, reason: "x" },
    }),
    "POST /api/projects/{project}/documents": ({ project }) => ({
      path: `/api/projects/${project}/documents`,
      body: {},
    }),
    "POST /api/projects/{project}/uploads": ({ project }) => ({
      path: `/api/projects/${project}/uploads`,
      body: { name: "brief.txt", bytes: 5 },
    }),
    "PUT /api/projects/{project}/uploads/{id}/parts/{part}": ({ project }) => ({
      path: `/api/projects/${project}/uploads/none/parts/1`,
      body: {},
    }),
    "POST /api/projects/{project}/uploads/{id}/complete": ({ project }) => ({
      path: `/api/projects/${project}/uploads/none/complete`,
      body: {},
    }),
    "DELETE /api/projects/{project}/uploads/{id}": ({ project }) => ({
      path: `/api/projects/${project}/uploads/none`,
      body: {},
    }),
    "POST /api/projects/{project}/suggestions/{id}": ({ project }) => ({
      path: `/api/projects/${project}/suggestions/none`,
      body: { decision: "accepted" },
    }),
    "PUT /api/projects/{project}/signals/{id}/review": ({ project, signal }) => ({
      path: `/api/projects/${project}/signals/${encodeURIComponent(signal)}/review`,
      body: { review: "wrong" },
    }),
    "POST /api/memories": ({ project }) => ({
      path: "/api/memories",
      body: { project, title: "x", text: "x" },
    }),
    "DELETE /api/memories/{id}": ({ memory }) => ({ path: `/api/memories/${memory}`, body: {} }),
    "POST /api/schedules": ({ project }) => ({ path: "/api/schedules", body: scheduled(project) }),
    "PUT /api/schedules/{id}": ({ project, schedule }) => ({
      path: `/api/schedules/${schedule}`,
      body: { ...scheduled(project), version: 1 },
    }),
    "POST /api/schedules/{id}/pause": ({ schedule }) => ({
      path: `/api/schedules/${schedule}/pause`,
      body: { paused: true },
    }),
    "POST /api/schedules/{id}/run": ({ schedule }) => ({ path: `/api/schedules/${schedule}/run`, body: {} }),
    "DELETE /api/schedules/{id}": ({ schedule }) => ({ path: `/api/schedules/${schedule}`, body: {} }),
  };
