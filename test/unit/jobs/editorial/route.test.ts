import { describe, expect, it } from "vitest";
import { desks } from "../../../../shared/jobs/editorial/desk.ts";
import { deskOf, editorialKinds } from "../../../../shared/jobs/editorial/registry.ts";
import { routeOf } from "../../../../shared/jobs/editorial/route.ts";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";

const rules = rulesSchema.parse({
  editorial: {
    routes: [
      { channel: "C0OLD", kind: "no_such_kind" },
      { channel: "C0FEEDBACK", kind: "feedback_triage", project: "web-shop" },
      { address: "@research.example", channel: "C0NEVER", kind: "growth_ideas" },
      { address: "survey@acme.example", kind: "feedback_triage" },
      { label: "Blog", kind: "blog_post" },
      { channel: "C0OLD", kind: "social_post" },
      { kind: "campaign" },
    ],
  },
});
const routed = (body: object, provenance: "external" | "internal" = "internal"): string | null =>
  routeOf(rules, { body, provenance })?.kind ?? null;
const mail = (to: string) => ({
  type: "mail",
  mailbox: "crew@acme.example",
  to: [to],
  text: "write a blog post",
});

describe("rules", () => {
  it.each([
    ["a channel of theirs", { type: "slack", channel: "C0FEEDBACK" }, "feedback_triage"],
    ["any other channel", { type: "slack", channel: "C0OTHER" }, null],
    ["a kind that there isn't, then one that there is", { type: "slack", channel: "C0OLD" }, "social_post"],
    ["a label in any case", { type: "jira", labels: ["x", "blog"] }, "blog_post"],
    [
      "a schedule that names its kind",
      { type: "schedule", kind: "weekly_report", channel: "C0FEEDBACK" },
      "weekly_report",
    ],
    [
      "a schedule that doesn't, by its channel",
      { type: "schedule", kind: null, channel: "C0FEEDBACK" },
      "feedback_triage",
    ],
    ["a schedule of a kind that is gone", { type: "schedule", kind: "gone", channel: null }, null],
    ["an address, however it is written", mail("Survey@Acme.example"), "feedback_triage"],
    ["a mail of one of ours", mail("crew@acme.example"), null],
    ["what has no form", { nothing: 1 }, null],
  ])("know %s", (_name, body, kind) => expect(routed(body)).toBe(kind));

  it("let a stranger's mail be answered and nothing else, unless the team says so", () => {
    expect(routed(mail("crew@acme.example"), "external")).toBe("mail_reply");
    expect(routed(mail("survey@acme.example"), "external")).toBe("feedback_triage");
  });

  it("name themselves, the desk and the project", () => {
    const body = { type: "slack", channel: "C0FEEDBACK" };
    expect(routeOf(rules, { body, provenance: "internal" })).toEqual({
      kind: "feedback_triage",
      desk: "feedback",
      project: "web-shop",
      rule: "route 2 of the rules says so for channel C0FEEDBACK",
    });
  });

  it("leave no desk without something to do", () => {
    const busy = new Set([...editorialKinds.map(({ desk }) => desk), deskOf("meeting")]);
    expect(busy).toEqual(new Set(desks));
  });
});

describe("a plain order", () => {
  it.each([
    ["write a blog post about quiet releases, for engineers", "blog_post"],
    ["<@U0SIGNALBOX> please draft us a short LinkedIn post about the new office", "social_post"],
    ["launch campaign for the exports: blog on Monday, posts at ten and a mail", "campaign"],
    ["Blog: how we sleep at night", "blog_post"],
    ["bitte schreib einen Artikel über unsere Suche", "blog_post"],
    ["triage the feedback in #feedback of the last week", "feedback_triage"],
    ["weekly report", "weekly_report"],
  ])("is known by its words: %s", (text, kind) => expect(routed({ type: "slack", text })).toBe(kind));

  it.each([
    "write a blog post and posts for bluesky about the exports",
    "don't write a blog post about it",
    "should we write a blog post about it?",
    "what is a blog post",
    "I read the blog post about exports",
    "schedule a meeting about the weekly report",
    "the blog is down",
  ])("is none where something else may be meant: %s", (text) =>
    expect(routed({ type: "slack", text })).toBeNull(),
  );
});
