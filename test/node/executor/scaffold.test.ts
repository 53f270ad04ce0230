import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { scaffoldAssignment } from "../../../containers/executor/src/scaffold/scaffold-assignment.ts";
import type { AssignmentEventBody, ScaffoldAssignment } from "../../../shared/executor/protocol.ts";
import { git, makeRemote, writeFiles, type Files } from "./referee/files.ts";
import { failureOf, plainHands, readyOf } from "./referee/scene.ts";

// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 120_000 });

const manifest = (scripts: Record<string, string>): string =>
  JSON.stringify({ name: "{{name}}", description: "{{description}}", type: "module", scripts });
const template: Files = {
  "package.json": manifest({ test: "node --test", lint: "node scripts/lint.js", build: "mkdir -p dist" }),
  "README.md": "# {{name}}\n\n{{description}}\n",
  LICENSE: "the template's\n",
  ".gitignore": "dist/\n",
  ".github/workflows/ci.yml": "on: push\n",
  "scripts/lint.js": "",
  "scripts/serve": "#!/bin/sh\nnode src/app.js\n",
  "src/app.js": "export const health = () => 200;\n",
  "test/app.test.js": `import assert from "node:assert/strict";
import { test } from "node:test";
import { health } from "../src/app.js";
test("is well", () => assert.equal(health(), 200));
`,
};

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function makeScene(
  base: Files = { "README.md": "# By hand\n", LICENSE: "ours\n" },
  changed: Files = {},
) {
  const place = await mkdtemp(join(tmpdir(), "scaffold-"));
  folders.push(place);
  const remote = await makeRemote(join(place, "remote"), base);
  const templates = join(place, "stacks");
  await writeFiles(join(templates, "node_api"), { ...template, ...changed });
  // Who has tried it in its place leaves such things.
  await writeFiles(join(templates, "node_api"), { "node_modules/left/index.js": "" });
  const assignment: ScaffoldAssignment = {
    mode: "scaffold",
    assignmentId: "delivery-1.foundation.1",
    taskId: "delivery-1",
    repository: remote.repository,
    llm: { url: "http://127.0.0.1:9", token: "t0ken-of-the-model", model: "model" },
    mcp: { url: "http://127.0.0.1:9", servers: [] },
    report: "",
    deadlineMs: 60_000,
    branch: "foundation",
    baseCommit: remote.commit,
    stack: "node_api",
    name: "room-booking",
    description: 'Rooms for "everybody",\nby the hour',
  };
  let times = 0;
  const lay = async (
    more: Partial<ScaffoldAssignment> = {},
    /** Called with each event; what it does comes before the assignment goes on. */
    hear: (event: AssignmentEventBody, controller: AbortController) => void = () => undefined,
  ) => {
    const events: AssignmentEventBody[] = [];
    const controller = new AbortController();
    const result = await scaffoldAssignment(
      { ...assignment, ...more },
      {
        hands: plainHands(null),
        emit: (event) => {
          events.push(event);
          hear(event, controller);
        },
        folder: join(place, `assignment-${++times}`),
        signal: controller.signal,
        templates,
      },
    );
    const runs = events.flatMap((event) => (event.type === "run" ? [event.run] : []));
    return { result, events, runs };
  };
  return { remote, lay };
}

