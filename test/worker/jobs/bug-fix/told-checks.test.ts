import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { fixes, ledger, signals } from "../../../../shared/db/schema.ts";
import { bugFixName } from "../../../../shared/jobs/bug-fix/name.ts";
import { onPullRequest } from "../../../../shared/changes/on-pull-request.ts";
import type { PullRequestEvent } from "../../../../shared/changes/pull-request-event.ts";
import { aTask, spine, unique } from "../../support/spine.ts";

const commit = "a".repeat(40);
const repository = "acme/checkout";

describe("what CI says", () => {
  it.each(["", "-2"])("is known by the branch where no pull request is named (fix/task%s)", async (end) => {
    const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
    const branch = `fix/${taskId}${end}`;
    const at = { createdAt: spine.now(), updatedAt: spine.now() };
    await spine.db
      .insert(fixes)
      .values({ ...at, taskId, fingerprint: taskId, state: "open", depth: "offer", repository, branch });
    const id = unique("github:status");
    const event = {
      kind: "checks",
      runId: 55,
      name: "ci/jenkins",
      conclusion: "failure",
      commit,
      isActions: false,
    } as const;
    const told = async (there: string) => {
      const body: PullRequestEvent = { type: "pull_request", repository, number: null, branch: there, event };
      const columns = { kind: "github.checks", provenance: "external", receivedAt: spine.now() } as const;
      await spine.db.insert(signals).values({ ...columns, id: `${id}:${there}`, status: "received", body });
      return onPullRequest(spine, { ...columns, id: `${id}:${there}`, body, taskId: "" }, bugFixName);
    };
    expect(await told(branch)).toEqual({ kind: "settled" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId));
    expect(facts.map(({ type, data }) => (type === "checks.finished" ? data["name"] : []))).toContain(
      "ci/jenkins",
    );
    expect(await told(`${branch}-elsewhere`)).toMatchObject({ kind: "decline" });
  });
});
