import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type CodeExecute, codeExecute } from "../../../shared/actions/code-execute.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { approvedAction } from "../support/github.ts";
import { unique } from "../support/spine.ts";

const planCommit = "b".repeat(40);
const baseCommit = "c".repeat(40);
const planned = "src/cart.js";

const plan: CodeExecute = {
  repository: "acme/checkout",
  base: "main",
  baseCommit,
  branch: "fix/task-1",
  planCommit,
  pullRequest: 1,
  revision: 1,
  planned: {
    discovery: {
      repository: "acme/checkout",
      confidence: 1,
      affectedFiles: [planned],
      rootCause: "it",
      reasoning: "it",
      relatedFiles: [],
    },
    plan: {
      summary: "Look first",
      scope: "cart",
      steps: [{ type: "implement", file: planned, action: "mend it" }],
      testCommand: "npm test",
      estimatedMinutes: 1,
      riskLevel: "low",
      risks: [],
    },
  },
  testCommand: null,
  // What nobody has allowed is looked at last: so it is seen that all before it is as it was.
  protectedFiles: ["package.json"],
  report: "It crashes.",
  deadlineMs: 1000,
};

/** Tries the plan where so many other files have changed on the base meanwhile. */
async function tried(over: { head?: string; now?: string | null; listed?: string[] } = {}) {
  const { head = planCommit, now = "as it was", listed = [] } = over;
  const answers: [RegExp, () => Response][] = [
    [/\/installation$/, () => Response.json({ id: 1, app_slug: "signalbox" })],
    [
      /\/access_tokens$/,
      () =>
        Response.json({ token: unique("ghs"), expires_at: new Date(Date.now() + 3_600_000).toISOString() }),
    ],
    [/\/git\/ref\//, () => Response.json({ object: { sha: head } })],
    // As GitHub has it: the first 300 files, and on no page the others.
    [/\/compare\/.*page=/, () => Response.json({ ahead_by: 1, behind_by: 0 })],
    [
      /\/compare\//,
      () => Response.json({ ahead_by: 1, behind_by: 0, files: listed.map((filename) => ({ filename })) }),
    ],
    [/\/contents\/.*ref=c/, () => fileOf("as it was")],
    [/\/contents\//, () => fileOf(now)],
  ];
  const at = configuredSpine(
    { ...env, GITHUB_API_URL: `https://${unique("github")}.example` },
    {
      fetch: async (input) => {
        const { url } = new Request(input);
        return (
          answers.find(([path]) => path.test(url))?.[1]() ?? Response.json({ message: url }, { status: 400 })
        );
      },
    },
  );
  return codeExecute.apply(at, { ...approvedAction(plan), payload: plan });
}

function fileOf(text: string | null): Response {
  return text === null
    ? Response.json({ message: "Not Found" }, { status: 404 })
    : Response.json({ type: "file", encoding: "base64", content: btoa(text) });
}

const many = Array.from({ length: 300 }, (_, n) => `docs/${n}.md`);
const nobodyAllowed = { kind: "refused", error: "nobody has allowed to touch package.json" };

describe("a yes to a plan", () => {
  it("is void when somebody has committed to the plan's branch", async () => {
    expect(await tried({ head: "d".repeat(40) })).toEqual({
      kind: "stale",
      error: "fix/task-1 has changed since the plan was shown",
    });
  });

  it.each([
    ["among a few", { listed: [planned] }],
    ["and GitHub lists only 300 others", { listed: many, now: "another" }],
    ["away from where it was, beyond what GitHub lists", { listed: many, now: null }],
  ])("is void when a planned file has changed %s", async (_how, over) => {
    expect(await tried(over)).toEqual({
      kind: "stale",
      error: "main has moved in src/cart.js since the plan was made",
    });
  });

  it.each([[["README.md"]], [many]])("counts when other files have changed", async (listed) => {
    expect(await tried({ listed })).toEqual(nobodyAllowed);
  });
});
