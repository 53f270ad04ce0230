import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AssignmentResult } from "../../../../shared/executor/protocol.ts";
import {
  clearScenes,
  Ended,
  fix,
  good,
  makeScene,
  nothing,
  provingTest,
  recordsOf,
  refusalsOf,
  shop,
  wellDone,
  write,
  type Turn,
} from "./scene.ts";

afterEach(clearScenes);
// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 60_000 });

/** Both tries of a phase go wrong in the same way. */
const twice = (turn: Turn): Turn[] => [turn, turn];

function failureOf(result: AssignmentResult) {
  if (result.kind !== "failed") throw new Error(`ended with ${JSON.stringify(result).slice(0, 500)}`);
  return result;
}
function readyOf(result: AssignmentResult) {
  if (result.kind !== "ready") throw new Error(`ended with ${JSON.stringify(result).slice(0, 2000)}`);
  return result;
}
const added = (text: string): string => `${shop["test/cart.test.js"]}\n${text}\n`;

describe("a fix that goes well", () => {
  it("is pushed in a commit for each phase, with the evidence of every run", async () => {
    const { remote, run, planCommit } = await makeScene();
    const { result, events, runs, prompts } = await run(wellDone());
    const ready = readyOf(result);
    expect(ready.files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
    expect(ready).toMatchObject({ review: "It mends the root cause.", failedBefore: [] });
    expect(await remote.head("fix/t1")).toBe(ready.commit);
    const log = await remote.log("fix/t1", planCommit);
    expect(log).toEqual([
      "test(cart): show the bug: carts without items cost nothing",
      "fix(cart): carts without items cost nothing",
      "chore(cart): remove the plan of the fix",
    ]);
    expect(await remote.show("fix/t1:src/cart.js")).toBe(fix.trim());
    await expect(remote.show("fix/t1:PLAN.md")).rejects.toThrow("PLAN.md");
    expect(runs.map(({ name, exitCode, passed, failed }) => [name, exitCode, passed, failed])).toEqual([
      ["the suite before", 0, 1, 0],
      ["the suite with the new test", 1, 1, 1],
      ["the new test, a second time", 1, 1, 1],
      ["the suite with the fix", 0, 2, 0],
      ["the suite after tidying up", 0, 2, 0],
      ["the suite from a fresh checkout", 0, 2, 0],
    ]);
    expect(runs[1]?.command).toMatch(/^node --test /);
    expect(runs[1]?.failures[0]).toMatchObject({ test: "test/cart.test.js > an empty cart costs nothing" });
    const [red] = recordsOf(events);
    expect(red?.newTests).toEqual(["test/cart.test.js > an empty cart costs nothing"]);
    expect(Object.keys(red?.frozen ?? {})).toEqual(["test/cart.test.js"]);
    expect(prompts[0]).toContain("<phase>red</phase>");
    expect(prompts[0]?.match(/<\/report>/g)).toHaveLength(1);
    expect(prompts[3]).toContain("<diff>");
  });

  it("tells its secrets to nobody", async () => {
    const { run, assignment } = await makeScene();
    const { result, events, prompts, folder } = await run({
      ...wellDone(),
      // As if a model had found them somewhere: they don't get any further.
      refactor: [() => ({ summary: `I have ${assignment.repository.token} and ${assignment.llm.token}` })],
    });
    readyOf(result);
    const told = JSON.stringify({ result, events, prompts });
    expect(told).not.toContain(assignment.repository.token);
    expect(told).not.toContain(assignment.llm.token);
    expect(await holding(folder, [assignment.repository.token, assignment.llm.token])).toEqual([]);
  });
});

/** Files below a folder that hold one of some words. */
async function holding(folder: string, words: string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, "latin1");
    if (words.some((word) => text.includes(word))) found.push(path);
  }
  return found;
}

