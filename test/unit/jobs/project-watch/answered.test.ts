import { describe, expect, it } from "vitest";
import type { WatchItem, WatchSignal } from "../../../../shared/domain/watch/watch-signal.ts";
import { type Waiting, whyAnswered } from "../../../../shared/jobs/project-watch/answered.ts";

const at = Date.parse("2026-11-20T10:00:00Z");
const mail: Waiting = {
  kind: "email_stakeholder",
  payload: { to: ["ana@partner.example"], subject: "s", text: "t" },
  item: "conversation-1",
  asOf: at,
};
const heard = (over: Partial<WatchSignal>): WatchSignal => ({
  id: "watch:web:outlook:1",
  project: "web",
  source: "outlook",
  type: "mail_received",
  item: "conversation-1",
  at: at + 60_000,
  title: "Re: when?",
  text: "On Monday.",
  author: { name: "Ana", address: "Ana@partner.example" },
  to: [],
  attachments: [],
  url: null,
  provenance: "external",
  detail: {},
  ...over,
});
const ticket = (over: Partial<WatchItem>): ReadonlyMap<string, WatchItem> =>
  new Map([
    [
      "WEB-1",
      {
        source: "jira",
        key: "WEB-1",
        nativeId: "1",
        title: "t",
        status: "Doing",
        phase: "in_progress",
        blocked: false,
        type: null,
        assignee: null,
        priority: null,
        sprint: null,
        due: null,
        points: null,
        url: null,
        updatedAt: at,
        removed: false,
        ...over,
      },
    ],
  ]);
const none = new Map<string, WatchItem>();

describe("what takes its reason from a mail that waits", () => {
  it("is a mail of its recipient in the same conversation, and nothing else", () => {
    expect(whyAnswered(mail, [heard({})], none)).toBe("Ana answered at 2026-11-20 10:01 UTC");
    for (const other of [
      heard({ author: { name: "Bo", address: "bo@partner.example" } }),
      heard({ item: "conversation-2" }),
      heard({ type: "mail_sent" }),
      heard({ type: "mail_removed" }),
    ])
      expect(whyAnswered(mail, [other], none)).toBeNull();
  });

  it("is nothing that was written before it was proposed, however late it comes in", () => {
    expect(whyAnswered(mail, [heard({ at: at - 60_000 })], none)).toBeNull();
  });

  it("is no machine's answer that nobody is there", () => {
    expect(whyAnswered(mail, [heard({ detail: { automatic: "auto-replied" } })], none)).toBeNull();
    for (const title of ["Automatic reply: when?", "AW: Abwesenheitsnotiz", "Undeliverable: when?"])
      expect(whyAnswered(mail, [heard({ title })], none)).toBeNull();
    expect(whyAnswered(mail, [heard({ title: "Re: who is out of office in May?" })], none)).not.toBeNull();
  });
});

describe("what takes its reason from something that waits about a ticket", () => {
  const comment: Waiting = { kind: "jira_comment", payload: {}, item: "WEB-1", asOf: at };
  const moved = heard({ source: "jira", type: "ticket_status", item: "WEB-1" });
  const unblocked = heard({ source: "jira", type: "ticket_unblocked", item: "WEB-1" });

  it("is that the ticket is done, gone or no longer blocked", () => {
    expect(whyAnswered(comment, [moved], ticket({}))).toBeNull();
    expect(whyAnswered(comment, [moved], ticket({ phase: "done", status: "Shipped" }))).toBe(
      "WEB-1 is done (Shipped)",
    );
    expect(whyAnswered(comment, [moved], ticket({ removed: true }))).toBe("WEB-1 has left the project");
    expect(whyAnswered(comment, [unblocked], ticket({}))).toContain("no longer blocked");
    expect(whyAnswered(comment, [unblocked], ticket({ blocked: true }))).toBeNull();
  });

  it("leaves what changes a project's course to people", () => {
    const change: Waiting = { ...comment, kind: "scope_change" };
    expect(whyAnswered(change, [moved], ticket({ phase: "done" }))).toBeNull();
    const status: Waiting = { ...comment, kind: "jira_status_change" };
    expect(whyAnswered(status, [unblocked], ticket({}))).toBeNull();
    expect(whyAnswered(status, [moved], ticket({ phase: "done" }))).not.toBeNull();
  });
});
