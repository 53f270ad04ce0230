import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../../workers/app.ts";
import {
  deliver,
  forgeries,
  hmacHex,
  postHook,
  postWithoutSecret,
  reportIn,
  signalIdOf,
  signalRow,
  whyIgnored,
} from "../support/webhooks.ts";

const trace = "TypeError: no cents\n    at cartTotal (/srv/checkout/src/cart.js:38:26)";
const line = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const description = {
  version: 1,
  type: "doc",
  content: [
    line("The cart is wrong, see repo:Acme/Checkout"),
    { type: "codeBlock", content: [{ type: "text", text: trace }] },
    {
      type: "bulletList",
      content: [
        {
          type: "listItem",
          content: [
            line("for"),
            { type: "paragraph", content: [{ type: "mention", attrs: { text: "@Maya" } }] },
          ],
        },
      ],
    },
  ],
};
let issues = 10_000;
/** Another one each time. */
const issue = (over: object = {}) => ({
  id: String(++issues),
  self: "https://acme.atlassian.net/rest/api/3/issue/10001",
  key: "WEB-7",
  fields: {
    summary: "The cart's total",
    description,
    labels: ["shop", "ai-fix"],
    project: { key: "WEB" },
    ...over,
  },
});
const labels = (before: string, after: string) => ({
  id: "5",
  items: [
    { field: "status", fieldtype: "jira", from: "1", fromString: "To Do", to: "2", toString: "Doing" },
    { field: "labels", fieldtype: "jira", from: null, fromString: before, to: null, toString: after },
  ],
});
const created = (over: object = {}) => ({
  timestamp: 1_790_000_000_000,
  webhookEvent: "jira:issue_created",
  issue_event_type_name: "issue_created",
  user: { accountId: "557058:f58131cb", displayName: "Priya Nair" },
  ...("issue" in over ? {} : { issue: issue() }),
  ...over,
});
/** The report of the issue that was made last, at its beginning or at an entry of its changelog. */
const lastReport = (entry = "created") => `jira:${issues}:${entry}:labelled`;
const updated = (changelog: object) => created({ webhookEvent: "jira:issue_updated", changelog });

describe("the Jira door", () => {
  it("makes a report of an issue that is made with the label, whatever its case", async () => {
    const { status, signal } = await deliver("jira", created(), crypto.randomUUID());
    expect({ status, signal }).toEqual({ status: 200, signal: "queued" });
    expect(await signalRow(lastReport())).toMatchObject({ kind: "jira.labelled", provenance: "internal" });
    const report = await reportIn(lastReport());
    expect(report).toMatchObject({
      source: "jira",
      by: "jira:Priya Nair",
      title: "The cart's total",
      errorType: "TypeError",
      frames: [{ file: "/srv/checkout/src/cart.js", line: 38, function: "cartTotal" }],
      repository: "acme/checkout",
      origin: { kind: "jira", issue: "WEB-7" },
    });
    expect(report.text).toBe(`The cart is wrong, see repo:Acme/Checkout\n${trace}\nfor\n@Maya`);
    expect(report.origin.kind === "jira" && report.origin.url).toMatch(/\/jira\/browse\/WEB-7$/);
  });

  it("makes one of an issue that gets the label, and none of one that has it", async () => {
    expect(await deliver("jira", updated(labels("shop", "shop AI-Fix")), "gets")).toMatchObject({
      signal: "queued",
    });
    for (const changelog of [
      labels("AI-Fix", "AI-Fix shop"),
      labels("AI-Fix", ""),
      labels("", "AI-Fixed"),
      { items: [{ field: "labels", fromString: "" }] },
    ]) {
      const { id, status, signal } = await deliver("jira", updated(changelog), "has none");
      expect({ status, signal }).toEqual({ status: 200, signal: "ignored" });
      expect(await whyIgnored(id)).not.toBeNull();
    }
  });

  it("reads a description in wiki markup, and none", async () => {
    const marked = created({ issue: issue({ description: `{noformat}\n${trace}\n{noformat}` }) });
    const id = lastReport();
    await deliver("jira", marked, "marked");
    expect(await reportIn(id)).toMatchObject({ errorType: "TypeError", repository: null });
    const none = created({ issue: issue({ description: null }), user: { accountId: "557058:f5" } });
    await deliver("jira", none, "empty");
    expect(await reportIn(lastReport())).toMatchObject({ text: "", frames: [], by: "jira:557058:f5" });
  });

  it("takes no repository from the words that the rules don't know", async () => {
    const evil = created({ issue: issue({ description: "repo:evil/things" }) });
    await deliver("jira", evil, "evil");
    expect((await reportIn(lastReport())).repository).toBeNull();
  });

  it("records a delivery once", async () => {
    const id = crypto.randomUUID();
    const one = created();
    const all = await Promise.all([1, 2, 3].map(async () => deliver("jira", one, id)));
    expect(all.map(({ signal }) => signal).toSorted()).toEqual(["duplicate", "duplicate", "queued"]);
  });

  it("answers what it doesn't read with 200, and keeps why", async () => {
    for (const webhookEvent of ["comment_created", "jira:issue_deleted", "sprint_started"]) {
      const { id, status, signal } = await deliver("jira", { webhookEvent, comment: {} }, "other");
      expect({ status, signal }).toEqual({ status: 200, signal: "ignored" });
      expect(await whyIgnored(id)).not.toBeNull();
    }
    expect(await deliver("jira", created({ issue: issue({ labels: [] }) }), "none")).toMatchObject({
      signal: "ignored",
    });
  });

  it("refuses with 401 whoever doesn't prove to be Jira, and records nothing", async () => {
    const id = crypto.randomUUID();
    const body = JSON.stringify(created());
    for (const [how, headers] of Object.entries(await forgeries("jira", body, id)))
      expect((await postHook("jira", body, headers)).status, how).toBe(401);
    expect(await signalRow(await signalIdOf("jira", body))).toBeNull();
  });

  it("fails closed with 503 without its secret, and names the setting", async () => {
    const response = await postWithoutSecret("jira", "{}", "any");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("JIRA_WEBHOOK_SECRET");
  });

  it("answers 400 with the reason to what isn't Jira's", async () => {
    expect(await deliver("jira", "{not json", crypto.randomUUID())).toMatchObject({ status: 400 });
    expect((await deliver("jira", {}, "x")).text).toContain("webhookEvent");
    expect((await deliver("jira", created({ issue: { ...issue(), key: "../x" } }), "x")).text).toContain(
      "issue.key",
    );
  });
});