describe("a foundation", () => {
  it("is a stack's template, filled, in one commit that has passed its own checks", async () => {
    const { remote, lay } = await makeScene();
    const { result, events, runs } = await lay();
    const ready = readyOf(result);
    expect(await remote.head("foundation")).toBe(ready.commit);
    expect(await remote.log("foundation", remote.commit)).toEqual(["chore: foundation (node_api)"]);
    expect(ready.files.map(({ path }) => path)).toEqual(
      Object.keys(template)
        .filter((path) => path !== "LICENSE")
        .toSorted(),
    );
    expect(runs.map(({ name, exitCode, passed }) => [name, exitCode, passed])).toEqual([
      ["the foundation's tests", 0, 1],
      ["lint", 0, null],
      ["build", 0, null],
    ]);
    const made: unknown = JSON.parse(await remote.show("foundation:package.json"));
    expect(made).toMatchObject({ name: "room-booking", description: "Rooms for everybody , by the hour" });
    expect(await remote.show("foundation:README.md")).toBe(
      "# room-booking\n\nRooms for everybody , by the hour",
    );
    // The licence is people's choice.
    expect(await remote.show("foundation:LICENSE")).toBe("ours");
    expect(await git(remote.bare, "ls-tree", "foundation", "scripts/serve")).toMatch(/^100755/);
    expect(ready.review).toContain("no model has written any of it");
    expect(ready.diff).toContain("+export const health");
    expect(events.at(-1)).toMatchObject({ record: { phase: "scaffold", commit: ready.commit } });
  });

  it("that was pushed before its executor died is judged again, and not made twice", async () => {
    const { remote, lay } = await makeScene();
    const first = readyOf((await lay()).result);
    const second = await lay();
    expect(readyOf(second.result)).toMatchObject({ commit: first.commit, files: first.files });
    expect(second.runs).toHaveLength(3);
    expect(await remote.log("foundation", remote.commit)).toHaveLength(1);
  });

  it("whose executor died before it was pushed is laid by the next one", async () => {
    const { remote, lay } = await makeScene();
    const { result } = await lay({}, (event, controller) => {
      if (event.type === "run") controller.abort();
    });
    expect(result).toEqual({ kind: "cancelled" });
    await expect(remote.head("foundation")).rejects.toThrow("foundation");
    expect(readyOf((await lay()).result).commit).toBe(await remote.head("foundation"));
  });

  it("can be laid on the base itself", async () => {
    const { remote, lay } = await makeScene();
    expect(readyOf((await lay({ branch: "main" })).result).commit).toBe(await remote.head("main"));
  });

  it("is not laid over somebody's files", async () => {
    const { remote, lay } = await makeScene({ "README.md": "# Shop\n", "src/cart.js": "// theirs\n" });
    const { result } = await lay();
    expect(failureOf(result)).toMatchObject({ phase: "scaffold", code: "refused" });
    expect(failureOf(result).reason).toMatch(/acme\/shop is not empty: it has src\/cart\.js/);
    await expect(remote.head("foundation")).rejects.toThrow("foundation");
  });

  it("leaves a branch alone that has commits of others", async () => {
    const { remote, lay } = await makeScene();
    const theirs = await remote.commitOnBranch("foundation", { "theirs.txt": "theirs" });
    expect(failureOf((await lay()).result)).toMatchObject({ code: "stale" });
    expect(await remote.head("foundation")).toBe(theirs);
  });

  it.each([
    [
      "a test",
      { "src/app.js": "export const health = () => 500;\n" },
      /tests: test\/app\.test\.js > is well/,
    ],
    ["a check", { "scripts/lint.js": "throw new Error('a stray comma')" }, /npm run lint: .*a stray comma/s],
  ])("is not pushed when it doesn't pass %s", async (_what, changed, reason) => {
    const { remote, lay } = await makeScene({ "README.md": "" }, changed);
    const { result } = await lay();
    expect(failureOf(result)).toMatchObject({ phase: "scaffold", code: "refused" });
    expect(failureOf(result).reason).toMatch(reason);
    await expect(remote.head("foundation")).rejects.toThrow("foundation");
  });

  it("says what permission the push of its workflows wants", async () => {
    const { remote, lay } = await makeScene();
    const words =
      "refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission";
    const hook = join(remote.bare, "hooks", "pre-receive");
    await writeFile(hook, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`);
    await chmod(hook, 0o755);
    const { result } = await lay();
    expect(failureOf(result)).toMatchObject({ phase: "scaffold", code: "push_refused" });
    expect(failureOf(result).reason).toContain("`workflows` permission");
  });

  it("wants a name that a package can have", async () => {
    const { lay } = await makeScene();
    const { result } = await lay({ name: "Room Booking" });
    expect(failureOf(result)).toMatchObject({ code: "refused" });
    expect(failureOf(result).reason).toMatch(/the name "Room Booking" is no package's: small letters/);
  });
});
