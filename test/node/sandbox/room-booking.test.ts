import { execFile } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { promptOf } from "../../../containers/executor/src/execute/prompts.ts";
import {
  readTemplate,
  shippedTemplates,
  withWords,
} from "../../../containers/executor/src/scaffold/template.ts";
import { validateTree } from "../../../containers/executor/src/validate/validate-tree.ts";
import { storyExamples } from "../../../sandbox/anthropic/agent/examples/story-registry.ts";
import type { ExecutionPhase } from "../../../shared/domain/phase.ts";
import { clearScenes, makeScene, readyOf, refusalsOf, type Turn } from "../executor/referee/scene.ts";
import { executeAssignmentSpec, goodPlan } from "../executor/support/shop.ts";
import { playIn, put } from "./support/play-in.ts";

// The stories' own tests run in processes of their own.
vi.setConfig({ testTimeout: 600_000 });

const exec = promisify(execFile);
const root = resolve(import.meta.dirname, "../../..");
const foundation = {
  "package.json": JSON.stringify({ name: "room-booking", type: "module", scripts: { test: "vitest run" } }),
  "tsconfig.json": JSON.stringify({
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { types: ["node"], noEmit: true },
    include: ["src", "test"],
  }),
  "src/app.ts": `import { Hono } from "hono";

/** The application. */
export function createApp(): Hono {
  const app = new Hono();
  app.get("/health", (c) => c.json({ status: "ok" }));
  return app;
}
`,
  "test/app.test.ts": `import { expect, it } from "vitest";
import { createApp } from "../src/app.ts";

it("is well", async () => {
  expect((await createApp().request("/health")).status).toBe(200);
});
`,
};

/** The texts of a folder, but for what is installed. */
function filesIn(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith("node_modules"));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "room-booking-"));
  for (const [path, text] of Object.entries(foundation)) put(join(cwd, path), text);
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
});
afterEach(async () => {
  rmSync(cwd, { recursive: true, force: true });
  await clearScenes();
});

