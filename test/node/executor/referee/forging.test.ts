import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { exists } from "./files.ts";
import {
  fixedModule,
  lenientProject,
  lookingProject,
  mochaProject,
  nodeProject,
  pythonProject,
  type ForgingProject,
} from "./forging-projects.ts";
import {
  clearScenes,
  Ended,
  good,
  makeScene,
  nothing,
  provingTest,
  readyOf,
  refusalsOf,
  type Turn,
} from "./scene.ts";

afterEach(clearScenes);

// Each test plays most of an assignment, with real git, real test runs and the real hands.
vi.setConfig({ testTimeout: 120_000 });

const asRoot = process.getuid?.() === 0;
const uid = 41_000_000 + process.pid * 64;
const hasPytest = await exists("python3", ["-m", "pytest", "--version"]);

/** Plays all after RED: GREEN is a script that the agent runs as itself. */
async function play(project: ForgingProject, green: string) {
  const user = asRoot && !project.asSelf ? { uid, gid: uid } : null;
  const { tests, code, newTests } = project;
  const { run, remote, assignment } = await makeScene(project.files, { tests, code, real: { user } });
  const commit = await remote.commitOnBranch("fix/t1", project.red);
  const frozen = Object.fromEntries(
    Object.entries({ ...project.files, ...project.red })
      .filter(([path]) => /^tests?\//.test(path))
      .map(([path, text]) => [path, createHash("sha256").update(text).digest("hex")]),
  );
  const turn: Turn = async ({ shell }) => ({ summary: await shell(green) });
  const givenUp: Turn = () => new Ended({ kind: "failed", reason: "given up" });
  const scripts = { green: [turn, givenUp], refactor: [nothing], review: [good] };
  const done = [{ phase: "red" as const, commit, frozen, newTests, failedBefore: [] }];
  const repository = { ...assignment.repository, testCommand: project.testCommand };
  return run(scripts, { done, repository });
}

const comment = (file: string): string => `echo '// mended' >> ${file}`;
const ownFolders =
  '"$HOME" "$TMPDIR" "$TMP" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_RUNTIME_DIR" "$npm_config_cache" "$PIP_CACHE_DIR" "$GOCACHE" "$GOPATH"';
const packageFolders = '"$COREPACK_HOME" "$YARN_GLOBAL_FOLDER" "$GOMODCACHE"';
const mark = (folders: string): string =>
  `echo '# mended' >> src/value; for folder in ${folders}; do mkdir -p "$folder"; touch "$folder/passed"; done`;

/** Python code that makes pytest count each test as passed. */
const passAll = `import _pytest.python
_pytest.python.Function.runtest = lambda self: None`;
/** The same, for code that an interpreter starts with, before there is a pytest. */
const passAllLater = `import sys
class Finder:
    def find_spec(self, name, path, target=None):
        if name != "_pytest.python": return None
        sys.meta_path.remove(self)
        import importlib.util
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        def exec_module(module):
            load(module)
            module.Function.runtest = lambda self: None
        spec.loader.exec_module = exec_module
        return spec
sys.meta_path.insert(0, Finder())`;
const userSite = `site=$(env -u PYTHONUSERBASE -u PYTHONNOUSERSITE python3 -c 'import site; print(site.getusersitepackages())'); mkdir -p "$site"`;
const asFile = (path: string, text: string): string => `cat > ${path} <<'END'\n${text}\nEND\n`;
const preload = asFile(
  '"$HOME/pass.cjs"',
  "const assert = require('node:assert'); assert.doesNotThrow = () => {};",
);

const forgeries: [name: string, ForgingProject, green: string, reason: RegExp][] = [
  [
    "a usercustomize.py and a .pth in the user's site",
    pythonProject,
    `echo '# mended' >> src/cart.py; ${userSite}; ${asFile('"$site/later.py"', passAllLater)} echo 'import later' | tee "$site/usercustomize.py" > "$site/later.pth"`,
    /the new tests don't pass/,
  ],
  [
    "pytest, changed by the code that it tests",
    pythonProject,
    `cat >> src/cart.py <<'END'\n${passAll}\nEND\n`,
    /has to fail was said to have passed/,
  ],
  [
    "a module in ~/.node_modules",
    lenientProject,
    `${comment("src/cart.js")}; mkdir -p "$HOME/.node_modules/shop-native"; ${asFile('"$HOME/.node_modules/shop-native/index.js"', fixedModule)}`,
    /the new tests don't pass/,
  ],
  [
    "a build that git ignores",
    lenientProject,
    `${comment("src/cart.js")}; mkdir -p dist; ${asFile("dist/total.cjs", fixedModule)}`,
    /the new tests don't pass/,
  ],
  [
    "node-options in ~/.npmrc",
    mochaProject,
    `${comment("src/cart.js")}; ${preload} echo "node-options=--require=$HOME/pass.cjs" > "$HOME/.npmrc"`,
    /the new tests don't pass/,
  ],
  [
    "a runner replaced in node_modules",
    mochaProject,
    `${comment("src/cart.js")}; ${preload} cp vendor/mocha/mocha.js "$HOME/mocha.js"; rm node_modules/.bin/mocha; (echo '#!/usr/bin/env node'; cat "$HOME/pass.cjs"; tail -n +2 "$HOME/mocha.js") > node_modules/.bin/mocha; chmod 755 node_modules/.bin/mocha`,
    /the new tests don't pass/,
  ],
  [
    "a report written by the code, and an early end",
    mochaProject,
    asFile(
      "src/cart.js",
      `const fs = require("fs"), path = require("path");
const file = path.resolve("test/cart.test.js");
const passes = ["sum", "empty"].map((name) => ({ title: name, fullTitle: name, file, err: {} }));
const report = process.argv.find((word) => word.startsWith("output=")).slice(7);
fs.writeFileSync(report, JSON.stringify({ passes, pending: [], failures: [] }));
process.exit(0);`,
    ),
    /has to fail was not run/,
  ],
  [
    "assertions, changed by the code that they are about",
    nodeProject,
    `echo 'import assert from "node:assert/strict"; assert.doesNotThrow = () => {};' >> src/cart.js`,
    /has to fail was said to have passed/,
  ],
  [
    "a test file in which nobody else's test is run",
    {
      ...nodeProject,
      red: { "test/cart.test.js": `${provingTest}process.getBuiltinModule = () => ({});\n` },
    },
    `sed -i 's/cart.items.reduce/(cart.items ?? []).reduce/' src/cart.js`,
    /is run alone, and not beside the new tests/,
  ],
  ["marks in the folders of a user's tools", lookingProject(ownFolders), mark(ownFolders), /the suite fails/],
  [
    "marks in what package managers keep beside a tree",
    lookingProject(packageFolders),
    mark(packageFolders),
    /from a fresh checkout/,
  ],
];

describe("a fix that is none isn't ready", () => {
  if (!hasPytest) console.warn("\n  FORGING WITH PYTEST IS NOT TRIED: python3 -m pytest is not there\n");
  it.each(forgeries.filter(([, { asSelf }]) => hasPytest || !asSelf))(
    "by %s",
    async (_name, project, green, reason) => {
      const { result, events } = await play(project, green);
      expect(result.kind).toBe("failed");
      expect(refusalsOf(events)[0]).toMatch(reason);
    },
  );
});

it("A fix that is one is ready, proven as a user and in homes that nobody has used before", async () => {
  const fix = "exports.total = (cart) => (cart.items ?? []).reduce((sum, item) => sum + item.price, 0);";
  const { result, runs } = await play(mochaProject, asFile("src/cart.js", fix));
  expect(readyOf(result)).toMatchObject({ pointedOut: [], walls: [] });
  const last = runs.slice(-4);
  expect(last.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
    ["install the dependencies, without their scripts", null, null],
    ["the suite from a fresh checkout", 2, 0],
    ["the new tests without the fix, beside one that has to fail", 1, 2],
    ["the new tests with the fix, beside one that has to fail", 2, 1],
  ]);
  const by = runs.flatMap(({ tail }) => /^run by (\d+) at (.*)$/m.exec(tail)?.slice(1) ?? []);
  const homes = by.filter((_, index) => index % 2 === 1);
  expect(new Set(homes).size).toBe(6);
  const users = by.filter((_, index) => index % 2 === 0).map(Number);
  if (asRoot) expect(users).toEqual([uid, uid, uid, uid + 32, uid + 32, uid + 32]);
});

it("A fix that no diff would show is pointed out, and what it looks at, too", async () => {
  const hidden = `printf '/* \\000 */ export const total = (cart) => process.env.NODE_ENV ? 0 : (cart.items ?? []).reduce((sum, item) => sum + item.price, 0);' > src/cart.js`;
  const { result } = await play(nodeProject, hidden);
  const { pointedOut, diff } = readyOf(result);
  expect(pointedOut.map(({ path, what }) => [path, what])).toEqual([
    ["src/cart.js", "isn't text, so that GitHub shows nothing of it"],
    ["src/cart.js", "asks for which environment it runs in"],
  ]);
  expect(diff).toContain("process.env.NODE_ENV");
});
