import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { click } from "../support/slack.ts";
import { app } from "../../../workers/app.ts";
import { listen } from "../support/socket.ts";
import { api, apiToken, asked, request } from "../support/task.ts";

describe("the other doors", () => {
  it("answers 404 as JSON to an unknown route", async () => {
    const response = await api("/nowhere");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
  });

  it("tells outsiders whether it is well, and people what is configured, without a secret", async () => {
    const outside = await api("/health", {});
    expect([outside.status, await outside.text()]).toEqual([200, '{"ok":true}']);
    expect((await api("/health", { cookie: "signalbox_session=none" })).status).toBe(200);
    expect((await api("/health", { authorization: "Bearer wrong" })).status).toBe(401);
    const response = await api("/health", { authorization: "Bearer viewer-token" });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      ok: true,
      checks: { d1: "ok" },
      executor: { state: "down", runs: expect.any(Array), warnings: [expect.stringContaining("not answer")] },
      configured: {
        anthropic: "sandbox",
        slack: "sandbox",
        apiTokens: 3,
        emailRouting: "every sender is external: EMAIL_AUTHSERV is not set",
      },
    });
    for (const secret of [env.SLACK_SIGNING_SECRET, env.SLACK_BOT_TOKEN, env.ANTHROPIC_API_KEY, apiToken])
      expect(text).not.toContain(secret);
  });

  it("tells of its health within two seconds, whatever hangs", async () => {
    const never = async () => Promise.withResolvers<never>().promise;
    const hung = { run: never, all: never, raw: never, first: never };
    const db = { ...hung, prepare: () => ({ ...hung, bind: () => hung }), batch: never };
    const gates = { getByName: () => ({ view: never }) };
    const laidOver = <T extends object>(binding: T, over: Record<string, unknown>): T =>
      new Proxy(binding, { get: (of, name) => over[String(name)] ?? Reflect.get(of, name) });
    const broken = { DB: laidOver(env.DB, db), SERVICE_GATE: laidOver(env.SERVICE_GATE, gates) };
    const headers = { authorization: "Bearer viewer-token" };
    const began = Date.now();
    const response = await app.fetch(new Request("http://signalbox.test/health", { headers }), {
      ...env,
      ...broken,
    });
    expect(await response.json()).toMatchObject({
      ok: false,
      checks: { d1: "failing: it does not answer" },
      circuits: { slack: "no answer" },
      executor: { state: "down", runs: "can't be read" },
    });
    expect([response.status, Date.now() - began < 2000]).toEqual([503, true]);
  });

  it("shows tasks only to who has the token", async () => {
    expect((await api("/api/tasks", {})).status).toBe(401);
    expect((await api("/api/tasks", { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await api("/agents/task-agent/some", {})).status).toBe(401);
    expect((await api("/api/tasks/task-none")).status).toBe(404);
  });

  it("names the parameter that is wrong", async () => {
    const response = await api("/api/tasks?limit=0");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("limit");
  });

  it("pages through tasks without losing or repeating one", async () => {
    for (let n = 0; n < 3; n++) await request("<@U0SIGNALBOX> hello there");
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { tasks: { id: string }[]; nextCursor: string | null } = JSON.parse(
        await (
          await api(`/api/tasks?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`)
        ).text(),
      );
      seen.push(...page.tasks.map((task) => task.id));
      cursor = page.nextCursor;
    }
    const { results } = await env.DB.prepare("SELECT id FROM tasks").all();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(results.length);
  });

  it("shows a task live on a WebSocket, and takes no state from it", async () => {
    const { taskId } = await request();
    await asked(taskId);
    const listener = await listen<{ status: string; timeline: { type: string }[] }>(
      `/agents/task-agent/${taskId}`,
    );
    const { states } = listener;
    listener.say({ type: "cf_agent_state", state: { status: "failed", timeline: [] } });
    const thread = (
      await env.DB.prepare("SELECT conversation FROM tasks WHERE id = ?")
        .bind(taskId)
        .first<{ conversation: string }>()
    )?.conversation
      .split(":")
      .at(-1);
    await click("U0MAYA", thread ?? "", "approval.approve");
    await vi.waitFor(() => expect(states.at(-1)?.status).toBe("done"), { timeout: 20_000 });
    listener.close();
    expect(states[0]?.status).toBe("waiting_approval");
    expect(states.map((state) => state.status)).not.toContain("failed");
    expect(states.at(-1)?.timeline.map((entry) => entry.type)).toContain("task.done");
  });
});
