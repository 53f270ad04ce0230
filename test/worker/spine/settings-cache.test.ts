import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settingsChanges } from "../../../shared/db/schema.ts";
import { openSpine } from "../../../shared/jobs/open-spine.ts";
import { forgetSettings, settingsCacheMs } from "../../../shared/spine/live-settings.ts";
import { app } from "../../../workers/app.ts";
import worker from "../../../workers/index.ts";
import { spine, unique } from "../support/spine.ts";
import { api } from "../support/task.ts";
import { behindOurBack, afresh } from "./settings.ts";

beforeEach(afresh);

afterEach(afresh);

describe("what an isolate remembers", () => {
  const rulesWith = (digestHour: number) => JSON.stringify({ digestHour });

  it("counts for a short time; then it sees what another isolate has changed", async () => {
    let now = Date.now();
    const hour = async () => (await openSpine(env, { now: () => now })).settings.RULES.digestHour;
    expect(await hour()).toBe(8);
    await behindOurBack("RULES", rulesWith(3));
    now += settingsCacheMs - 1;
    expect(await hour()).toBe(8);
    now += 1;
    expect(await hour()).toBe(3);
  });

  it("is read once for all who ask at the same time, and for each binding", async () => {
    let reads = 0;
    const counting = new Proxy(env.DB, {
      get: (target, key) => {
        if (key === "prepare") reads++;
        const member: unknown = Reflect.get(target, key);
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    const counted = { ...env, DB: counting };
    await Promise.all(Array.from({ length: 20 }, async () => openSpine(counted)));
    expect(reads).toBe(1);
    await openSpine(env);
    await openSpine(counted);
    expect(reads).toBe(1);
  });

  it("waits for nobody's read for ever: the request that reads may have been ended", async () => {
    const stuck = { bind: () => ({ raw: async () => new Promise(() => {}) }) };
    let first = true;
    const forgetful = new Proxy(env.DB, {
      get: (target, key) => {
        if (key === "prepare" && first) {
          first = false;
          return () => stuck;
        }
        const member: unknown = Reflect.get(target, key);
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    const shaky = { ...env, DB: forgetful };
    void openSpine(shaky);
    expect((await openSpine(shaky)).settings.PEOPLE.length).toBeGreaterThan(0);
  });

  it("fails while D1 can't be read, and goes on when it can", async () => {
    let broken = true;
    const moody = new Proxy(env.DB, {
      get: (target, key) => {
        if (broken) throw new Error("D1 is away");
        const member: unknown = Reflect.get(target, key);
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    const shaky = { ...env, DB: moody };
    await expect(openSpine(shaky)).rejects.toThrow();
    const asked = (headers: Record<string, string>) =>
      app.fetch(new Request("http://signalbox.test/health", { headers }), shaky);
    expect(await (await asked({})).json()).toEqual({ ok: false });
    const health = await asked({ authorization: "Bearer viewer-token" });
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({
      ok: false,
      checks: { d1: expect.stringContaining("failing") },
      configured: { apiTokens: 3 },
    });
    let retried = 0;
    const message = {
      id: unique(),
      timestamp: new Date(),
      body: { signalId: "slack:some" },
      attempts: 1,
      ack: () => {},
      retry: () => void retried++,
    };
    const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
    const all = { ackAll: () => {}, retryAll: () => {} };
    await worker.queue({ queue: "content-tasks", messages: [message], metadata, ...all }, shaky);
    // With its delay, and not the platform's tries one upon the other.
    expect(retried).toBe(1);
    broken = false;
    expect((await openSpine(shaky)).settings.PEOPLE.length).toBeGreaterThan(0);
  });

  it("is no guess where a value is of no form any more: it is named, with the way back", async () => {
    for (const value of ['{"digestHour":"early"}', "{"]) {
      await spine.db.delete(settingsChanges);
      await behindOurBack("RULES", value);
      forgetSettings();
      await expect(openSpine(env)).rejects.toThrow(
        /RULES.*DELETE FROM settings_changes WHERE name = 'RULES'/,
      );
    }
    expect((await api("/api/tasks")).status).toBe(503);
    expect(await (await api("/health", {})).text()).toBe('{"ok":false}');
    const health = await api("/health");
    expect(health.status).toBe(503);
    expect(await health.text()).toContain("maya has set RULES to");
  });
});
