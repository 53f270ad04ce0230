import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { connections, effects, ledger } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { accessToken } from "../../../shared/spine/connections.ts";
import { checkConnections } from "../../../shared/spine/connections/check-connections.ts";
import { tellAlerts } from "../../../shared/spine/tell-alerts.ts";
import { callApi, connectAccount, decideOn } from "../support/accounts.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { hour, proposeOne, spine, spineAt, unique } from "../support/spine.ts";

const day = 24 * 60 * 60_000;
const row = async () => {
  const found = await spine.db.select().from(connections).where(eq(connections.service, "linkedin")).get();
  if (found === undefined) throw new Error("it is not connected");
  return found;
};
const renewals = async () => (await applied("linkedin", "/oauth/v2/accessToken", "refresh_token")).length;
const toldOf = async (words: string) =>
  (
    await sandbox<{ messages: { text: string }[] }>("/slack/_people/messages?channel=C0GENERAL")
  ).messages.filter(({ text }) => text.includes(words)).length;

beforeEach(async () => {
  await sandbox("/linkedin/_sandbox/reset", {});
  await callApi("DELETE", "/api/connections/linkedin");
  await connectAccount("linkedin");
});

describe("a token", () => {
  it("is shown by no table, fact or answer, and opens in its own row alone", async () => {
    const { token, account } = await accessToken(spine, "linkedin");
    expect(account).toBe("urn:li:person:Sg7nalbx01");
    const kept = JSON.stringify([await row(), await spine.db.select().from(ledger)]);
    expect(kept).not.toContain(token);
    expect((await callApi("GET", "/api/connections")).text).not.toContain(token);
    await spine.db.update(connections).set({ account: "urn:li:person:another" });
    await expect(accessToken(spine, "linkedin")).rejects.toMatchObject({ code: "not_configured" });
  });

  it("is renewed before it ends, by one of all who need it at once", async () => {
    const before = await accessToken(spine, "linkedin");
    expect(await accessToken(spineAt(49 * day), "linkedin")).toEqual(before);
    expect(await renewals()).toBe(0);
    const late = spineAt(51 * day);
    const got = await Promise.all(Array.from({ length: 8 }, async () => accessToken(late, "linkedin")));
    expect(await renewals()).toBe(1);
    const now = await accessToken(late, "linkedin");
    expect(now.token).not.toBe(before.token);
    for (const { token } of got) expect([before.token, now.token]).toContain(token);
  });

  it("that is sealed with the key before is sealed with the one of now by the daily look", async () => {
    const { token } = await accessToken(spine, "linkedin");
    const next = btoa(unique("a key of thirty-two bytes").slice(0, 32).padEnd(32));
    const both = { ...env, TOKEN_KEY: next, TOKEN_KEY_OLD: env.TOKEN_KEY };
    const at = { now: () => Date.now() + day + 1 };
    await expect(accessToken(configuredSpine({ ...env, TOKEN_KEY: next }), "linkedin")).rejects.toThrow(
      "neither TOKEN_KEY nor TOKEN_KEY_OLD",
    );
    expect((await accessToken(configuredSpine(both), "linkedin")).token).toBe(token);
    await checkConnections(configuredSpine(both, at));
    expect((await accessToken(configuredSpine({ ...env, TOKEN_KEY: next }), "linkedin")).token).toBe(token);
  });
});