describe("a false RED", () => {
  const cases: [name: string, text: string, reason: RegExp][] = [
    ["a test that passes", 'test("passes", () => assert.equal(1, 1));', /passes although nothing is fixed/],
    ["a syntax error", 'test("broken", () => {', /can't even be loaded/],
    [
      "a missing import",
      'import { nope } from "../src/nope.js";\ntest("x", () => assert.ok(nope));',
      /can't even be loaded/,
    ],
    ["a test that crashes", 'test("crashes", () => total({}));', /by its own assertion/],
    [
      "a test that refers to nothing",
      'test("refers", () => assert.ok(nothingThere));',
      /by its own assertion/,
    ],
    [
      "a test that takes too long",
      'test("slow", { timeout: 50 }, () => new Promise((r) => setTimeout(r, 500)));',
      /by its own assertion/,
    ],
    ["no new test", "// later", /no new test/],
    ["a new test that is skipped", 'test.skip("skipped", () => assert.equal(1, 2));', /skipped/],
  ];
  it.each(cases)("is refused: %s", async (_name, text, reason) => {
    const { run, remote, planCommit } = await makeScene();
    const { result, events } = await run({ red: twice(write({ "test/cart.test.js": added(text) })) });
    expect(failureOf(result)).toMatchObject({ phase: "red", code: "refused" });
    expect(failureOf(result).reason).toMatch(reason);
    expect(refusalsOf(events)).toHaveLength(2);
    expect(await remote.head("fix/t1")).toBe(planCommit);
  });

  it("is refused when it is flaky", async () => {
    const { run } = await makeScene();
    const flaky = added(`
import { existsSync, rmSync, writeFileSync } from "node:fs";
const marker = new URL("../../../marker", import.meta.url);
test("sometimes", () => {
  const there = existsSync(marker);
  if (there) rmSync(marker);
  else writeFileSync(marker, "");
  assert.ok(there);
});`);
    const { result } = await run({ red: twice(write({ "test/cart.test.js": flaky })) });
    expect(failureOf(result).reason).toMatch(/flaky/);
  });

  it.each([
    [
      "deletes a test",
      "import { test } from 'node:test';\nimport assert from 'node:assert/strict';\ntest('new', () => assert.equal(1, 2));",
      /removed or renamed/,
    ],
    ["skips a test", provingTest.replace('test("adds', 'test.skip("adds'), /skipped/],
    ["breaks a test", provingTest.replace(", 5)", ", 6)"), /passed before and fails now/],
  ])("is refused when it %s that was there", async (_what, text, reason) => {
    const { run } = await makeScene();
    const { result } = await run({ red: twice(write({ "test/cart.test.js": text })) });
    expect(failureOf(result).reason).toMatch(reason);
  });

  it("gets one more try, with the reason, and then goes on", async () => {
    const { run } = await makeScene();
    const { result, prompts } = await run({
      ...wellDone(),
      red: [
        write({ "test/cart.test.js": added('test("crashes", () => total({}));') }),
        write({ "test/cart.test.js": provingTest }),
      ],
    });
    readyOf(result);
    expect(prompts[1]).toMatch(/<refusal>[^<]*by its own assertion/);
  });
});

describe("what may be changed", () => {
  it("is only the plan's test files in RED", async () => {
    const { run } = await makeScene();
    const { result } = await run({
      red: twice(write({ "test/cart.test.js": provingTest, "src/cart.js": fix })),
    });
    expect(failureOf(result).reason).toMatch(/src\/cart\.js is not a test file/);
  });

  it.each([
    [
      "an edited test",
      write({ "src/cart.js": fix, "test/cart.test.js": shop["test/cart.test.js"] ?? "" }),
      /frozen since RED/,
    ],
    ["a new test", write({ "src/cart.js": fix, "test/more.test.js": "" }), /frozen since RED/],
    [
      "a deleted test",
      async ({ cwd }) => {
        await rm(join(cwd, "test/cart.test.js"));
        return { summary: "" };
      },
      /you deleted test\/cart\.test\.js/,
    ],
    [
      "a file outside the plan",
      write({ "src/cart.js": fix, "src/other.js": "" }),
      /src\/other\.js is not one of the plan's code files/,
    ],
    [
      "a changed test script",
      write({ "src/cart.js": fix, "package.json": '{"scripts":{"test":"true"}}' }),
      /package\.json is not one of/,
    ],
    [
      "a workflow",
      write({ "src/cart.js": fix, ".github/workflows/ci.yml": "on: push" }),
      /protected \(CI configuration\)/,
    ],
    [
      "a link out of the tree",
      async ({ cwd }) => {
        await rm(join(cwd, "src/cart.js"));
        await symlink("/etc/passwd", join(cwd, "src/cart.js"));
        return { summary: "" };
      },
      /not a plain file/,
    ],
    [
      "a git folder that was planted",
      async ({ cwd }) => {
        await write({ "src/cart.js": fix, "src/.git/config": "[core]\n\tfsmonitor = touch owned\n" })({
          cwd,
          prompt: "",
          whyNotEdit: () => null,
        });
        return { summary: "" };
      },
      /src\/\.git/,
    ],
  ] satisfies [string, Turn, RegExp][])("is refused in GREEN: %s", async (_what, turn, reason) => {
    const { run, remote } = await makeScene();
    const { result, events } = await run({ ...wellDone(), green: twice(turn) });
    expect(failureOf(result)).toMatchObject({ phase: "green", code: "refused" });
    expect(failureOf(result).reason).toMatch(reason);
    // RED stays proven.
    expect(await remote.head("fix/t1")).toBe(recordsOf(events)[0]?.commit);
  });

  it("undoes a diff out of bounds before the second try", async () => {
    const { run } = await makeScene();
    const seen: string[] = [];
    const { result } = await run({
      ...wellDone(),
      green: [
        write({ "src/cart.js": fix, "src/other.js": "export const other = 2;" }),
        async (ask) => {
          seen.push(
            await readFile(join(ask.cwd, "src/other.js"), "utf8"),
            ask.whyNotEdit("src/other.js") ?? "may",
          );
          return write({ "src/cart.js": fix })(ask);
        },
      ],
    });
    readyOf(result);
    expect(seen).toEqual([shop["src/other.js"], expect.stringContaining("not one of the plan's code files")]);
  });

  it("takes a protected file with an approval of its own, and not without", async () => {
    const scene = await makeScene(
      { ...shop, Dockerfile: "FROM a\n" },
      { code: ["src/cart.js", "Dockerfile"] },
    );
    const green = [write({ "src/cart.js": fix, Dockerfile: "FROM b\n" })];
    const refused = await scene.run({ ...wellDone(), green: [...green, ...green] });
    expect(failureOf(refused.result).reason).toMatch(/Dockerfile is protected/);
    const done = recordsOf(refused.events);
    const allowed = await scene.run({ ...wellDone(), green }, { done, allowed: ["Dockerfile"] });
    expect(readyOf(allowed.result).files.map(({ path }) => path)).toContain("Dockerfile");
  });

  it("doesn't include the test script, also when the plan names package.json", async () => {
    const { run } = await makeScene(shop, { code: ["src/cart.js", "package.json"] });
    const turn = write({ "package.json": '{"type":"module","scripts":{"test":"node --test test/none"}}' });
    const { result } = await run({ ...wellDone(), green: twice(turn) });
    expect(failureOf(result).reason).toMatch(/package\.json: its scripts/);
  });

  it("is no fix that works only where the agent worked", async () => {
    const { run } = await makeScene({ ...shop, ".gitignore": "dist\n" });
    const cheating = {
      "src/cart.js": 'export { total } from "../dist/cart.js";\n',
      "dist/cart.js": fix,
    };
    const { result } = await run({ ...wellDone(), green: [write(cheating)] });
    expect(failureOf(result)).toMatchObject({ phase: "review", code: "refused" });
    expect(failureOf(result).reason).toMatch(/from a fresh checkout/);
  });
});

describe("a suite", () => {
  it("that was red before is told honestly, and mustn't get worse", async () => {
    const red = {
      "test/old.test.js":
        'import assert from "node:assert";\nimport { test } from "node:test";\ntest("old", () => assert.equal(1, 2));\n',
    };
    const { run } = await makeScene({ ...shop, ...red });
    const { result, runs } = await run(wellDone());
    expect(readyOf(result).failedBefore).toEqual(["test/old.test.js > old"]);
    expect(runs[0]).toMatchObject({ name: "the suite before", exitCode: 1, failed: 1 });
  });

  it("that leaves files behind, or changes some, isn't held against the agent", async () => {
    const litter = `${shop["test/cart.test.js"]}
import { writeFileSync } from "node:fs";
writeFileSync(new URL("../litter.log", import.meta.url), "");
writeFileSync(new URL("../src/other.js", import.meta.url), "changed by a test");
`;
    const { run, remote } = await makeScene({ ...shop, "test/cart.test.js": litter });
    const proving = `${litter}test("an empty cart", () => assert.doesNotThrow(() => total({})));\n`;
    const { result } = await run({
      ...wellDone(),
      red: [
        write({ "test/cart.test.js": `${litter}test("an empty cart", () => total({}));\n` }),
        write({ "test/cart.test.js": proving }),
      ],
    });
    expect(readyOf(result).files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
    expect(await remote.show("fix/t1:src/other.js")).toBe(shop["src/other.js"]?.trim());
  });

  it("must pass as a whole in GREEN", async () => {
    const { run } = await makeScene();
    const { result } = await run({
      ...wellDone(),
      green: twice(write({ "src/cart.js": "export const total = () => 0;\n" })),
    });
    expect(failureOf(result).reason).toMatch(
      /tests fail that didn't before:\n- test\/cart\.test\.js > adds up prices/,
    );
  });

  it("whose new test doesn't pass yet is refused in GREEN", async () => {
    const { run } = await makeScene();
    const { result } = await run({ ...wellDone(), green: twice(nothing) });
    expect(failureOf(result).reason).toMatch(/the new tests don't pass/);
  });

  it("that REFACTOR breaks twice leaves GREEN as it is", async () => {
    const { run, remote } = await makeScene();
    const { result, events } = await run({
      ...wellDone(),
      refactor: twice(write({ "src/cart.js": "export const total = 1;\n" })),
    });
    readyOf(result);
    expect(await remote.show("fix/t1:src/cart.js")).toBe(fix.trim());
    const summaries = events.flatMap((event) => (event.type === "phase.passed" ? [event.summary] : []));
    expect(summaries[2]).toMatch(/left as GREEN has it/);
  });

  it("of which only the exit code is known must be green, red, and green again", async () => {
    const files = {
      "check.sh": '#!/bin/sh\nfor test in tests/*.sh; do sh "$test" || exit 1; done\n',
      "tests/old.sh": "true\n",
      "src/value": "1\n",
    };
    const { run, assignment } = await makeScene(files, { tests: ["tests/new.sh"], code: ["src/value"] });
    const { result, runs } = await run(
      {
        red: [write({ "tests/new.sh": 'test "$(cat src/value)" = 2\n' })],
        green: [write({ "src/value": "2\n" })],
        refactor: [nothing],
        review: [good],
      },
      { repository: { ...assignment.repository, testCommand: "./check.sh" } },
    );
    readyOf(result);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 1, 1, 0, 0, 0]);
  });

  it("with a lint that failed on the base, too, is not held against the fix; a new complaint is", async () => {
    const lint = "grep -q MARK src/cart.js && exit 1 || exit 0";
    const scripts = (text: string) =>
      JSON.stringify({ type: "module", scripts: { test: "node --test", lint: text } });
    const old = await makeScene({ ...shop, "package.json": scripts("exit 3") });
    const played = await old.run(wellDone());
    readyOf(played.result);
    expect(played.runs.map(({ name, exitCode }) => [name, exitCode])).toContainEqual([
      "lint, on the base",
      3,
    ]);
    const fresh = await makeScene({ ...shop, "package.json": scripts(lint) });
    const marked = await fresh.run({
      ...wellDone(),
      refactor: twice(write({ "src/cart.js": `// MARK\n${fix}` })),
    });
    readyOf(marked.result);
    expect(refusalsOf(marked.events)[0]).toMatch(/npm run lint fails, and doesn't on the base/);
    expect(await fresh.remote.show("fix/t1:src/cart.js")).toBe(fix.trim());
  });
});

describe("a branch", () => {
  it("that somebody else has pushed to is left alone", async () => {
    const { run, remote } = await makeScene();
    let theirs = "";
    const green: Turn = async (ask) => {
      theirs = await remote.commitOnBranch("fix/t1", { "theirs.txt": "theirs" });
      return write({ "src/cart.js": fix })(ask);
    };
    const { result } = await run({ ...wellDone(), green: [green] });
    expect(failureOf(result)).toMatchObject({ code: "stale", phase: "green" });
    expect(await remote.head("fix/t1")).toBe(theirs);
    const again = await run(wellDone());
    expect(failureOf(again.result)).toMatchObject({ code: "stale" });
    expect(await remote.head("fix/t1")).toBe(theirs);
  });

  it("is gone on with from each phase's commit, without doing the phase again", async () => {
    const { run, remote, planCommit } = await makeScene();
    const out: Turn = () => new Ended({ kind: "out_of_budget" });
    const { red, green, refactor, review } = wellDone();
    const first = await run({ red, green: [out] });
    expect(first.result).toEqual({ kind: "out_of_budget", phase: "green" });
    const afterRed = recordsOf(first.events);
    const second = await run({ green, refactor: [out] }, { done: afterRed });
    expect(second.result).toEqual({ kind: "out_of_budget", phase: "refactor" });
    const afterGreen = [...afterRed, ...recordsOf(second.events)];
    const third = await run({ refactor, review: [out] }, { done: afterGreen });
    expect(third.result).toEqual({ kind: "out_of_budget", phase: "review" });
    const fourth = await run({ review }, { done: [...afterGreen, ...recordsOf(third.events)] });
    expect(readyOf(fourth.result).commit).toBe(await remote.head("fix/t1"));
    expect(await remote.log("fix/t1", planCommit)).toHaveLength(3);
  });

  it("is gone on with when the container died between the push and its telling, and checked again", async () => {
    const { run, remote, planCommit } = await makeScene();
    const first = await run({ ...wellDone(), green: [() => new Ended({ kind: "out_of_budget" })] });
    expect(first.result.kind).toBe("out_of_budget");
    const { green, refactor, review } = wellDone();
    const second = await run({ green, refactor, review });
    readyOf(second.result);
    expect(second.runs.slice(0, 3).map(({ name }) => name)).toEqual([
      "the suite before",
      "the suite with the new test",
      "the new test, a second time",
    ]);
    // All of it is there and nothing was told: each phase is checked, none is done again.
    const third = await run({ review });
    expect(readyOf(third.result).commit).toBe(readyOf(second.result).commit);
    expect(await remote.log("fix/t1", planCommit)).toHaveLength(3);
  });
});

describe("an assignment", () => {
  it("ends at its deadline", async () => {
    const { run } = await makeScene({
      ...shop,
      "test/cart.test.js": added('test("slow", () => new Promise((r) => setTimeout(r, 20_000)));'),
    });
    const { result } = await run(wellDone(), { deadlineMs: 1500 });
    expect(failureOf(result)).toMatchObject({ phase: "red", code: "deadline" });
  });

  it("can be cancelled", async () => {
    const { run } = await makeScene();
    const controller = new AbortController();
    const green: Turn = (ask) => {
      controller.abort();
      return write({ "src/cart.js": fix })(ask);
    };
    const { result } = await run({ ...wellDone(), green: [green] }, {}, controller.signal);
    expect(result).toEqual({ kind: "cancelled" });
  });

  it("fails when the agent's answers are unusable", async () => {
    const { run } = await makeScene();
    const { result } = await run({ red: twice(() => new Ended({ kind: "failed", reason: "no JSON" })) });
    expect(failureOf(result)).toMatchObject({ phase: "red", code: "agent_failed" });
  });

  it("repairs what CI has found, with the tests frozen", async () => {
    const { run, remote } = await makeScene();
    const first = await run(wellDone());
    const done = recordsOf(first.events);
    const better = `${fix}export const currency = "EUR";\n`;
    const cheat = await run(
      { repair: twice(write({ "test/cart.test.js": "" })) },
      { done, ciLogs: "lint: no currency" },
    );
    expect(failureOf(cheat.result)).toMatchObject({ phase: "repair", code: "refused" });
    const second = await run(
      { repair: [write({ "src/cart.js": better })] },
      { done, ciLogs: "lint: no currency" },
    );
    expect(readyOf(second.result).commit).toBe(await remote.head("fix/t1"));
    expect(second.prompts[0]).toContain("<ci_logs>lint: no currency</ci_logs>");
    expect(await remote.show("fix/t1:src/cart.js")).toBe(better.trim());
  });

  it("says so when a repository's tests can't be run", async () => {
    const { run } = await makeScene({ "a.txt": "a\n" }, { tests: ["test/a.txt"], code: ["a.txt"] });
    const { result } = await run({});
    expect(failureOf(result)).toMatchObject({ code: "repository" });
  });

  it("never reads through a link out of the tree", async () => {
    const { run, remote } = await makeScene();
    await mkdir(join(remote.clone, "..", "outside"));
    await writeFile(join(remote.clone, "..", "outside", "package.json"), shop["package.json"] ?? "");
    await rm(join(remote.clone, "package.json"));
    await symlink(join(remote.clone, "..", "outside", "package.json"), join(remote.clone, "package.json"));
    const planCommit = await remote.commitOnBranch("fix/t1", { "PLAN.md": "# Again\n" });
    const { result } = await run({}, { planCommit });
    expect(failureOf(result).reason).toMatch(/no tests that can be run/);
  });
});
