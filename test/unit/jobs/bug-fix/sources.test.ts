import { describe, expect, it } from "vitest";
import { type Outlet, type Reaction, react } from "../../../../shared/jobs/bug-fix/sources/reaction.ts";
import { originSchema, type Origin, sourceOf } from "../../../../shared/jobs/bug-fix/sources/registry.ts";
import { textOf } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";
import { report, sentryOrigin } from "./reports.ts";

const url = "https://there.example/7";
const origins = {
  sentry: sentryOrigin,
  jira: { kind: "jira", issue: "WEB-7", url },
  github: { kind: "github", repository: "acme/checkout", issue: 7, url },
  slack: { kind: "slack", channel: "C0OPS", user: "U0MAYA" },
  api: { kind: "api" },
} satisfies { [K in Origin["kind"]]: Origin };
const kinds = Object.values(origins);
const rules = rulesSchema.parse({ bugFix: { jiraDone: "Shipped" } }).bugFix;

/** What reactions lead to: each thing that is done, under its name; errands of one name together. */
async function done(reactions: readonly Reaction[]): Promise<unknown[]> {
  const all: unknown[] = [];
  const outlet: Outlet = {
    act: async (name, { kind }, payload) => {
      all.push([name, kind, payload]);
      return null;
    },
    tell: async (name, { channel, text }) => all.push([name, channel, textOf(text)]),
    spawn: async (name, orders) =>
      all.push([name, orders.map(({ key, kind, payload }) => [key, kind, payload])]),
  };
  await react(outlet, reactions);
  return all;
}

describe("where a bug was reported", () => {
  it("hears that it leads to nothing new, where there is somebody to hear it", async () => {
    const told = {
      key: "linked-1",
      title: "No <cents>",
      reason: "it is being\nfixed",
      people: [],
      isAnother: false,
      channel: "C0ENG",
    };
    const said = (origin: Origin) => done(sourceOf(report({ origin })).linked(told));
    expect(await said(origins.sentry)).toEqual([]);
    expect(await said(origins.api)).toEqual([]);
    expect(await said(origins.jira)).toEqual([
      [
        "linked-1",
        [["linked-1", "jira_comment", { issue: "WEB-7", text: "No new fix: it is being\nfixed." }]],
      ],
    ]);
    const comment = { repository: "acme/checkout", number: 7, body: "No new fix: it is being fixed." };
    expect(await said(origins.github)).toEqual([["linked-1", "github_comment", comment]]);
    const text = ':link: <@U0MAYA> No new fix for "No &lt;cents&gt;": it is being fixed.';
    expect(await said(origins.slack)).toEqual([["linked-1", "C0OPS", text]]);
  });

  it("is said in Slack where a monitor reports another issue, as it can hear nothing itself", async () => {
    const told = {
      key: "linked-1",
      title: "No <cents>",
      reason: "it is being fixed",
      people: [],
      isAnother: true,
    };
    const sentry = sourceOf(report({ origin: origins.sentry }));
    expect(await done(sentry.linked({ ...told, channel: "C0ENG" }))).toEqual([
      ["linked-1", "C0ENG", expect.stringContaining("No &lt;cents&gt;")],
    ]);
    expect(await done(sentry.linked({ ...told, channel: null }))).toEqual([]);
  });

  it("hears of a plan", async () => {
    const said = (origin: Origin) => done(sourceOf(report({ origin })).planned("A plan."));
    expect(await said(origins.jira)).toEqual([
      ["tell jira", [["jira-plan", "jira_comment", { issue: "WEB-7", text: "A plan." }]]],
    ]);
    const comment = { repository: "acme/checkout", number: 7, body: "A plan." };
    expect(await said(origins.github)).toEqual([["tell-issue", "github_comment", comment]]);
    for (const origin of [origins.sentry, origins.slack, origins.api]) expect(await said(origin)).toEqual([]);
  });

  it("is done with after a merge, and hears of it", async () => {
    const after = (origin: Origin) => {
      const source = sourceOf(report({ origin }));
      return done([...source.resolve(rules), ...source.merged("Merged.")]);
    };
    expect(await after(origins.sentry)).toEqual([
      ["resolve", "sentry_resolve", { organization: "acme", issueId: "5001" }],
    ]);
    expect(await after(origins.jira)).toEqual([
      [
        "tell jira of merge",
        [
          ["jira-done", "jira_status_change", { issue: "WEB-7", from: null, to: "Shipped", orDone: true }],
          ["jira-merged", "jira_comment", { issue: "WEB-7", text: "Merged." }],
        ],
      ],
    ]);
    const comment = { repository: "acme/checkout", number: 7, body: "Merged." };
    expect(await after(origins.github)).toEqual([["tell-issue-merged", "github_comment", comment]]);
    for (const origin of [origins.slack, origins.api]) expect(await after(origin)).toEqual([]);
  });

  it("hears that nothing comes of it, and why, and each does whatever becomes of the others", async () => {
    const no = {
      what: "Signalbox could not plan a fix",
      cause: "a: @maya [x](y)",
      output: "https://here.example/",
    };
    const said = (origin: Origin) => done(sourceOf(report({ origin })).failed(no));
    const text = {
      issue: "WEB-7",
      text: "Signalbox could not plan a fix: a: @maya [x](y)\nAll of it: https://here.example/",
    };
    expect(await said(origins.jira)).toEqual([
      ["tell jira of failure", [["jira-failed", "jira_comment", text]]],
    ]);
    const body =
      "Signalbox could not plan a fix:\n\n```text\na: @maya [x](y)\n```\n\nAll of it is on [the dashboard](https://here.example/).";
    const comment = { repository: "acme/checkout", number: 7, body };
    expect(await said(origins.github)).toEqual([["tell-issue-failed", "github_comment", comment]]);
    const told: string[] = [];
    const refusing: Outlet = {
      act: async () => "it may not",
      tell: async () => null,
      spawn: async (name) => told.push(name),
    };
    const sentry = sourceOf(report({ origin: origins.sentry }));
    const jira = sourceOf(report({ origin: origins.jira }));
    const refused = await react(refusing, [...sentry.resolve(rules), ...jira.merged("Merged.")]);
    expect([refused, told]).toEqual([["Resolve issue 5001 in Sentry: it may not"], ["tell jira of merge"]]);
  });

  it("has a name and a page, unless it was only said", () => {
    const pages = kinds.map((origin) => sourceOf(report({ origin })).page);
    expect(pages).toEqual([
      { name: "5001", url: sentryOrigin.url },
      { name: "WEB-7", url },
      { name: "acme/checkout#7", url },
      null,
      null,
    ]);
  });

  it("is one of the forms that the sources have, with nothing besides", () => {
    for (const origin of kinds) {
      expect(originSchema.parse(origin)).toEqual(origin);
      expect(originSchema.safeParse({ ...origin, more: 1 }).success).toBe(false);
    }
    expect(originSchema.safeParse({ kind: "gitlab" }).success).toBe(false);
  });
});
