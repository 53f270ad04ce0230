import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { fixes, tasks } from "../../../../shared/db/schema.ts";
import { assignmentById } from "../../../../shared/executor/assignments.ts";
import { endAssignment } from "../../../../shared/executor/end-assignment.ts";
import type { AssignmentResult } from "../../../../shared/executor/protocol.ts";
import { BugFixWorkflow } from "../../../../workflows/bug-fix/bug-fix-workflow.ts";
import { planned } from "../../executor/spec.ts";
import { headOf, onlyPullOf, push, quietGithub, repository } from "../../support/github.ts";
import { OutageEngine } from "../../support/outage-engine.ts";
import { sandbox } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";
import { approveAll, aTaskOf, recorded, work } from "../../support/worked.ts";

const minute = 60_000;

beforeAll(quietGithub);
beforeEach(() => vi.setSystemTime(Date.now()));
afterEach(async () => {
  for (const service of ["github", "slack"]) await sandbox(`/${service}/_sandbox/forget`, {});
  vi.useRealTimers();
});

/** A fix of a bug that says where it is. */
async function aFix(): Promise<string> {
  const report = {
    type: "bug",
    source: "cli",
    by: "maya",
    title: unique(),
    text: "It crashes.",
    frames: [],
    errorType: null,
    events: null,
    users: null,
    level: null,
    repository,
    origin: { kind: "api" },
    project: "default",
    channel: "C0CONTENT",
  };
  const taskId = await aTaskOf(unique("bug-fix"), "api.bug", report, "");
  const at = { createdAt: Date.now(), updatedAt: Date.now() };
  await spine.db.insert(fixes).values({ ...at, taskId, fingerprint: taskId, depth: "offer", state: "open" });
  return taskId;
}

/** Plays the executor: an assignment ends as is said of it as soon as it is looked for. */
const playing =
  (ends: (id: string) => Promise<AssignmentResult>) =>
  async (step: string): Promise<void> => {
    const id = /^watch (.+) 1$/.exec(step)?.[1] ?? "";
    const assignment = await assignmentById(spine, id);
    if (assignment !== undefined) await endAssignment(spine, assignment, await ends(id));
  };

it(
  "a fix finds its repository in spite of half an hour without GitHub, and goes on when Claude answers again",
  { timeout: 60_000 },
  async () => {
    // GitHub looks at its own clock when it is there again.
    vi.setSystemTime(Date.now() - 32 * minute);
    const taskId = await aFix();
    const nobody = async () => expect.fail("nobody was to be asked");
    // The executor has met Claude without an answer, and then the base has moved.
    const played = playing(async (id) => {
      const of = { phase: "plan", reason: "529" } as const;
      return id.endsWith(".1")
        ? { ...of, kind: "unavailable", service: "anthropic" }
        : { ...of, kind: "failed", code: "stale" };
    });
    const engine = new OutageEngine({ services: ["github", "slack"], at: 1 }, nobody, played);
    await work(BugFixWorkflow, taskId, engine);
    expect(engine.isOver).toBe(true);
    const { task, facts, left } = await recorded(taskId);
    expect(task).toMatchObject({ status: "failed", failure: { message: "plan: 529" } });
    expect(left).toEqual([]);
    const of = (type: string) => facts.filter((one) => one.type === type);
    expect(of("repository.found")).toHaveLength(1);
    expect(of("assignment.queued").map(({ data }) => data["assignmentId"])).toEqual([
      `${taskId}.plan-1.1`,
      `${taskId}.plan-1.2`,
    ]);
    expect(of("service.waited").map(({ data }) => data["service"])).toContain("anthropic");
    expect(of("service.waited")).toHaveLength(of("service.resumed").length);
  },
);

it.each([
  ["when its plan is to be shown", "draft-1"],
  ["when it is to be pushed", "push"],
  ["when it is to be ready for review", "ready"],
])(
  "a fix outlives GitHub's half an hour %s, and is seen to wait for it",
  { timeout: 120_000 },
  async (_when, at) => {
    const [main, taskId] = [await headOf("main"), await aFix()];
    const branch = `fix/${taskId}`;
    const seen: string[] = [];
    let isBack = false;
    const played = playing(async (id) => {
      if (id.includes(".plan-")) return { kind: "planned", planned, baseCommit: main };
      const isCutOff = at === "push" && id.endsWith(".1");
      if (isCutOff)
        return { kind: "unavailable", phase: "red", service: "github", reason: "git push failed: 502" };
      const commit = await push(branch, "src/cart.js", "// mended\n");
      const none = { diff: "", review: "good", pointedOut: [], failedBefore: [], walls: [] };
      return { kind: "ready", commit, files: [{ path: "src/cart.js", added: 1, removed: 1 }], ...none };
    });
    const people = async (): Promise<void> => {
      await approveAll(taskId);
      const pull = await onlyPullOf(branch);
      if (pull.state === "open")
        await sandbox("/github/_people/merge", { repository, number: pull.number, login: "lena-f" });
    };
    const begins = at === "push" ? `watch ${taskId}.run-1.1 1` : at;
    const engine = new OutageEngine({ services: ["github"], at: begins }, people, async (step) => {
      if (engine.hasBegun && !isBack) {
        // GitHub looks at its own clock when it is there again.
        vi.setSystemTime(Date.now() - 36 * minute);
        isBack = true;
      }
      await played(step);
      const row = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
      if (row?.awaits) seen.push(row.awaits.words);
    });
    await work(BugFixWorkflow, taskId, engine);
    expect(engine.isOver).toBe(true);
    const { task, facts, left } = await recorded(taskId);
    expect(task).toMatchObject({ status: "done", awaits: null });
    expect(left).toEqual([]);
    expect(seen).toContainEqual(expect.stringMatching(/^waits for GitHub, down since \d\d:\d\d UTC$/));
    const count = (type: string) =>
      facts.filter((one) => one.type === type && one.data["service"] === "github").length;
    expect(count("service.waited")).toBeGreaterThan(0);
    expect(count("service.resumed")).toBeGreaterThan(0);
    expect(await onlyPullOf(branch)).toMatchObject({ state: "merged" });
  },
);