const spec = executeAssignmentSpec(
  { cloneUrl: "file:///nowhere", head: "a".repeat(40) },
  "http://127.0.0.1:9",
);
/** A phase as the stand-in plays it, told by the executor's own prompt. Answers its answer. */
function phase(name: ExecutionPhase, report: string, refusal: string | null = null): Record<string, unknown> {
  const assignment = { ...spec, purpose: "story" as const, report, plan: goodPlan.plan };
  return playIn(cwd, promptOf(assignment, name, { refusal, diff: null }));
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});
/** Runs tests for real: the titles of those that fail, and their messages. */
async function run(...files: string[]): Promise<{ failing: string[]; messages: string[]; passed: number }> {
  const report = join(cwd, "report.json");
  const argv = [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  // Its exit code says no more than the report.
  await exec(process.execPath, [...argv, ...files], { cwd }).catch(() => undefined);
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
  expect(testResults.map(({ message }) => message).filter((one) => one !== "")).toEqual([]);
  const tests = testResults.flatMap((one) => one.assertionResults);
  const failed = tests.filter(({ status }) => status === "failed");
  return {
    failing: failed.map(({ title }) => title),
    messages: failed.flatMap(({ failureMessages }) => failureMessages),
    passed: tests.length - failed.length,
  };
}

const storyOf = (title: string): string => `S1: ${title}\nWhat is wanted.\n- it works`;

describe("the stand-in", () => {
  it("builds the brief's stories one after the other, each from tests that fail by their own assertions", async () => {
    for (const { title, slug, wrongTurn } of storyExamples) {
      const test = `test/${slug}.test.ts`;
      phase("red", storyOf(title));
      const red = await run(test);
      expect(red.failing, title).not.toEqual([]);
      expect(red.messages.every((message) => message.startsWith("AssertionError"))).toBe(true);
      phase("green", storyOf(title));
      if (wrongTurn !== undefined) {
        const { failing } = await run(test);
        expect(failing).toEqual([
          "can be had back to back: from when it is free",
          "can be had back to back: until it is taken",
        ]);
        phase("green", storyOf(title), `the new tests don't pass: ${failing.join(", ")}`);
      }
      expect(await run(), title).toMatchObject({ failing: [] });
      expect(phase("review", storyOf(title))).toMatchObject({ verdict: "good" });
    }
  });

  it("builds them in another order, to another answer, so that they have sound types", async () => {
    const rest = ["See the rooms", "Book a room", "Cancel a booking", "No double bookings"];
    for (const title of rest) {
      const report = `${storyOf(title)}\n- a booking can be cancelled until one hour before it begins`;
      phase("red", report);
      phase("green", report);
      phase("green", report, "once more");
    }
    const { failing, passed } = await run();
    expect({ failing, passed }).toEqual({ failing: [], passed: 20 });
    expect(readFileSync(join(cwd, "test/cancel-a-booking.test.ts"), "utf8")).toContain("that is too late");
    await exec(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", cwd]);
  });

  it("builds stories that stand validation and the template's own checks, tests and code", async () => {
    const template = await readTemplate(shippedTemplates, "node_api");
    const files = withWords(template, { name: "room-booking", description: "Rooms by the hour" });
    for (const { path, text } of files) put(join(cwd, path), text);
    const program = (name: string, ...argv: string[]) =>
      exec(process.execPath, [join(root, "node_modules", name), ...argv], { cwd });
    const lint = () => program("oxlint/bin/oxlint", "--deny-warnings");
    for (const { title, wrongTurn } of storyExamples) {
      phase("red", storyOf(title));
      await lint();
      phase("green", storyOf(title));
      if (wrongTurn !== undefined) phase("green", storyOf(title), "the new tests don't pass");
      await lint();
      await program("typescript/bin/tsc", "-p", ".");
      expect(validateTree({ files: filesIn(cwd) }), title).toEqual([]);
    }
  });

  it("stands the referee's proof, which refuses its wrong turn once", async () => {
    const before = ["See the rooms", "Book a room"];
    for (const title of before) {
      phase("red", storyOf(title));
      phase("green", storyOf(title));
    }
    const built = ["src/app.ts", "src/book-a-room.ts", "src/see-the-rooms.ts", "test/book-a-room.test.ts"];
    const files = built.map((path) => [path, readFileSync(join(cwd, path), "utf8")] as const);
    const test = "test/no-double-bookings.test.ts";
    const code = ["src/no-double-bookings.ts", "src/app.ts"];
    const { run: referee } = await makeScene(
      { ...foundation, ...Object.fromEntries(files) },
      { tests: [test], code, modules: join(root, "node_modules") },
    );
    const turn: Turn = ({ cwd: tree, prompt }) => playIn(tree, prompt);
    const { result, events } = await referee(
      { red: [turn], green: [turn, turn], refactor: [turn], review: [turn] },
      { purpose: "story", report: storyOf("No double bookings"), deadlineMs: 600_000 },
    );
    expect(readyOf(result).files.map(({ path }) => path)).toEqual([...code.toSorted(), test]);
    const [refusal, ...others] = refusalsOf(events);
    expect(refusal).toMatch(/the new tests don't pass:\n- .*back to back/);
    expect(others).toEqual([]);
  });

  it("says of a story that it doesn't know that it can't build it, and writes nothing", () => {
    const before = readFileSync(join(cwd, "src/app.ts"), "utf8");
    for (const name of ["red", "green", "refactor"] as const)
      expect(phase(name, storyOf("Pay for a room"))["summary"]).toMatch(/can build only the stories/);
    expect(phase("review", storyOf("Pay for a room"))).toMatchObject({ verdict: "concerns" });
    expect(readFileSync(join(cwd, "src/app.ts"), "utf8")).toBe(before);
    expect(existsSync(join(cwd, "test/pay-for-a-room.test.ts"))).toBe(false);
  });

  it("says so where the application isn't put together as it knows it", () => {
    writeFileSync(join(cwd, "src/app.ts"), 'export const createApp = () => "nothing";\n');
    expect(phase("green", storyOf("See the rooms"))["summary"]).toMatch(/don't find where createApp/);
  });
});
