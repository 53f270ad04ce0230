import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ledger, sessions } from "../../../shared/db/schema.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { openSpine } from "../../../shared/jobs/open-spine.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { interact } from "../support/slack.ts";
import { approvalRow, mailOut, spine, unique, yes } from "../support/spine.ts";
import { api, send, viewOf } from "../support/task.ts";
import {
  bearer,
  settings,
  put,
  changePeople,
  withRole,
  changeRules,
  behindOurBack,
  afresh,
} from "./settings.ts";

const facts = async () =>
  spine.db.select().from(ledger).where(eq(ledger.type, "settings.changed")).orderBy(ledger.seq);

const lastFact = async () => (await facts()).at(-1);

async function errorOf(response: Response): Promise<{ status: number; message: string }> {
  const { error } = JSON.parse(await response.text());
  return { status: response.status, message: error.message };
}

beforeEach(afresh);

afterEach(afresh);

describe("a change of the people", () => {
  it("counts at once for the API, and says in the ledger what it was", async () => {
    const nina = { id: "nina", name: "Nina", role: "viewer" };
    const response = await changePeople((people) => [...withRole("arno", "viewer")(people), nina]);
    expect(response.status).toBe(200);
    const { version } = JSON.parse(await response.text());
    expect((await send("/api/actions", {}, bearer("approver-token"))).status).toBe(403);
    const { people } = await settings();
    expect(people).toMatchObject({ source: "dashboard", version, changedBy: "you" });
    expect(people.value.find((one) => one.id === "nina")).toEqual({ ...nina, hasToken: false });
    expect(people.value.find((one) => one.id === "arno")).toMatchObject({ role: "viewer", hasToken: true });
    expect(await lastFact()).toMatchObject({
      taskId: null,
      summary: "you changed the people: added nina (viewer), arno approver → viewer",
      data: { setting: "PEOPLE", by: "you", people: ["nina", "arno"] },
    });
  });

  it("counts at once for clicks in Slack: who is a viewer now is refused, and that is recorded", async () => {
    const mail = await mailOut();
    expect((await changePeople(withRole("lena", "viewer"))).status).toBe(200);
    const reference = { approvalId: mail.approvalId, digest: mail.digest };
    const response = await interact({
      type: "block_actions",
      user: { id: "U0LENA" },
      trigger_id: "t",
      channel: { id: "C0CONTENT" },
      container: { message_ts: "1.1" },
      actions: [{ action_id: "approval.approve", value: JSON.stringify(reference) }],
    });
    expect(response.status).toBe(200);
    const refused = await vi.waitFor(async () => {
      const found = (await viewOf(mail.taskId)).timeline.find((one) => one.type === "approval.refused");
      if (!found) throw new Error("not recorded yet");
      return found;
    }, 10_000);
    expect(refused.data).toMatchObject({ by: "lena", code: "not_allowed" });
    expect((await approvalRow(mail.approvalId)).status).toBe("pending");
    expect(await decide(await openSpine(env), yes(mail, "maya"))).toEqual({ kind: "decided" });
  });

  it("keeps all that is known of the others, and a login that changes is in the ledger", async () => {
    const withLogin = (id: string, github: string) => (people: { id: string }[]) =>
      people.map((one) => (one.id === id ? { ...one, github } : one));
    for (const [id, login] of [
      ["arno", "arno-ops"],
      ["lena", "Lena-K"],
    ] as const) {
      expect((await changePeople(withLogin(id, login))).status).toBe(200);
      expect(await lastFact()).toMatchObject({
        summary: `you changed the people: ${id}'s GitHub login`,
        data: { people: [id] },
      });
    }
    const before = (await settings()).people.value;
    expect(before.find((one) => one.id === "lena")?.github).toBe("lena-k");
    expect((await changePeople(withRole("vera", "approver"))).status).toBe(200);
    expect((await settings()).people.value).toEqual(
      before.map((one) => (one.id === "vera" ? { ...one, role: "approver" } : one)),
    );
    expect(JSON.stringify(await facts())).not.toContain("arno-ops");
  });

  it("is none when nothing is different", async () => {
    expect((await changePeople((people) => people)).status).toBe(200);
    expect(await settings()).toMatchObject({ people: { source: "configuration", version: 0 } });
  });

  it("ends the sessions of who leaves", async () => {
    const secretSha256 = await sha256(unique());
    const row = { secretSha256, person: "vera", createdAt: 0, expiresAt: Date.now() + 1e6 };
    await spine.db.insert(sessions).values(row);
    expect((await changePeople((people) => people.filter((one) => one.id !== "lena"))).status).toBe(200);
    const open = async () =>
      spine.db.select().from(sessions).where(eq(sessions.secretSha256, secretSha256)).get();
    expect(await open()).toBeDefined();
    expect((await changePeople((people) => people.filter((one) => one.id !== "vera"))).status).toBe(200);
    expect(await open()).toBeUndefined();
    expect((await api("/api/settings", bearer("viewer-token"))).status).toBe(401);
  });

  it("is for operators, by what they are at that moment and not by what an isolate remembers", async () => {
    expect((await put("people", { people: [], version: 0 }, "approver-token")).status).toBe(403);
    // This isolate takes "you" for an operator still.
    const { people } = await settings();
    const demoted = people.value.map(({ hasToken: _has, ...one }) =>
      one.id === "you" ? { ...one, role: "viewer" } : one,
    );
    await behindOurBack("PEOPLE", JSON.stringify(demoted));
    const again = await put("people", { people: demoted, version: 1 });
    expect(await errorOf(again)).toMatchObject({
      status: 403,
      message: expect.stringContaining("no longer"),
    });
  });
});

