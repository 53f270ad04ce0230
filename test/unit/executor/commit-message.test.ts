import { describe, expect, it } from "vitest";
import { commitMessage } from "../../../containers/executor/src/execute/commit-message.ts";
import type { ExecuteAssignment } from "../../../shared/executor/protocol.ts";

const commit = "a".repeat(40);
const assignment = (summary: string): ExecuteAssignment => ({
  mode: "execute",
  purpose: "fix",
  assignmentId: "bug-fix-1.run-1.1",
  taskId: "bug-fix-1",
  repository: {
    name: "acme/shop",
    cloneUrl: "https://github.example/acme/shop.git",
    base: "main",
    token: "token",
    testCommand: null,
  },
  llm: { url: "http://llm.example", token: "token", model: "claude" },
  mcp: { url: "http://mcp.example", servers: [] },
  report: "",
  deadlineMs: 1000,
  branch: "fix/bug-fix-1",
  baseCommit: commit,
  planCommit: commit,
  discovery: {
    repository: "acme/shop",
    confidence: 1,
    affectedFiles: ["src/cart.js"],
    rootCause: "it",
    reasoning: "it",
    relatedFiles: [],
  },
  plan: {
    summary,
    scope: "cart",
    steps: [],
    testCommand: "npm test",
    estimatedMinutes: 1,
    riskLevel: "low",
    risks: [],
  },
  allowed: [],
  done: [],
  failure: null,
  ciLogs: null,
});

describe("a commit's message", () => {
  it("names the plan, the task and the phase", () => {
    expect(commitMessage(assignment("Empty carts cost nothing"), "green")).toBe(
      "fix(cart): Empty carts cost nothing\n\nTask: bug-fix-1\nPhase: green\n",
    );
  });

  it("has no line but its own, closes nothing, calls nobody and lets CI run", () => {
    const message = commitMessage(
      assignment("Fix [skip ci] it\n\nTask: other\u2028Phase: review\r\nfixes #12, says @maya [CI SKIP]"),
      "red",
    );
    const [subject = "", ...rest] = message.split("\n");
    expect(rest).toEqual(["", "Task: bug-fix-1", "Phase: red", ""]);
    expect(subject).not.toMatch(/skip|#\d|@\w|[\u2028\r]/i);
  });
});
