import { callTo, calls } from "./role-matrix.ts";

/** Names that every object knows. As names of anything of ours they are unknown, like any other. */
export const oddNames = [
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
] as const;

export interface Named {
  method: string;
  path: string;
  body: string | null;
}

const mail = { to: ["a@signalbox.example"], subject: "s", text: "t" };

/** Calls that name something of the kind in their body. The text is written by hand: a literal would set the prototype. */
function bodiesWith(name: string): Named[] {
  const post = (path: string, body: object): Named => ({ method: "POST", path, body: JSON.stringify(body) });
  const put = (path: string, body: object): Named => ({ ...post(path, body), method: "PUT" });
  return [
    post("/api/actions", { kind: name, payload: {} }),
    post("/api/actions", { kind: "email_stakeholder", payload: mail, project: name }),
    post("/api/actions", { kind: "email_stakeholder", payload: mail, channel: name }),
    post("/api/actions", {
      kind: "notification_internal",
      payload: { channel: name, thread: null, update: null, text: "t", blocks: [] },
    }),
    post("/api/actions", {
      kind: "milestone_change",
      payload: { project: name, milestone: name, due: null, reason: "r" },
      project: name,
    }),
    post("/api/actions", { kind: "jira_comment", payload: { issue: `${name}-1`, text: "t" } }),
    post("/api/tasks", { text: "write a post", project: name }),
    post("/api/tasks", { text: "write a post", channel: name }),
    post("/api/bugs", { title: "t", repository: name }),
    post("/api/bugs", { title: "t", repository: `${name}/${name}` }),
    post("/api/bugs", { title: "t", channel: name }),
    post("/api/budgets/top-ups", { scope: "project-day", of: name, usd: 1 }),
    post("/api/budgets/top-ups", { scope: "task", of: name, usd: 1 }),
    post("/api/budgets/top-ups", { scope: name, usd: 1 }),
    put("/api/budgets", { scope: "project-day", of: name, usd: 1 }),
    put("/api/autonomy", { project: name, kind: "*", level: 1, reason: "r" }),
    put("/api/autonomy", { project: "default", kind: name, level: 1, reason: "r" }),
    post(`/api/projects/${name}/suggestions/${name}`, { decision: "accepted" }),
    put("/api/projects/default/artefacts/raid_log", {
      version: 0,
      changes: [{ op: "remove", id: name }],
    }),
    {
      method: "PUT",
      path: "/api/projects/default/artefacts/raid_log",
      body: `{"version":0,"changes":[{"op":"add","id":"${name}","fields":{"${name}":"x"},"sources":[]}]}`,
    },
  ];
}

/** Every call of the contract with a name in its path, and every call that takes it in its body. Each is to be refused. */
export function oddlyNamed(name: string): Named[] {
  const inPaths = calls
    .filter(({ route }) => route.includes("{"))
    .map(({ route }) => callTo(route, name))
    .map(({ method, path }) => ({ method, path, body: method === "GET" ? null : "{}" }));
  return [...inPaths, ...bodiesWith(name)];
}