describe("the daily look", () => {
  it("tells once, a week before, that somebody has to connect it anew", async () => {
    await spine.db
      .update(connections)
      .set({ sealedRefresh: null, expiresAt: Date.now() + 9 * day, checkedAt: Date.now() });
    expect(await checkConnections(spineAt(1.1 * day))).toBe(1);
    expect(await checkConnections(spineAt(1.1 * day))).toBe(0);
    await tellAlerts(spine);
    expect(await toldOf("has to be connected anew before")).toBe(0);
    for (const days of [2.2, 3.3]) {
      await checkConnections(spineAt(days * day));
      await tellAlerts(spine);
    }
    expect(await toldOf("has to be connected anew before")).toBe(1);
    expect(await toldOf("/accounts|Accounts")).toBeGreaterThan(0);
  });

  it("tells what is broken, and sends people to the page that mends it", async () => {
    await sandbox("/linkedin/_people/play", { expire: "all" });
    await checkConnections(spineAt(1.1 * day));
    expect(await row()).toMatchObject({ state: "broken" });
    await tellAlerts(spine);
    expect(await toldOf("LinkedIn's account can't be used any more")).toBe(1);
    await expect(accessToken(spine, "linkedin")).rejects.toThrow(/connected anew at http.*\/accounts/);
    await connectAccount("linkedin");
    expect((await accessToken(spine, "linkedin")).account).toBe("urn:li:person:Sg7nalbx01");
  });

  it("names the setting when LinkedIn has retired the version", async () => {
    await sandbox("/linkedin/_people/play", { versions: ["202611"] });
    await checkConnections(spineAt(1.1 * day));
    expect(await row()).toMatchObject({
      state: "connected",
      warning: expect.stringContaining("LINKEDIN_VERSION"),
    });
    await tellAlerts(spine);
    expect(await toldOf("set LINKEDIN_VERSION to a newer one")).toBe(1);
  });

  it("points out what is due within a day and can't go out, and looks once more in the hour before", async () => {
    await spine.db.update(connections).set({ checkedAt: Date.now() });
    const dueAt = Date.now() + day / 2;
    const payload = {
      draftId: unique(),
      text: unique(),
      link: null,
      publishAt: new Date(dueAt).toISOString(),
    };
    const { actionId, taskId } = await proposeOne({ kind: "linkedin_post", payload });
    const waits = { actionId, taskId, state: "pending", attempts: 0, updatedAt: Date.now() } as const;
    await spine.db.insert(effects).values(waits).onConflictDoNothing();
    expect(await checkConnections(spineAt(day / 2 - 2 * hour))).toBe(0);
    expect(await checkConnections(spineAt(day / 2 - hour / 2))).toBe(1);
    expect(await checkConnections(spineAt(day / 2 - hour / 2))).toBe(0);
    await tellAlerts(spine);
    expect(await toldOf("due within a day")).toBe(0);
    await callApi("DELETE", "/api/connections/linkedin");
    for (const ms of [2 * hour, 3 * hour]) await checkConnections(spineAt(ms));
    await tellAlerts(spine);
    expect(await toldOf("1 piece is due within a day")).toBe(1);
  });

  it("breaks nothing while LinkedIn doesn't answer", async () => {
    await faults("linkedin", { path: "/v2/userinfo", status: 503 });
    expect(await checkConnections(spineAt(1.1 * day))).toBe(1);
    expect(await row()).toMatchObject({ state: "connected", error: null });
  });
});

describe("the way back from LinkedIn's page", () => {
  const begin = async () => (await callApi("POST", "/api/connections/linkedin/authorize")).json.url;
  const end = async (body: object, token?: string) =>
    callApi("POST", "/api/connections/linkedin/callback", body, token);

  it("counts once, within ten minutes, for whoever went there", async () => {
    const back = await decideOn(await begin(), "allow");
    expect(await end({ ...back, state: "x".repeat(43) })).toMatchObject({ status: 403 });
    expect(await end(back)).toMatchObject({ status: 200 });
    expect(await end(back)).toMatchObject({ status: 403 });
    const late = await decideOn(await begin(), "allow");
    await env.DB.prepare("UPDATE authorizations SET expires_at = ?")
      .bind(Date.now() - 1)
      .run();
    expect(await end(late)).toMatchObject({ status: 403 });
    const foreign = await decideOn(await begin(), "allow");
    await env.DB.prepare("UPDATE authorizations SET session = 'another'").run();
    expect(await end(foreign)).toMatchObject({ status: 403 });
  });

  it.each([
    ["a no", async () => decideOn(await begin(), "cancel"), 409, "was not allowed to let us in"],
    [
      "another account",
      async () => decideOn(await begin(), "allow", "Ma2yaOrt5z"),
      409,
      "disconnect the one",
    ],
    [
      "a code that is nobody's",
      async () => ({ ...(await decideOn(await begin(), "allow")), code: "AQx" }),
      409,
      "connect it again",
    ],
  ])("says in words what %s means, and changes nothing", async (_name, come, status, words) => {
    const before = await row();
    const answer = await end(await come());
    expect(answer).toMatchObject({ status });
    expect(answer.text).toContain(words);
    expect(await row()).toEqual(before);
  });
});