describe("two who change at once", () => {
  it("one is told who was faster, and nothing is lost", async () => {
    const { people } = await settings();
    expect((await changePeople(withRole("lena", "operator"))).status).toBe(200);
    const late = await put("people", {
      people: people.value.map(({ hasToken: _has, ...one }) => one),
      version: people.version,
    });
    expect(late.status).toBe(409);
    expect((await errorOf(late)).message).toMatch(/^you changed the people at 20\d\d-.*load them anew/);
    const lena = (await settings()).people.value.find((one) => one.id === "lena");
    expect(lena?.role).toBe("operator");
  });

  it("in the same moment one wins, with one fact", async () => {
    const before = (await facts()).length;
    const { people } = await settings();
    const list = people.value.map(({ hasToken: _has, ...one }) => one);
    const answers = await Promise.all(
      ["a", "b", "c", "d"].map(async (name) =>
        put("people", { people: [...list, { id: name, name, role: "viewer" }], version: people.version }),
      ),
    );
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(answers.filter((one) => one.status === 409)).toHaveLength(3);
    expect((await settings()).people.value).toHaveLength(list.length + 1);
    expect(await facts()).toHaveLength(before + 1);
  });

  it("on different things, both get through", async () => {
    const { rules } = await settings();
    const answers = await Promise.all([
      put("rules", { rules: { ...rules.value, digestHour: 9 }, version: rules.version }),
      send("/api/settings/people/arno/token", undefined),
      send("/api/settings/people/vera/token", undefined),
      send("/api/budgets", { scope: "system-month", usd: 77 }, {}, "PUT"),
    ]);
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    const [, arno, vera] = await Promise.all(answers.map(async (one) => JSON.parse(await one.text())));
    for (const { token } of [arno, vera]) expect((await api("/api/tasks", bearer(token))).status).toBe(200);
    expect(await openSpine(env)).toMatchObject({
      settings: { RULES: { digestHour: 9 }, LLM_MONTHLY_BUDGET_USD: 77 },
    });
  });
});

