import { actionsEndpoints, approvalsEndpoints, effectsEndpoints } from "./approvals.ts";
import { artefactsEndpoints } from "./artefacts.ts";
import { autonomyEndpoints } from "./autonomy.ts";
import { avatarSessionsEndpoints } from "./avatar-sessions.ts";
import { blogEndpoints } from "./blog.ts";
import { budgetsEndpoints } from "./budgets.ts";
import { bundlesEndpoints } from "./bundles.ts";
import { documentsEndpoints } from "./documents.ts";
import { connectionsEndpoints } from "./connections.ts";
import { deliveriesEndpoints } from "./deliveries.ts";
import { fixesEndpoints } from "./fixes.ts";
import { houseRulesEndpoints } from "./house-rules.ts";
import { calendarEndpoints } from "./calendar.ts";
import { costsEndpoints, ledgerEndpoints } from "./ledger.ts";
import { overviewEndpoints } from "./overview.ts";
import { postsEndpoints } from "./posts.ts";
import { schedulesEndpoints } from "./schedules.ts";
import { memoriesEndpoints } from "./memories.ts";
import { meetingsEndpoints } from "./meetings.ts";
import { noticesEndpoints } from "./notices.ts";
import { servicesEndpoints } from "./services.ts";
import { sessionEndpoints } from "./session.ts";
import { settingsEndpoints } from "./settings.ts";
import { deadLettersEndpoints, signalsEndpoints } from "./signals.ts";
import { stopsEndpoints } from "./stops.ts";
import { tasksEndpoints } from "./tasks.ts";
import { voicesEndpoints } from "./voices.ts";
import { watchEndpoints } from "./watch.ts";

/** The whole API by resource: what the Worker serves, what describes it and what its clients are typed by. */
export const contract = {
  session: sessionEndpoints,
  overview: overviewEndpoints,
  notices: noticesEndpoints,
  services: servicesEndpoints,
  tasks: tasksEndpoints,
  fixes: fixesEndpoints,
  deliveries: deliveriesEndpoints,
  approvals: approvalsEndpoints,
  bundles: bundlesEndpoints,
  effects: effectsEndpoints,
  actions: actionsEndpoints,
  signals: signalsEndpoints,
  deadLetters: deadLettersEndpoints,
  ledger: ledgerEndpoints,
  costs: costsEndpoints,
  budgets: budgetsEndpoints,
  autonomy: autonomyEndpoints,
  settings: settingsEndpoints,
  blog: blogEndpoints,
  posts: postsEndpoints,
  stops: stopsEndpoints,
  watch: watchEndpoints,
  artefacts: artefactsEndpoints,
  documents: documentsEndpoints,
  memories: memoriesEndpoints,
  meetings: meetingsEndpoints,
  voices: voicesEndpoints,
  avatarSessions: avatarSessionsEndpoints,
  houseRules: houseRulesEndpoints,
  connections: connectionsEndpoints,
  schedules: schedulesEndpoints,
  calendar: calendarEndpoints,
};

type Resources = typeof contract;

/** Every endpoint, as one union. */
type AnyEndpoint = {
  [R in keyof Resources]: Resources[R][keyof Resources[R]];
}[keyof Resources];

export type ApiRoute = AnyEndpoint["route"];

/** The endpoint with a route. */
export type EndpointOf<R extends ApiRoute> = Extract<AnyEndpoint, { route: R }>;
