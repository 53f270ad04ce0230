import { exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effects, promotions, sessions } from "../../../shared/db/schema.ts";
import { textOf } from "../../../shared/integrations/slack/mrkdwn.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { app } from "../../../workers/app.ts";
import { signalboxCommands } from "../../../workers/webhooks/slack-command.ts";
import { agentCommands } from "../../../workers/webhooks/slack-agent.ts";
import { runCommand } from "../../../workers/webhooks/command-table.ts";
import {
  type Actor,
  bounds,
  calls,
  projectCalls,
  type ProjectRoute,
  roleMatrix,
  type Scene,
  type Trial,
} from "../../attack/role-matrix.ts";
import { afresh, bearer, changePeople, changeRules } from "../spine/settings.ts";
import { aTask, mailTo, proposeOne, spine, unique } from "../support/spine.ts";
import { apiToken, send } from "../support/task.ts";
import { takeNote } from "../../../shared/memory/note.ts";
import { aSchedule } from "../support/schedules.ts";
import { fed, watchSignal } from "../support/watch.ts";

const tokens: Record<Actor, string | null> = {
  nobody: null,
  guess: "a-guess",
  leaver: "",
  viewer: "viewer-token",
  approver: "approver-token",
  operator: apiToken,
};

async function call(method: string, path: string, headers: HeadersInit, body = "{}"): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test${path}`, {
    method,
    headers,
    ...(method === "GET" ? {} : { body }),
  });
}

/** A new person's API token. */
async function join(id: string, role: string): Promise<string> {
  const changed = await changePeople((people) => [...people, { id, name: id, role }]);
  expect(changed.status).toBe(200);
  const { token }: { token: string } = JSON.parse(
    await (await send(`/api/settings/people/${id}/token`, {})).text(),
  );
  return token;
}

beforeAll(afresh);
afterAll(afresh);

describe("the role matrix", () => {
  it("lets each call of the contract be made by those who have its role, and by nobody else", async () => {
    tokens.leaver = await join("leo", "operator");
    expect((await call("GET", "/api/tasks", bearer(tokens.leaver))).status).toBe(200);
    await changePeople((people) => people.filter(({ id }) => id !== "leo"));
    const wrong: string[] = [];
    const told = async ({ route, method, path, actor, refused }: Trial): Promise<void> => {
      const token = tokens[actor];
      const response = await call(method, path, token === null ? {} : bearer(token));
      const { status } = response;
      await response.body?.cancel();
      const right = refused === null ? status !== 401 && status !== 403 && status < 500 : status === refused;
      if (!right) wrong.push(`${actor}: ${route} was answered ${status}`);
    };
    for (const trial of roleMatrix()) await told(trial);
    expect(wrong).toEqual([]);
  });

  it("takes a browser's session from our own pages alone, and from somebody who left not at all", async () => {
    const now = Date.now();
    const session = async (secret: string, person: string) =>
      spine.db
        .insert(sessions)
        .values({ secretSha256: await sha256(secret), person, createdAt: now, expiresAt: now + 60_000 });
    await session("of-you", "you");
    await session("of-leo", "leo");
    const wrong: string[] = [];
    for (const { route, role, method, path } of calls) {
      if (role === null) continue;
      for (const [who, origin, refused] of [
        ["of-you", undefined, method === "GET" ? null : 403],
        ["of-you", "https://evil.example", method === "GET" ? null : 403],
        ["of-leo", "http://signalbox.test", 401],
      ] as const) {
        const headers = { cookie: `signalbox_session=${who}`, ...(origin === undefined ? {} : { origin }) };
        const response = await call(method, path, headers);
        await response.body?.cancel();
        const right =
          refused === null ? response.status < 401 || response.status === 404 : response.status === refused;
        if (!right)
          wrong.push(`${who} from ${origin ?? "nowhere"}: ${route} was answered ${response.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("is that of all that the Worker serves: whatever else it serves is known by name", () => {
    const served = app.routes
      .filter(({ method, path }) => method !== "ALL" || !path.endsWith("*"))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const inContract = new Set<string>(calls.map(({ route }) => route));
    expect(new Set(served.filter((route) => !inContract.has(route)))).toEqual(
      new Set([
        "POST /llm/v1/messages",
        "POST /llm/v1/messages/count_tokens",
        "POST /webhooks/slack",
        "POST /webhooks/sentry",
        "POST /webhooks/jira",
        "POST /webhooks/recall",
        "POST /webhooks/github",
        "POST /webhooks/gmail",
        "GET /health",
        "GET /metrics",
        "GET /api/openapi.json",
        "POST /mcp/{name}",
        "DELETE /mcp/{name}",
        "GET /mcp/{name}",
        "GET /preview/{token}",
        "GET /agents/task-agent/{id}",
        "GET /agents/board-agent/all",
      ]),
    );
  });
});

