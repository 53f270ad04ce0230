import { describe, expect, it } from "vitest";
import { slackReport as effect } from "../../../../shared/actions/slack-report.ts";
import { channelIn } from "../../../../shared/jobs/editorial/report-channel.ts";
import { draftProblems } from "../../../../shared/jobs/editorial/kinds/slack-report/draft.ts";
import { slackReport } from "../../../../shared/jobs/editorial/kinds/slack-report/slack-report.ts";
import { missingFields } from "../../../../shared/jobs/editorial/rubric.ts";

const draft = { title: "A week", markdown: "- **Nine** releases" };
const fits = (change: object) =>
  effect.schema.safeParse({ channel: "C0CONTENT", ...draft, ...change }).success;

describe("a draft of a Slack report", () => {
  it.each([
    ["its form", {}],
    ["a message that is just short enough", { markdown: "x".repeat(4000 - "*A week*\n\n".length) }],
  ])("is fine with %s", (_name, change) => {
    expect(draftProblems({ ...draft, ...change })).toEqual([]);
    expect(fits(change)).toBe(true);
  });

  it.each([
    ["no title", { title: " " }, "title"],
    ["a title of two lines", { title: "one\ntwo" }, "title"],
    ["too long a title", { title: "x".repeat(151) }, "title"],
    ["no body", { markdown: "\n" }, "markdown: must not be empty"],
    [
      "a body that is too long once Slack's markup is escaped",
      { markdown: "<".repeat(1001) },
      "message of 4014",
    ],
  ])("with %s is sent back with the problem, and can't be posted", (_name, change, problem) => {
    expect(draftProblems({ ...draft, ...change }).join("; ")).toContain(problem);
    expect(fits(change)).toBe(false);
  });

  it.each([
    ["a repeated title", "# A week\n\nfine", "first-level heading"],
    ["a table", "| a | b |\n| - | - |", "tables"],
  ])("with %s is sent back with the problem", (_name, markdown, problem) => {
    expect(draftProblems({ ...draft, markdown }).join("; ")).toContain(problem);
  });
});

describe("where a report stands", () => {
  it.each([
    ["<#C012AB3CD|releases>", "C012AB3CD"],
    ["in <#C012AB3CD>, please", "C012AB3CD"],
    ["C012AB3CD", "C012AB3CD"],
    ["#releases", null],
    ["CONTENTMENT", null],
  ])("is read from %s", (words, id) => expect(channelIn(words)).toBe(id));

  const missing = (channel: string | null, asked: string | null) =>
    missingFields(slackReport.rubric, { ...slackReport.example, channel }, { channel: asked, said: "" }).map(
      (field) => field.name,
    );

  it("is where it was asked for unless the request names a place, and is asked for when that is no address", () => {
    expect(missing(null, "C0CONTENT")).toEqual([]);
    expect(missing(null, null)).toEqual(["channel"]);
    expect(missing("#releases", "C0CONTENT")).toEqual(["channel"]);
  });
});
