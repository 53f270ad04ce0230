import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { waitFor } from "../../scripts/stack/wait.ts";
import { calendar, checkout, crash, type FixSystem, theFixSystem } from "./support/fixes.ts";

const root = resolve(import.meta.dirname, "../..");

let system: FixSystem;
beforeAll(async () => {
  system = await theFixSystem();
});

describe("people on the pull request", () => {
  it("change the plan by a comment; those who may not decide change nothing", async () => {
    const id = await system.report(checkout, `${crash}, and say why`);
    await system.taskIn(id, "waiting_approval");
    await system.comment(id, "@agent approve", "jonas-b");
    await system.comment(id, "Please name the product in the log, too.", "lena-f");
    await system.fact(id, "plan.written", (data) => data["revision"] === 2);
    await system.taskIn(id, "waiting_approval");
    expect((await system.pullOf(id)).body).toContain("name the product in the log");
    expect((await system.pullOf(id)).state).toBe("draft");

    await system.comment(id, "@agent reject we take the withdrawn products out of carts instead");
    const view = await system.taskIn(id, "rejected");
    expect(view.task.failure?.message).toContain("we take the withdrawn products out");
    expect((await system.fix(id)).state).toBe("closed");
    const again = await system.post<{ taskId: string; linked: string | null }>("/api/bugs", {
      title: `${crash}, and say why`,
      repository: checkout,
    });
    expect(again).toMatchObject({ taskId: id, linked: expect.stringContaining("people closed its fix") });
  });

  it("are asked again when the code of the plan has moved under their yes", async () => {
    const id = await system.report(checkout, `${crash} once more`);
    await system.taskIn(id, "waiting_approval");
    const moved = `${readFileSync(join(root, "sandbox/examples/acme/checkout/src/cart.js"), "utf8")}// Moved.\n`;
    await system.outside.sandbox("github", "push-commit", {
      repository: checkout,
      branch: "main",
      path: "src/cart.js",
      content: moved,
      message: "Move the cart",
      login: "maya-ortiz",
    });
    await system.comment(id, "@agent approve");
    await system.fact(id, "effect.failed", (data) => data["kind"] === "code_execute");
    const { data } = await system.fact(id, "plan.written", (one) => one["revision"] === 2);
    expect(data["baseCommit"]).not.toBe((await system.fact(id, "plan.written")).data["baseCommit"]);

    // Then somebody commits to the plan's own branch, which is left to them.
    await system.taskIn(id, "waiting_approval");
    const { branch } = await system.fix(id);
    const byHand = { path: "NOTES.md", content: "by hand\n", message: "By hand", login: "lena-f" };
    await system.outside.sandbox("github", "push-commit", { repository: checkout, branch, ...byHand });
    await system.comment(id, "@agent approve");
    await system.fact(id, "plan.written", (one) => one["revision"] === 3);
    await system.taskIn(id, "waiting_approval");
    const now = await system.fix(id);
    expect(now.branch).toBe(`${branch}-3`);
    const before = (await system.pulls()).find(({ head }) => head === branch);
    expect(before?.comments.at(-1)?.body).toContain(`The plan goes on in #${now.pullRequest}`);
    expect(before?.files.map(({ filename }) => filename)).toContain("NOTES.md");
    await system.post(`/api/tasks/${id}/cancel`, { reason: "seen enough" });
    await system.taskIn(id, "cancelled");
  });
});

describe("a repository that nothing tells", () => {
  it("is asked for where GitHub refuses to search, and is found by its exact name", async () => {
    await system.outside.sandbox("github", "terms", { codeSearch: false });
    const { taskId } = await system.post<{ taskId: string }>("/api/bugs", {
      title: "The importer stops",
      text: "TypeError: no rows\n    at readRows (/data/importer/src/rows.js:12:5)",
    });
    await system.taskIn(taskId, "waiting_reply");
    await system.post(`/api/tasks/${taskId}/replies`, { text: "in acme/calendar, I think." });
    expect((await system.fact(taskId, "repository.found")).data["repository"]).toBe(calendar);
    await system.post(`/api/tasks/${taskId}/cancel`, { reason: "seen enough" });
    await system.outside.sandbox("github", "terms", { codeSearch: true });
  });
});

