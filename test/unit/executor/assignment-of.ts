import type { ExecuteAssignment } from "../../../shared/executor/protocol.ts";

const commit = "a".repeat(40);
/** An assignment to carry out a plan. */
export const assignmentOf = (more: Partial<ExecuteAssignment> = {}): ExecuteAssignment => ({
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
    summary: "Empty carts cost nothing",
    scope: "cart",
    steps: [
      { type: "test", file: "test/cart.test.js", action: "show it" },
      { type: "implement", file: "src/cart.js", action: "do it" },
    ],
    testCommand: "npm test",
    estimatedMinutes: 1,
    riskLevel: "low",
    risks: [],
  },
  allowed: [],
  done: [],
  failure: null,
  ciLogs: null,
  ...more,
});
