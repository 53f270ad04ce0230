import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchHeardForm } from "../../../../shared/jobs/project-watch/signals.ts";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";
import { settingsOf } from "../../../../shared/spine/settings.ts";
import { jira as door } from "../../../../workers/webhooks/jira.ts";
import { startReceiver } from "../../sandbox/support/receiver.ts";
import { outsideWith } from "../../../unit/platform/outside.ts";
import { ago, aJira, create, look, minute } from "./jira-play.ts";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const rules = { projectWatch: { atlas: { jira: { project: "ATL" } }, web: { jira: { project: "WEB" } } } };
const settings = settingsOf(
  {
    ...outsideWith({
      GRAPH_URL: "https://g.example",
      GRAPH_LOGIN_URL: "https://l.example",
      ASANA_URL: "https://a.example",
    }).settings,
    DASHBOARD_ORIGINS: "",
    GMAIL_MAILBOXES: "",
    LINKEDIN_PKCE: "false",
    SESSION_HOURS: "12",
    EMBEDDER_DIMENSIONS: "1536",
    RECALL_RETENTION_HOURS: "168",
    SIGN_IN_LINKS: "false",
    RATE_LIMITS: "false",
    PEOPLE: "",
    RULES: JSON.stringify(rules),
  },
  rulesSchema,
);

/** What the door makes of a webhook. */
function heard(body: string) {
  const sent: unknown = JSON.parse(body);
  const read = door.read({
    id: "jira:1",
    header: () => undefined,
    body: (schema) => schema.parse(sent),
    settings: { ...settings, JIRA_URL: "http://jira.test" },
  });
  if ("ignored" in read) return [];
  return read.map(({ id, body: signal }) => ({ id, ...watchHeardForm.schema.parse(signal) }));
}

describe("a change in Jira", () => {
  it("has the same id and says the same, by webhook and by polling", async () => {
    const jira = aJira(receiver.url);
    const line = jira.line();
    const { checkpoint } = await look(line, null);
    const on = { issue: "ATL-1" };
    await jira.tell(
      create("First", { by: "lena", description: "Why" }),
      create("Second"),
      { kind: "move", ...on, to: "In Progress" },
      { kind: "assign", ...on, to: "jonas" },
      { kind: "due", ...on, date: "2026-12-04" },
      { kind: "sprint", ...on, sprint: "Sprint 4" },
      { kind: "flag", ...on, on: true },
      { kind: "edit", ...on, priority: "High", blockedBy: ["ATL-2", "WEB-1"], points: 3, labels: ["late"] },
      { kind: "comment", ...on, text: "It waits for the bank.", by: "priya" },
    );
    const byDoor = receiver.received.flatMap(({ body }) => heard(body)).map(({ signal }) => signal);
    const byPolling = (await look(line, checkpoint)).signals;
    expect(byDoor).toHaveLength(13);
    // A look shows a new ticket as it is by then, and each change has two clocks.
    const plain = (signals: typeof byDoor) =>
      signals
        .map(({ at: _at, ...rest }) => (rest.type === "ticket_created" ? { ...rest, detail: {} } : rest))
        .toSorted((a, b) => a.id.localeCompare(b.id));
    expect(plain(byDoor)).toEqual(plain(byPolling));
  });

  it("leaves one project and comes to the other, and is removed, each with the id that a look gives it", async () => {
    const jira = aJira(receiver.url);
    await jira.play(create("Wanders"), create("Goes"));
    const line = jira.line();
    const { items } = await look(line, null);
    await jira.tell(
      { kind: "moveToProject", issue: "ATL-1", project: "WEB", at: ago(1) },
      { kind: "delete", issue: "ATL-2" },
    );
    const byDoor = receiver.received.flatMap(({ body }) => heard(body));
    expect(byDoor.map(({ signal, item }) => [signal.project, signal.type, item?.key, item?.removed])).toEqual(
      [
        ["atlas", "ticket_removed", "ATL-1", true],
        ["web", "ticket_created", undefined, undefined],
        ["atlas", "ticket_removed", "ATL-2", true],
      ],
    );
    const gone = await line.reconcile?.(items);
    const web = await look(jira.line("WEB", {}, "web"), null, Date.now() - 5 * minute);
    const found = [...(gone && "signals" in gone ? gone.signals : []), ...web.signals].map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(byDoor.map(({ id }) => id)));
  });

  it("is no news where it is our own comment, but a person's is who uses the same account", async () => {
    const jira = aJira(receiver.url);
    await jira.play(create("One"));
    const line = jira.line();
    const { checkpoint } = await look(line, null);
    const mark = [{ key: "signalbox.action", value: { actionId: "a" } }];
    await jira.comment("ATL-1", "By the crew", mark);
    await jira.comment("ATL-1", "By a person", []);
    const { signals } = await look(line, checkpoint);
    expect(signals.map(({ text }) => text)).toEqual(["By a person"]);
    // A webhook doesn't show the mark: what our account may have written, only a look tells apart.
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), 10_000);
    expect(receiver.received.flatMap(({ body }) => heard(body))).toEqual([]);
  });
});

describe("what Server and Data Center send", () => {
  const user = {
    self: "https://jira.a.example/rest/api/2/user?username=mortiz",
    name: "mortiz",
    key: "JIRAUSER10100",
    emailAddress: "maya@a.example",
    displayName: "Maya Ortiz",
    active: true,
  };
  const event = (over: object) =>
    JSON.stringify({
      timestamp: 1_790_000_000_000,
      webhookEvent: "jira:issue_updated",
      user,
      issue: {
        id: "10421",
        self: "https://jira.a.example/rest/api/2/issue/10421",
        key: "ATL-12",
        fields: {
          summary: "Payments",
          description: "h1. Why\n*Now*",
          project: { key: "ATL" },
          status: { name: "Open" },
        },
      },
      ...over,
    });

  it("is read: names for accounts, wiki markup for documents, comments inside of an issue's event", () => {
    const changelog = {
      id: "20001",
      items: [
        { field: "status", fieldtype: "jira", from: "1", fromString: "Open", to: "3", toString: "Blocked" },
      ],
    };
    expect(heard(event({ issue_event_type_name: "issue_generic", changelog }))).toMatchObject([
      {
        id: "watch:atlas:jira:10421:20001:status",
        signal: {
          type: "ticket_blocked",
          author: { name: "Maya Ortiz", address: "maya@a.example" },
          at: 1_790_000_000_000,
          provenance: "internal",
        },
      },
    ]);
    const comment = {
      self: "https://jira.a.example/rest/api/2/issue/10421/comment/31",
      id: "31",
      author: user,
      body: "{quote}late{quote}",
      updateAuthor: user,
      created: "2026-09-21T15:33:20.000+0000",
      updated: "2026-09-21T15:33:20.000+0000",
    };
    expect(heard(event({ issue_event_type_name: "issue_commented", comment }))).toMatchObject([
      { id: "watch:atlas:jira:10421:comment:31", signal: { text: "{quote}late{quote}" } },
    ]);
    expect(heard(event({ webhookEvent: "jira:issue_created" }))).toMatchObject([
      { signal: { type: "ticket_created", text: "Payments\n\nh1. Why\n*Now*" } },
    ]);
    // Its event of the comment alone doesn't say of which issue.
    expect(heard(JSON.stringify({ timestamp: 1, webhookEvent: "comment_created", comment }))).toEqual([]);
  });
});