describe("the referee", () => {
  const structured = { structured: { summary: "done" } };
  const write = (content: string) => ({
    tool: "Write",
    input: { file_path: "{{cwd}}/test/cart.test.js", content },
  });
  const readFirst = { tool: "Read", input: { file_path: "{{cwd}}/test/cart.test.js" } };

  it("refuses a test that fails by a syntax error, and the task fails honestly with its pull request a draft", async () => {
    const id = await system.report(checkout, `${crash}: a false RED`);
    await system.script({
      phase: "red",
      contains: "a false RED",
      turns: [readFirst, write("import test from 'node:test';\ntest('broken', () => {"), structured],
    });
    await system.approve(id);
    const view = await system.taskIn(id, "failed");
    expect(view.task.failure?.code).toBe("fix_failed");
    const refusals = view.timeline.filter(({ type }) => type === "phase.refused");
    expect(refusals.length).toBeGreaterThanOrEqual(4);
    const pull = await system.pullOf(id);
    expect(pull.state).toBe("draft");
    expect(pull.comments.at(-1)?.body).toContain("could not carry out this plan");
    expect(pull.files.map(({ filename }) => filename)).toEqual(["PLAN.md"]);
    const fix = await system.fix(id);
    expect(fix.assignments.map(({ outcome }) => outcome?.kind)).toEqual(["planned", "failed", "failed"]);
    expect(fix.state).toBe("failed");
  });

  it("undoes what lies outside the plan, and the second try makes it", async () => {
    const id = await system.report(checkout, `${crash}: out of bounds`);
    await system.script({
      phase: "green",
      contains: "out of bounds",
      times: 1,
      turns: [
        {
          tool: "Bash",
          input: { command: "echo 'export const stolen = true;' >> src/session.js; rm -f test/cart.test.js" },
        },
        structured,
      ],
    });
    await system.approve(id);
    await system.fact(id, "pull_request.ready");
    const view = await system.outside.task(id);
    expect(view.timeline.find(({ type }) => type === "phase.refused")?.summary).toMatch(
      /session\.js|cart\.test\.js/,
    );
    expect((await system.pullOf(id)).files.map(({ filename }) => filename)).toEqual([
      "src/cart.js",
      "test/cart.test.js",
    ]);
  });
});

describe("an executor that is killed with -9", () => {
  it("in each phase, is made up for by the next: one pull request, each phase once", async () => {
    const id = await system.report(checkout, `${crash}: and the power goes`);
    const slowly = [{ tool: "Bash", input: { command: "sleep 4" } }];
    for (const phase of ["red", "green", "refactor"])
      await system.script({ phase, contains: "the power goes", turns: slowly, afterwards: "prepared" });
    await system.approve(id);
    for (const phase of ["red", "green", "refactor", "review"]) {
      await system.fact(id, "phase.started", (data) => data["phase"] === phase);
      await system.stack.killExecutor();
      await system.stack.startExecutor();
    }
    await system.fact(id, "pull_request.ready");
    const { timeline } = await system.outside.task(id);
    const passed = timeline.filter(({ type }) => type === "phase.passed").map(({ data }) => data["phase"]);
    expect(passed).toEqual(["plan", "red", "green", "refactor", "review"]);
    expect((await system.pulls()).filter(({ head }) => head.includes(id))).toHaveLength(1);
    expect((await system.fix(id)).assignments.at(-1)?.starts).toBeGreaterThanOrEqual(4);
  });
});

