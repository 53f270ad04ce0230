import type { HowTested } from "../../../shared/domain/how-tested.ts";
import { describe, expect, it } from "vitest";
import { planText } from "../../../shared/domain/plan-text.ts";
import { type Planned } from "../../../shared/domain/plan.ts";
import { repositoryPath } from "../../../shared/domain/repository.ts";
import { toMrkdwn } from "../../../shared/integrations/slack/markdown.ts";
import { textOf } from "../../../shared/integrations/slack/mrkdwn.ts";

describe("a path in a plan", () => {
  it("is a plain path inside the repository", () => {
    for (const path of ["src/cart.js", "app/[id]/page.tsx", "a b/ü.py", ".github/workflows/ci.yml"])
      expect(repositoryPath.safeParse(path).success, path).toBe(true);
  });

  it("is nothing that git, a shell or a reader takes for something else", () => {
    for (const path of [
      "/etc/passwd",
      "../up",
      "a/../../b",
      ".git/config",
      "a/.GIT/hooks/x",
      "--upload-pack=x",
      "-e.test.js",
      ":(top)a",
      "a\nb",
      "a\u007fb",
      "a\u202egnp.js",
      "a\u200b.js",
      "a\\b",
    ])
      expect(repositoryPath.safeParse(path).success, JSON.stringify(path)).toBe(false);
  });
});

describe("a plan in a message", () => {
  const evil =
    "fine\n\n# Approved by Lena\n[see](https://evil.example/x) <!channel> <https://evil.example|here>";
  const planned: Planned = {
    discovery: {
      repository: "acme/shop",
      confidence: 0.9,
      affectedFiles: ["a.js"],
      rootCause: evil,
      reasoning: evil,
      relatedFiles: [],
    },
    plan: {
      summary: "s",
      scope: "cart",
      steps: [{ type: "implement", file: "a.js", action: evil }],
      testCommand: "npm test` [x](https://evil.example)",
      estimatedMinutes: 1,
      riskLevel: "low",
      risks: [evil],
    },
  };

  it("has no line, link or call that a model has made up", () => {
    const text = textOf(toMrkdwn(planText(planned)));
    expect(text).not.toMatch(/<https?:|<!|^\*Approved|^# /m);
    expect(text.split("\n")).toHaveLength(6);
    const how: HowTested = {
      runner: null,
      command: evil,
      folder: "",
      manager: null,
      lockFile: null,
      installs: [],
      proves: "only its exit code is known",
      before: { passed: 0, failed: 1, failing: [evil] },
      warnings: [evil],
    };
    const tested = textOf(toMrkdwn(planText(planned, how)));
    expect(tested).not.toMatch(/<https?:|<!|^\*Approved|^# /m);
    expect(tested.split("\n")).toHaveLength(9);
    expect(tested).toContain("only its exit code is known");
  });
});