describe("what belongs to a project", () => {
  const scenery = async (): Promise<Scene> => {
    const project = "shop";
    const task = await aTask({ project });
    const mail = await proposeOne({
      kind: "email_external",
      payload: mailTo(`${unique()}@outside.example`, "s"),
      taskId: task,
    });
    const told = await proposeOne({
      kind: "email_internal",
      payload: mailTo("maya@signalbox.example", "s"),
      taskId: task,
      key: "told",
    });
    await spine.db.update(effects).set({ state: "unknown" }).where(eq(effects.actionId, told.actionId));
    const promotion = unique("promotion");
    const evidence = {
      since: 0,
      consecutiveDays: 7,
      accepted: 7,
      corrected: 0,
      rejected: 0,
      reverted: 0,
      reviewedMessages: 0,
    };
    await spine.db.insert(promotions).values({
      id: promotion,
      project,
      kind: unique("kind"),
      fromLevel: 1,
      toLevel: 2,
      evidence,
      status: "pending",
      createdAt: Date.now(),
    });
    const signal = await fed(watchSignal({ id: unique("watch:shop"), project }));
    const { id: approval = "" } = mail.approval ?? {};
    const schedule = await aSchedule({ project });
    const note = { project, title: "x", text: "x", by: "maya", onceKey: unique("note") };
    const { id: memory } = await takeNote(spine, note);
    return {
      project,
      task,
      approval,
      digest: mail.digest,
      action: told.actionId,
      promotion,
      signal,
      schedule,
      memory,
    };
  };

  it("is changed by those who decide there, and by no other approver or operator", async () => {
    const elsewhere = await join("olga", "operator");
    const there = await join("tara", "operator");
    const rules = { projects: { shop: { approvers: { "*": ["tara"] } } } };
    expect((await changeRules(rules)).status).toBe(200);
    const routes = Object.entries(bounds).flatMap(([route, whose]) => (whose === "project" ? [route] : []));
    const isBound = (route: string): route is ProjectRoute => routes.includes(route);
    expect(Object.keys(projectCalls).toSorted()).toEqual(routes.toSorted());
    const scene = await scenery();
    const wrong: string[] = [];
    for (const route of routes.filter(isBound)) {
      const { path, body } = projectCalls[route](scene);
      const [method = ""] = route.split(" ");
      for (const token of ["approver-token", elsewhere, there]) {
        const headers = { ...bearer(token), "idempotency-key": unique() };
        const { status } = await call(method, path, headers, JSON.stringify(body));
        if (token === there ? status === 403 || status >= 500 : status !== 403)
          wrong.push(`${token === there ? "tara" : "another"}: ${route} was answered ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("the commands of Slack", () => {
  const { PEOPLE } = spine.settings;
  const all = [...Object.entries(signalboxCommands), ...Object.entries(agentCommands)];
  it.each(all.map(([name, command]) => ({ name, command })))("$name needs a role", async ({ command }) => {
    for (const person of [null, ...PEOPLE.filter(({ role }) => role === "viewer").slice(0, 1)]) {
      const words = await runCommand("/x", command, {
        spine,
        words: [],
        text: "",
        person,
        user: "U0NOBODY",
        channel: "C0CONTENT",
        trigger: unique(),
      });
      const said: string = textOf(words);
      if (person === null || command.role !== "viewer") expect(said).toContain("This needs the role");
      else expect(said).not.toContain("This needs the role");
    }
  });
});
