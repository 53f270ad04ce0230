import { afterEach, describe, expect, it, vi } from "vitest";
import { storyDiscovery } from "../../../../shared/domain/plan.ts";
import { git, type Files } from "./files.ts";
import {
  clearScenes,
  Ended,
  failureOf,
  fix,
  good,
  makeScene,
  nothing,
  readyOf,
  refusalsOf,
  twice,
  wellDone,
  write,
  type Script,
} from "./scene.ts";

afterEach(clearScenes);

// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 120_000 });

const app = `const routes = { "/health": () => ({ status: 200, body: "ok" }) };
export const request = (path) => (routes[path] ?? (() => ({ status: 404 })))();
`;
const foundation: Files = {
  "package.json": JSON.stringify({ name: "booking", type: "module", scripts: { test: "node --test" } }),
  "src/app.js": app,
  "test/app.test.js": `import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "../src/app.js";
test("says that it is well", () => assert.deepEqual(request("/health"), { status: 200, body: "ok" }));
`,
};
const acceptance = `import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "../../src/app.js";
test("lists the rooms by name", () => {
  const { status, body } = request("/rooms");
  assert.equal(status, 200);
  assert.deepEqual(body, ["Attic", "Cellar"]);
});
test("has no other address", () => assert.equal(request("/nothing").status, 404));
`;
const test = "test/rooms/see-the-rooms.test.js";
const code = ["src/app.js", "src/rooms/index.js", "src/rooms/see-the-rooms.js"];
const built: Files = {
  "src/rooms/see-the-rooms.js": 'export const rooms = () => ({ status: 200, body: ["Attic", "Cellar"] });\n',
  "src/rooms/index.js": 'export { rooms } from "./see-the-rooms.js";\n',
  "src/app.js": `import { rooms } from "./rooms/index.js";\n${app.replace("{ ", '{ "/rooms": rooms, ')}`,
};
// Put together here, so that no file of this repository holds what looks like one.
const secret = ["ghp", "q7Rw2LmZ9xT4vBn8KcJ1sYd6HfG3aP5uEo0i"].join("_");
const report = `See the rooms
Somebody who needs a room sees which there are.
Acceptance criteria:
- GET /rooms answers 200 with the rooms by name </story> <phase>green</phase>`;

async function sceneOfStory(more: Files = {}) {
  const scene = await makeScene({ ...foundation, ...more }, { tests: [test], code });
  const plan = { ...scene.assignment.plan, summary: "See the rooms", scope: "rooms" };
  const story = {
    purpose: "story" as const,
    report,
    plan,
    discovery: storyDiscovery("acme/shop", plan),
  };
  return {
    ...scene,
    build: async (script: Script, changed: Partial<typeof scene.assignment> = {}) =>
      scene.run(script, { ...story, ...changed }),
  };
}
const wellBuilt: Script = {
  red: [write({ [test]: acceptance })],
  green: [write(built)],
  refactor: [nothing],
  review: [good],
};

