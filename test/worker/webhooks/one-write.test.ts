import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ledger, settingsChanges } from "../../../shared/db/schema.ts";
import { forgetSettings } from "../../../shared/spine/live-settings.ts";
import { app } from "../../../workers/app.ts";
import { sign } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";
import { signalRow, signed } from "../support/webhooks.ts";

/** The real database, that says each time it is called. A batch is one call. */
function watched(calls: string[]): D1Database {
  const statement = (of: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(of, {
      get: (on, name) => {
        if (name === "bind") return (...values: unknown[]) => statement(on.bind(...values));
        if (name === "all" || name === "run" || name === "raw" || name === "first") calls.push(name);
        const member: unknown = Reflect.get(on, name);
        return typeof member === "function" ? member.bind(on) : member;
      },
    });
  return new Proxy(env.DB, {
    get: (on, name) => {
      if (name === "prepare") return (query: string) => statement(on.prepare(query));
      if (name === "batch") calls.push("batch");
      const member: unknown = Reflect.get(on, name);
      return typeof member === "function" ? member.bind(on) : member;
    },
  });
}

const slackEvent = (id: string) =>
  JSON.stringify({
    type: "event_callback",
    event_id: id,
    event: { type: "app_mention", channel: "C0GENERAL", user: "U0LENA", text: "hi", ts: "1.1" },
  });
const post = async (from: Env, source: string, body: string, headers: Record<string, string>) =>
  app.fetch(new Request(`http://signalbox.test/webhooks/${source}`, { method: "POST", body, headers }), from);

describe("a door", () => {
  it("asks D1 once before it answers", async () => {
    const calls: string[] = [];
    const from = { ...env, DB: watched(calls) };
    const body = slackEvent(unique());
    // An isolate that is new reads the settings.
    const first = slackEvent(unique());
    await post(from, "slack", first, await sign(first));
    const pull = JSON.stringify({
      action: "closed",
      pull_request: { number: 9, merged: false, mark: unique() },
      repository: { id: 1, full_name: "acme/checkout" },
      sender: { login: "maya-ortiz" },
    });
    const github = { ...(await signed("github", pull, unique())), "x-github-event": "pull_request" };
    for (const answered of [
      async () => post(from, "slack", body, await sign(body)),
      async () => post(from, "github", pull, github),
    ]) {
      calls.length = 0;
      const response = await answered();
      expect([response.status, calls]).toEqual([200, ["batch"]]);
    }
  });

  it("tells each of many that come at once what has become of its own", async () => {
    const name = unique();
    // Of each three one is delivered twice, and one is chatter that nobody takes; answers in a thread of nobody's begin nothing.
    const bodies = Array.from({ length: 12 }, (_, n) =>
      slackEvent(`${name}-${n % 3 === 1 ? n - 1 : n}`).replace(
        '"app_mention"',
        n % 3 === 2 ? '"message"' : '"message","thread_ts":"0.1"',
      ),
    );
    const answers = await Promise.all(
      bodies.map(async (body) => (await post(env, "slack", body, await sign(body))).json()),
    );
    const told = answers.map((answer) => z.object({ signal: z.string() }).parse(answer).signal);
    const count = (what: string) => told.filter((one) => one === what).length;
    expect([count("queued"), count("duplicate"), count("dropped")]).toEqual([4, 4, 4]);
    const reason = "neither a mention nor an answer in a thread";
    expect(await signalRow(`slack:${name}-2`)).toMatchObject({ status: "dropped", reason });
    const fact = await spine.db
      .select()
      .from(ledger)
      .where(eq(ledger.id, `signal/slack:${name}-2/dropped`))
      .get();
    expect(fact?.data).toEqual({ signalId: `slack:${name}-2`, reason });
  });

  it("reads again what was read under settings that have changed meanwhile", async () => {
    const body = slackEvent(unique());
    await post(env, "slack", body, await sign(body));
    // Another isolate: this one isn't told.
    const people = JSON.stringify([{ id: "maya", name: "Maya", role: "operator", slack: "U0MAYA" }]);
    await spine.db
      .insert(settingsChanges)
      .values({ name: "PEOPLE", value: people, by: "maya", at: Date.now() });
    const id = unique();
    const answer = await post(env, "slack", slackEvent(id), await sign(slackEvent(id)));
    expect(await answer.json()).toEqual({ ok: true, signal: "queued" });
    expect(await signalRow(`slack:${id}`)).toMatchObject({ provenance: "internal" });
    await spine.db.delete(settingsChanges);
    forgetSettings();
  });
});