describe("what a change must not do", () => {
  it("take the office from whoever makes it, or the way in from everybody", async () => {
    const demoted = await changePeople(withRole("you", "approver"));
    expect(await errorOf(demoted)).toMatchObject({
      status: 409,
      message: expect.stringContaining("from yourself"),
    });
    expect((await changePeople((people) => people.filter((one) => one.id !== "you"))).status).toBe(409);
    expect((await changePeople(withRole("maya", "operator"))).status).toBe(200);
    expect((await settings()).people.source).toBe("configuration");
  });

  it("give two people one Slack id, or a form that nobody has", async () => {
    const twice = { id: "nina", name: "Nina", role: "viewer", slack: "U0LENA" };
    expect(await errorOf(await changePeople((people) => [...people, twice]))).toMatchObject({
      status: 400,
      message: expect.stringContaining("two people have the same Slack id"),
    });
    const token = { id: "nina", name: "Nina", role: "viewer", tokenSha256: await sha256("mine") };
    expect((await changePeople((people) => [...people, token])).status).toBe(400);
  });

  it("leave rules that name somebody who may not decide, from either side", async () => {
    const projects = { default: { approvers: { email_external: ["arno"] } } };
    const ghost = { default: { approvers: { email_external: ["ghost"] } } };
    expect(await errorOf(await changeRules({ projects: ghost }))).toMatchObject({
      status: 400,
      message: "projects.default.approvers.email_external names ghost, who would be no approver",
    });
    expect((await changeRules({ projects: { default: { approvers: { "*": ["vera"] } } } })).status).toBe(400);
    expect((await changeRules({ projects })).status).toBe(200);
    for (const change of [
      withRole("arno", "viewer"),
      (people: { id: string }[]) => people.filter((one) => one.id !== "arno"),
    ])
      expect(await errorOf(await changePeople(change))).toMatchObject({
        status: 409,
        message: expect.stringContaining("projects.default.approvers.email_external names arno"),
      });
  });

  it("route a channel to two projects, or nowhere", async () => {
    const both = { one: { channels: ["C0ONE"] }, two: { channels: ["C0ONE"] } };
    expect(await errorOf(await changeRules({ projects: both }))).toMatchObject({
      status: 400,
      message: "one and two both have the channel C0ONE",
    });
    expect((await changeRules({ projects: { one: { channels: ["#general"] } } })).status).toBe(400);
    expect((await changeRules({ projects: { one: { stakeholders: ["example.com"] } } })).status).toBe(400);
  });
});

describe("a change of the rules", () => {
  it("counts at once, and going back to the configuration does too", async () => {
    const before = await settings();
    expect((await changeRules({ digestHour: 17, twoPeople: ["email_external"] })).status).toBe(200);
    expect((await openSpine(env)).settings.RULES.digestHour).toBe(17);
    expect(await lastFact()).toMatchObject({
      summary: "you changed the rules: digestHour 8 → 17, twoPeople +email_external",
      data: { rules: ["digestHour", "twoPeople"] },
    });
    const { version } = (await settings()).rules;
    const stale = await send("/api/settings/rules?version=0", undefined, {}, "DELETE");
    expect(stale.status).toBe(409);
    const reset = await send(`/api/settings/rules?version=${version}`, undefined, {}, "DELETE");
    expect(reset.status).toBe(200);
    const after = await settings();
    expect(after.rules.value).toEqual(before.rules.value);
    expect(after.rules).toMatchObject({ source: "configuration", ...JSON.parse(await reset.text()) });
    expect(after.rules.version).toBeGreaterThan(version);
    expect(await lastFact()).toMatchObject({
      summary: "you went back to the configuration's rules: digestHour 17 → 8, twoPeople −email_external",
    });
    expect(after.boundaries.find((one) => one.kind === "email_stakeholder")).toMatchObject({
      verdict: "hold",
      windowSeconds: 1800,
      built: true,
    });
    expect(after.boundaries.find((one) => one.kind === "delete_data")).toMatchObject({ built: false });
  });
});