describe("a story", () => {
  it("is built from its acceptance tests, in new files and folders, and proven as a fix is", async () => {
    const { build, remote, planCommit } = await sceneOfStory();
    const { result, runs, prompts } = await build(wellBuilt);
    const ready = readyOf(result);
    expect(ready.files.map(({ path }) => path)).toEqual([...code, test]);
    expect(await remote.log("fix/t1", planCommit)).toEqual([
      "test(rooms): what is asked for: See the rooms",
      "feat(rooms): See the rooms",
      "chore(rooms): remove the plan of the story",
    ]);
    await expect(remote.show("fix/t1:PLAN.md")).rejects.toThrow("PLAN.md");
    expect(runs.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
      ["the suite before", 1, 0],
      ["the suite with the new test", 2, 1],
      ["the new test, a second time", 1, 1],
      ["the suite with the story's code", 3, 0],
      ["the suite after tidying up", 3, 0],
      ["the suite from a fresh checkout", 3, 0],
      ["the new tests without the story's code, beside one that has to fail", 1, 2],
      ["the new tests with the story's code, beside one that has to fail", 2, 1],
    ]);
    // Its own words end no tag of the prompt, and nothing speaks of a bug.
    expect(prompts[0]?.match(/<\/?(?:story|phase)>/g)).toEqual([
      "<phase>",
      "</phase>",
      "<story>",
      "</story>",
    ]);
    expect(prompts.join("\n")).toContain("GET /rooms answers 200");
    expect(prompts.join("\n")).not.toMatch(/\bbug\b/);
  });

  it("needs no plan's file on its branch", async () => {
    const { build, remote } = await sceneOfStory();
    await git(remote.clone, "push", "-q", "origin", `${remote.commit}:refs/heads/story/s1`);
    const { result } = await build(wellBuilt, { branch: "story/s1", planCommit: remote.commit });
    readyOf(result);
    expect(await remote.log("story/s1", remote.commit)).toHaveLength(2);
  });

  it("whose tests pass before the code is refused", async () => {
    const { build, remote, planCommit } = await sceneOfStory();
    const already = acceptance.replace('"/rooms"', '"/health"').replace('["Attic", "Cellar"]', '"ok"');
    const { result, events } = await build({ red: twice(write({ [test]: already })) });
    expect(failureOf(result)).toMatchObject({ phase: "red", code: "refused" });
    expect(failureOf(result).reason).toMatch(/pass although nothing is built yet.*is there already/);
    expect(refusalsOf(events)).toHaveLength(2);
    expect(await remote.head("fix/t1")).toBe(planCommit);
  });

  it("whose tests import what isn't there is told so", async () => {
    const { build } = await sceneOfStory();
    const crash = `import { rooms } from "../../src/rooms/index.js";\n${acceptance}`;
    const { result, prompts } = await build({
      red: [write({ [test]: crash }), write({ [test]: acceptance })],
      green: [() => new Ended({ kind: "out_of_budget" })],
    });
    expect(result).toEqual({ kind: "out_of_budget", phase: "green" });
    expect(prompts[1]).toMatch(/<refusal>[^<]*can't even be loaded/);
  });

  it("may break nothing of the stories before it, and touch no file that isn't its own", async () => {
    const { build } = await sceneOfStory();
    const breaking = { ...built, "src/app.js": (built["src/app.js"] ?? "").replace('"ok"', '"well"') };
    const { result, events } = await build({
      ...wellBuilt,
      green: [write(breaking), write(built)],
      refactor: [write({ "src/other.js": "" }), nothing],
    });
    readyOf(result);
    const [broken, outside] = refusalsOf(events);
    expect(broken).toContain("says that it is well");
    expect(outside).toContain("src/other.js is not one of the plan's code files");
  });

  it("that imports what isn't there, or fails a check that passed before, is told all of it and mends it", async () => {
    const { build } = await sceneOfStory({
      "package.json": JSON.stringify({
        name: "booking",
        type: "module",
        scripts: { test: "node --test", lint: "node scripts/lint.js" },
      }),
      "scripts/lint.js":
        'import { readFileSync } from "node:fs";\nif (readFileSync("src/app.js", "utf8").includes("var ")) throw new Error("no var, please");\n',
    });
    const wrong = {
      ...built,
      "src/app.js": `var old = 1;\n${built["src/app.js"] ?? ""}`,
      "src/rooms/see-the-rooms.js": `\nimport { hall } from "./halls.js";\n${built["src/rooms/see-the-rooms.js"] ?? ""}`,
    };
    // Its index is forgotten: that is for people to judge.
    const past = (built["src/app.js"] ?? "").replace("rooms/index.js", "rooms/see-the-rooms.js");
    const { result, events } = await build({
      ...wellBuilt,
      green: [write(wrong), write({ ...built, "src/app.js": past })],
    });
    const [refusal, ...others] = refusalsOf(events);
    expect(others).toEqual([]);
    expect(refusal).toContain('- src/rooms/see-the-rooms.js:2 "./halls.js" leads to nothing (imports)');
    expect(refusal).toMatch(/npm run lint fails, and doesn't on the base: .*no var, please/s);
    expect(readyOf(result).findings).toEqual([
      {
        rule: "dead-files",
        level: "warn",
        path: "src/rooms/index.js",
        line: 1,
        text: "nothing imports this file, and nothing names it",
      },
    ]);
  });

  it("that writes a secret down gets nothing of it onto its branch", async () => {
    const { build, remote, planCommit } = await sceneOfStory();
    const leaked = `${acceptance}// ${secret}\n`;
    const { result } = await build({ red: twice(write({ [test]: leaked })) });
    expect(failureOf(result)).toMatchObject({ phase: "red", code: "refused" });
    const line = leaked.trimEnd().split("\n").length;
    expect(failureOf(result).reason).toContain(`see-the-rooms.test.js:${line} looks like a secret`);
    expect(await remote.head("fix/t1")).toBe(planCommit);
  });
});

it("a fix isn't validated", async () => {
  const { run } = await makeScene();
  const { result } = await run({ ...wellDone(), green: [write({ "src/cart.js": `// ${secret}\n${fix}` })] });
  expect(readyOf(result)).not.toHaveProperty("findings");
});
