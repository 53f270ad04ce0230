import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  clearScenes,
  Ended,
  fix,
  makeScene,
  recordsOf,
  shop,
  wellDone,
  write,
  type Turn,
  twice,
  failureOf,
  readyOf,
} from "./scene.ts";
import { git } from "./files.ts";

afterEach(clearScenes);

// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 60_000 });

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
      ["the new tests without the fix, beside one that has to fail", 1, 1, 2],
      ["the new tests with the fix, beside one that has to fail", 1, 2, 1],
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

  it("revises it as reviewers ask, within the plan's code and on top of what was revised, or says why not", async () => {
    const { run, remote } = await makeScene();
    const done = recordsOf((await run(wellDone())).events);
    const requests = [{ by: "lena", at: "src/cart.js:1", words: "say what it is" }];
    const said = `// What a cart costs.\n${fix}`;
    const revised = await run({ revise: [write({ "src/cart.js": said })] }, { done, requests });
    const { commit } = readyOf(revised.result);
    expect(recordsOf(revised.events)).toEqual([{ phase: "revise", commit }]);
    expect(revised.prompts[0]).toContain("say what it is");
    done.push(...recordsOf(revised.events));
    const cheat = twice(write({ "src/other.js": "export const other = 2;\n", "test/cart.test.js": "" }));
    expect(failureOf((await run({ revise: cheat }, { done, requests })).result)).toMatchObject({
      phase: "revise",
      code: "refused",
    });
    const idle = await run({ revise: [() => ({ summary: "It would break the sum." })] }, { done, requests });
    expect(failureOf(idle.result).reason).toBe("nothing was changed: It would break the sum.");
    expect(await remote.head("fix/t1")).toBe(commit);
    expect(await remote.show("fix/t1:src/cart.js")).toBe(said.trim());
  }, 120_000);

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
    await git(remote.clone, "add", "package.json");
    const planCommit = await remote.commitOnBranch("fix/t1", { "PLAN.md": "# Again\n" });
    const { result } = await run({}, { planCommit });
    expect(failureOf(result).reason).toMatch(/no tests that can be run/);
  });
});