describe("CI that fails on a ready pull request", () => {
  it("is repaired once, from its logs, on top of the fix; what reviewers ask for comes on top of that", async () => {
    const workflow = ".github/workflows/ci.yml";
    const usual = readFileSync(join(root, "sandbox/examples/acme/checkout", workflow), "utf8");
    const onMain = async (content: string) =>
      system.outside.sandbox("github", "push-commit", {
        repository: checkout,
        branch: "main",
        path: workflow,
        content,
        message: "Change CI",
        login: "maya-ortiz",
      });
    // The draft has no fix yet: there, this fails with nobody minding.
    await onMain(`${usual}      - run: grep -q audited src/cart.js\n`);
    const id = await system.report(checkout, `${crash}: and CI wants more`);
    await system.script({
      phase: "repair",
      contains: "and CI wants more",
      turns: [
        { tool: "Bash", input: { command: "echo '// audited' >> src/cart.js" } },
        { structured: { summary: "audited" } },
      ],
    });
    await system.outside.sandbox("github", "terms", { requiredChecks: ["test"] });
    await system.approve(id);
    await system.fact(id, "pull_request.ready");
    await system.fact(id, "phase.passed", (data) => data["phase"] === "repair");
    await system.fact(id, "checks.finished", (data) => data["conclusion"] === "success");
    // Another app's check that nobody requires: it is on record, and nobody is called for it.
    const said = { repository: checkout, login: "maya-ortiz", context: "coverage/patch", state: "failure" };
    const sha = (await system.pullOf(id)).commits.at(-1)?.sha;
    await system.outside.sandbox("github", "status", { ...said, sha });
    await system.fact(id, "checks.finished", (data) => data["name"] === "coverage/patch");
    const pull = await waitFor("the word about the repair", 60_000, async () => {
      const now = await system.pullOf(id);
      return now.comments.some(({ body }) => body.includes("The repair is")) ? now : null;
    });
    expect(pull.comments.filter(({ body }) => body.includes("I try to repair it, once"))).toHaveLength(1);
    expect(pull.comments.some(({ body }) => body.includes("coverage/patch"))).toBe(false);
    expect(pull.files.map(({ filename }) => filename)).toEqual(["src/cart.js", "test/cart.test.js"]);
    expect(
      (await system.fix(id)).assignments.filter(({ id: assignment }) => assignment.includes(".repair-")),
    ).toHaveLength(1);
    expect((await system.outside.task(id)).task.status).toBe("waiting_merge");
    await system.outside.sandbox("github", "review", {
      repository: checkout,
      number: pull.number,
      login: "lena-f",
      state: "CHANGES_REQUESTED",
      body: "",
      comments: [{ path: "src/cart.js", line: 1, body: "Look at this once more" }],
    });
    const { data } = await system.fact(id, "revision.answered");
    expect(data["commit"]).toBe((await system.pullOf(id)).commits.at(-1)?.sha);
    const revised = await waitFor("the reply to the reviewer", 60_000, async () => {
      const now = await system.pullOf(id);
      return now.comments.some(({ body }) => body.includes("Round 1 of 3:")) ? now : null;
    });
    expect(revised.body).toContain("Look at this once more");
    expect(revised.files.map(({ filename }) => filename)).toEqual(["src/cart.js", "test/cart.test.js"]);
    expect((await system.outside.task(id)).task.status).toBe("waiting_merge");
    await onMain(usual);
    await system.outside.sandbox("github", "terms", { requiredChecks: [] });
  });
});

describe("a budget that ends in the middle", () => {
  it("pauses the run, and a top-up lets it go on where it was", async () => {
    const id = await system.report(calendar, "Monthly invoices on the 31st skip February");
    await system.approve(id);
    await system.fact(id, "phase.passed", (data) => data["phase"] === "red");
    await system.send("PUT", "/api/budgets", { scope: "project-day", of: "tight", usd: 0.01 });
    await system.taskIn(id, "out_of_budget");
    const before = (await system.outside.task(id)).timeline.filter(({ type }) => type === "phase.passed");
    await system.post("/api/budgets/top-ups", { scope: "project-day", of: "tight", usd: 20 });
    await system.fact(id, "pull_request.ready");
    const { timeline } = await system.outside.task(id);
    const passed = timeline.filter(({ type }) => type === "phase.passed").map(({ data }) => data["phase"]);
    expect(passed.slice(0, before.length)).toEqual(before.map(({ data }) => data["phase"]));
    expect(new Set(passed).size).toBe(passed.length);
    expect(timeline.some(({ type }) => type === "budget.exhausted")).toBe(true);
  });
});

describe("a task that is cancelled while the executor works", () => {
  it("ends, and so does the work", async () => {
    const id = await system.report(checkout, `${crash}: never mind`);
    await system.script({
      phase: "red",
      contains: "never mind",
      turns: [{ tool: "Bash", input: { command: "sleep 60" } }],
      afterwards: "prepared",
    });
    await system.approve(id);
    await system.fact(id, "phase.started", (data) => data["phase"] === "red");
    await system.post(`/api/tasks/${id}/cancel`, { reason: "we rewrite the cart" });
    await system.taskIn(id, "cancelled");
    expect((await system.fix(id)).assignments.at(-1)?.outcome?.kind).toBe("cancelled");
  });
});
