import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { depthOf } from "../../../../shared/jobs/bug-fix/depth.ts";
import type { BugReport } from "../../../../shared/jobs/bug-fix/report.ts";
import { metricIssue } from "../../../../shared/jobs/bug-fix/sources/sentry/source.ts";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";
import { call, report, sentryOrigin } from "./reports.ts";

const thresholds = rulesSchema.parse({}).bugFix.depth;
const depth = (over: Partial<BugReport>, known = true) => depthOf(report(over), known, thresholds);
const ours = [call("/srv/checkout/src/cart.js")];
const theirs = [call("node:events", { inApp: false })];

describe("how deep a report is looked into", () => {
  it.each<[string, Partial<BugReport>, boolean, string]>([
    [
      "an error that many people see, in code of ours",
      { frames: ours, level: "error", events: 214, users: 37 },
      true,
      "offer",
    ],
    [
      "the first of its kind, in code of ours",
      { frames: ours, level: "error", events: 1, users: 1 },
      true,
      "plan",
    ],
    [
      "the same where nobody knows the repository",
      { frames: ours, level: "error", events: 1, users: 1 },
      false,
      "root_cause",
    ],
    ["an alert that counts nothing", { frames: ours, level: "error" }, true, "plan"],
    [
      "an error in a browser's extension",
      { frames: theirs, level: "error", events: 12, users: 1 },
      false,
      "root_cause",
    ],
    ["a warning without a trace", { level: "warning", events: 1, users: 0 }, true, "ignore"],
    ["an issue that comes without its trace", { level: "error", events: 214, users: 37 }, true, "offer"],
    [
      "a metric over its limit, however far",
      {
        level: "fatal",
        events: 1_000_000,
        users: 9000,
        origin: { ...sentryOrigin, issueId: metricIssue("91") },
      },
      true,
      "root_cause",
    ],
  ])("%s", (_name, over, known, expected) => {
    expect(depth(over, known).depth).toBe(expected);
  });

  it("says why, with the points", () => {
    expect(depth({ frames: ours, level: "error", events: 100, users: 1 })).toEqual({
      score: 7.5,
      depth: "offer",
      reasons: [
        "100 events (+2)",
        "1 user (+0)",
        "the stack shows code of ours (+2.5)",
        "the repository is known (+2)",
        "level error (+1)",
      ],
    });
  });

  it("is always an offer when somebody asked for it", () => {
    const url = "https://issues.example/7";
    const asked: Partial<BugReport>[] = [
      { source: "jira", origin: { kind: "jira", issue: "WEB-7", url } },
      { source: "github", origin: { kind: "github", repository: "acme/checkout", issue: 7, url } },
      { source: "slack", origin: { kind: "slack", channel: "C0OPS", user: "U0MAYA" } },
      { source: "dashboard", origin: { kind: "api" } },
    ];
    for (const over of asked) {
      const judged = depth({ ...over, by: "maya", level: "debug" }, false);
      expect(judged.depth).toBe("offer");
      expect(judged.reasons[0]).toBe("maya asked for it");
    }
  });

  it("follows the team's thresholds", () => {
    const never = { rootCause: 99, plan: 99, offer: 99 };
    expect(depthOf(report({ frames: ours, level: "fatal" }), true, never).depth).toBe("ignore");
  });

  it("grows with everything that speaks for it", () => {
    const count = fc.option(fc.nat(1_000_000));
    fc.assert(
      fc.property(count, fc.nat(1_000_000), fc.boolean(), fc.boolean(), (users, events, known, own) => {
        const base = { users, events, frames: own ? ours : theirs, level: "error" } as const;
        const { score } = depth(base, known);
        expect(depth({ ...base, events: events * 10 }, known).score).toBeGreaterThanOrEqual(score);
        expect(depth({ ...base, level: "fatal" }, known).score).toBeGreaterThan(score);
        expect(depth({ ...base, frames: ours }, true).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});
