import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createJiraTwin } from "../../../sandbox/jira/twin.ts";
import { textToAdf } from "../../../shared/integrations/jira/adf.ts";
import { startReceiver } from "./support/receiver.ts";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let twin: ReturnType<typeof createJiraTwin>;
beforeEach(async () => {
  receiver = await startReceiver();
  twin = createJiraTwin({ signalboxUrl: receiver.url, webhookSecret: "jira-secret" });
});
afterEach(() => receiver.close());

const people = async (path: string, body: object) =>
  twin.app.request(`/_people/${path}`, { method: "POST", body: JSON.stringify(body) });
const headers = { authorization: `Basic ${btoa("crew@a.example:token")}` };
const rest = async (path: string, body?: object) =>
  twin.app.request(`/rest/api/3/issue/${path}`, {
    headers,
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
const bodies = (): unknown[] => receiver.received.map((one) => JSON.parse(one.body));

describe("people in the stand-in for Jira", () => {
  it("find the calendar's bug, not yet labelled", async () => {
    expect(await (await rest("WEB-3")).json()).toMatchObject({
      fields: {
        summary: expect.stringContaining("Monthly invoices skip February"),
        labels: ["billing"],
        issuetype: { name: "Bug" },
        description: { type: "doc" },
      },
    });
  });

  it("add a label, and the app is told by a signed webhook with what has changed", async () => {
    const answer = await people("label", { issue: "WEB-3", label: "AI-Fix", user: "lena" });
    expect(await answer.json()).toMatchObject({ issue: { labels: ["billing", "AI-Fix"] } });
    const [{ path, headers: sent, body } = { path: "", headers: {}, body: "" }] = receiver.received;
    expect(path).toBe("/webhooks/jira");
    expect(sent["x-hub-signature"]).toBe(
      `sha256=${createHmac("sha256", "jira-secret").update(body).digest("hex")}`,
    );
    expect(sent["x-atlassian-webhook-identifier"]).toMatch(/^[0-9a-f-]{36}$/);
    const payload: unknown = JSON.parse(body);
    expect(payload).toMatchObject({
      webhookEvent: "jira:issue_updated",
      timestamp: expect.any(Number),
      user: { displayName: "Lena Fischer", accountType: "atlassian" },
      issue: {
        key: "WEB-3",
        fields: {
          labels: ["billing", "AI-Fix"],
          project: { key: "WEB" },
          issuetype: { name: "Bug" },
          status: { name: "To Do" },
          description: { type: "doc" },
        },
      },
    });
    expect(payload).toHaveProperty("changelog.items", [
      expect.objectContaining({ field: "labels", fromString: "billing", toString: "billing AI-Fix" }),
    ]);
  });

  it("add a label twice, and the app hears of it once", async () => {
    for (let n = 0; n < 2; n += 1) await people("label", { issue: "WEB-3", label: "AI-Fix" });
    expect(receiver.received).toHaveLength(1);
  });

  it("create an issue with labels and comment on it, each told in its form", async () => {
    const issue = {
      project: "OPS",
      summary: "It breaks",
      description: "Always\n\nReally",
      labels: "AI-Fix urgent",
    };
    expect(await (await people("issue", { ...issue, user: "priya" })).json()).toMatchObject({
      issue: { key: "OPS-4", type: "Bug", labels: ["AI-Fix", "urgent"] },
    });
    await people("comment", { issue: "OPS-4", text: "Since Monday", user: "jonas" });
    expect(bodies()).toMatchObject([
      {
        webhookEvent: "jira:issue_created",
        user: { displayName: "Priya Raman" },
        issue: {
          key: "OPS-4",
          fields: { description: textToAdf(issue.description), labels: ["AI-Fix", "urgent"] },
        },
      },
      {
        webhookEvent: "comment_created",
        comment: { body: textToAdf("Since Monday"), author: { displayName: "Jonas Berg" } },
        issue: { key: "OPS-4", fields: { summary: "It breaks" } },
      },
    ]);
    const ids = receiver.received.map((one) => one.headers["x-atlassian-webhook-identifier"]);
    expect(new Set(ids).size).toBe(2);
  });

  it("see what the app does, and so does the app, under its own name", async () => {
    await rest("WEB-3/comment", { body: textToAdf("A plan is there") });
    await rest("WEB-3/transitions", { transition: { id: "11" } });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), 10_000);
    const told = bodies();
    expect(told).toContainEqual(
      expect.objectContaining({
        comment: expect.objectContaining({ author: expect.objectContaining({ accountType: "app" }) }),
      }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({
        webhookEvent: "jira:issue_updated",
        user: expect.objectContaining({ accountType: "app" }),
      }),
    );
    expect(await (await twin.app.request("/browse/WEB-3")).text()).toContain("Signalbox,");
  });

  it.each([
    ["a label with a space", "label", { issue: "WEB-3", label: "AI Fix" }, 400],
    ["an issue that is not there", "label", { issue: "WEB-99", label: "AI-Fix" }, 404],
    ["somebody unknown", "comment", { issue: "WEB-3", text: "x", user: "toString" }, 400],
    ["an empty comment", "comment", { issue: "WEB-3", text: " " }, 400],
    ["an unknown project", "issue", { project: "NONE", summary: "x" }, 400],
  ])("are refused %s, and nothing is sent", async (_name, path, body, status) => {
    expect((await people(path, body)).status).toBe(status);
    expect(receiver.received).toEqual([]);
  });

  it("use the page's forms", async () => {
    const form = new URLSearchParams({ issue: "WEB-3", label: "AI-Fix", user: "maya" });
    const sent = await twin.app.request("/_people/label", { method: "POST", body: form });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/jira/browse/WEB-3"]);
    const page = await (await twin.app.request("/")).text();
    expect(page).toContain("billing, AI-Fix");
    expect(page).toMatch(/jira:issue_updated WEB-3:\s+202 after/);
  });

  it("work without anybody listening", async () => {
    twin = createJiraTwin({ signalboxUrl: null, webhookSecret: "s" });
    expect((await people("label", { issue: "WEB-3", label: "AI-Fix" })).status).toBe(200);
    expect(receiver.received).toEqual([]);
  });
});
