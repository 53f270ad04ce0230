import { Hono } from "hono";
import type { contract } from "../../shared/api/contract.ts";
import { actionsApi } from "./actions.ts";
import { approvalsApi, effectsApi } from "./approvals.ts";
import { artefactsApi } from "./artefacts.ts";
import { autonomyApi } from "./autonomy.ts";
import { blogApi } from "./blog.ts";
import { budgetsApi } from "./budgets.ts";
import { bundlesApi } from "./bundles.ts";
import { connectionsApi } from "./connections.ts";
import { calendarApi } from "./calendar.ts";
import { deadLettersApi } from "./dead-letters.ts";
import { describeApi } from "./document.ts";
import { deliveriesApi } from "./deliveries.ts";
import { documentsApi } from "./documents.ts";
import { fixesApi } from "./fixes.ts";
import { costsApi, ledgerApi } from "./ledger.ts";
import { allowDashboards } from "./origins.ts";
import { meetingsApi } from "./meetings.ts";
import { houseRulesApi } from "./house-rules.ts";
import { memoriesApi } from "./memories.ts";
import { overviewApi } from "./overview.ts";
import { postsApi } from "./posts.ts";
import { schedulesApi } from "./schedules.ts";
import type { Served } from "./serve.ts";
import { noticesApi } from "./notices.ts";
import { servicesApi } from "./services.ts";
import { sessionApi } from "./session.ts";
import { settingsApi } from "./settings.ts";
import { signalsApi } from "./signals.ts";
import { stopsApi } from "./stops.ts";
import { tasksApi } from "./tasks.ts";
import { avatarSessionsApi } from "./avatar-sessions.ts";
import { voicesApi } from "./voices.ts";
import { watchApi } from "./watch.ts";

/** Every resource of the API. */
const resources = {
  session: sessionApi,
  overview: overviewApi,
  notices: noticesApi,
  services: servicesApi,
  tasks: tasksApi,
  fixes: fixesApi,
  deliveries: deliveriesApi,
  approvals: approvalsApi,
  bundles: bundlesApi,
  effects: effectsApi,
  actions: actionsApi,
  signals: signalsApi,
  deadLetters: deadLettersApi,
  ledger: ledgerApi,
  costs: costsApi,
  budgets: budgetsApi,
  autonomy: autonomyApi,
  settings: settingsApi,
  blog: blogApi,
  posts: postsApi,
  stops: stopsApi,
  watch: watchApi,
  artefacts: artefactsApi,
  documents: documentsApi,
  memories: memoriesApi,
  meetings: meetingsApi,
  voices: voicesApi,
  avatarSessions: avatarSessionsApi,
  houseRules: houseRulesApi,
  connections: connectionsApi,
  schedules: schedulesApi,
  calendar: calendarApi,
} satisfies Record<keyof typeof contract, Record<string, Served>>;

const served = Object.values(resources).flatMap((resource): Served[] => Object.values(resource));

const fileRoutes = served.flatMap(({ endpoint: { route, consumes } }) => {
  const [method = "", path = ""] = route.split(" ");
  return consumes === null ? [] : [{ method, path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`) }];
});

/** Whether a call takes files or bytes: its handler reads them, with a bound of its own. */
export function readsItsBody(method: string, path: string): boolean {
  return fileRoutes.some((one) => one.method === method && one.path.test(path));
}

/** The API, with its description. */
export const api = new Hono<{ Bindings: Env }>();

api.use("/api/*", allowDashboards);
api.use("/api/*", async (c, next) => {
  await next();
  // Nothing in between may keep what one person was told for another.
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
});
for (const { mount } of served) mount(api);

let description: object | null = null;
api.get("/api/openapi.json", (c) =>
  c.json((description ??= describeApi(served.map(({ endpoint }) => endpoint)))),
);