describe("the Jira door of a watched project", () => {
  const watching = JSON.stringify({
    ...JSON.parse(env.RULES),
    projectWatch: { shop: { jira: { project: "WEB" } } },
  });
  /** Server names no delivery. */
  const tell = async (payload: object, name: string | null = null) => {
    const body = JSON.stringify(payload);
    const headers = {
      "x-hub-signature": `sha256=${await hmacHex(env.JIRA_WEBHOOK_SECRET, body)}`,
      ...(name === null ? {} : { "x-atlassian-webhook-identifier": name }),
    };
    const request = new Request("http://signalbox.test/webhooks/jira", { method: "POST", body, headers });
    const response = await app.fetch(request, { ...env, RULES: watching });
    return { status: response.status, text: await response.text() };
  };
  const status = { id: "77", items: labels("", "AI-Fix").items };

  it("makes a report and signals of one delivery, each once, also when Server repeats it without a name", async () => {
    const event = updated(status);
    expect(JSON.parse((await tell(event)).text)).toMatchObject({ signals: ["queued", "queued", "queued"] });
    expect(JSON.parse((await tell(event)).text)).toMatchObject({
      signals: ["duplicate", "duplicate", "duplicate"],
    });
    expect(await signalRow(lastReport("77"))).toMatchObject({ kind: "jira.labelled" });
    expect(await signalRow(`watch:shop:jira:${issues}:77:status`)).toMatchObject({
      kind: "watch.heard",
      provenance: "internal",
      body: {
        signal: { item: "WEB-7", type: "ticket_status", detail: { from: "To Do", to: "Doing" } },
        item: null,
      },
    });
    // The name isn't signed: under another it is the same delivery.
    expect(JSON.parse((await tell(event, crypto.randomUUID())).text)).toMatchObject({
      signals: ["duplicate", "duplicate", "duplicate"],
    });
  });

  it.each([
    ["timestamp", { ...updated(status), timestamp: "soon" }],
    ["issue.id", { ...updated(status), issue: { ...issue(), id: null } }],
    ["comment.id", { ...created(), webhookEvent: "comment_created", comment: { body: "x" } }],
  ])("answers 400 that names %s to what isn't Jira's", async (field, payload) => {
    const answer = await tell(payload, "x");
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(field)]);
  });
});
