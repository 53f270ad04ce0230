import { describe, expect, it } from "vitest";
import { runners, type RunnerName } from "../../../containers/executor/src/referee/runners/registry.ts";
import { lifecycle, readScript, type Step } from "../../../containers/executor/src/referee/script.ts";
import { projectOf } from "../../support/project-of.ts";

const inside = ({ text }: Step): boolean => readScript(text, "mocha") !== null;
const shown = (steps: Step[] | null): string[] | null =>
  steps?.map(({ text, folder }) => (folder === "" ? text : `${folder}: ${text}`)) ?? null;

describe("a test script", () => {
  it.each([
    ["one command", { test: "mocha" }, ["mocha"]],
    ["one after the other", { test: "tsc -b && mocha; node smoke.js" }, ["tsc -b", "mocha", "node smoke.js"]],
    [
      "what its manager runs before and after it",
      { pretest: "npm run build", test: "mocha", posttest: "eslint ." },
      ["npm run build", "mocha", "eslint ."],
    ],
    [
      "the scripts that it calls, where they run the tests",
      { test: "npm run lint && npm run unit", unit: "mocha", preunit: "make", lint: "eslint ." },
      ["npm run lint", "make", "mocha"],
    ],
    [
      "another folder",
      { test: "cd ./packages/a/ && npm i && mocha" },
      ["packages/a: npm i", "packages/a: mocha"],
    ],
    ["signs in quotes", { test: "mocha -g 'a && (b|c)'" }, ["mocha -g 'a && (b|c)'"]],
    ["a circle", { test: "npm test" }, ["npm test"]],
    ["either of two", { test: "mocha || true" }, null],
    ["a folder outside", { test: "cd .. && mocha" }, null],
    [
      "a name that every object has",
      { test: "npm run constructor && mocha" },
      ["npm run constructor", "mocha"],
    ],
    [
      "a script with words behind it",
      { test: "npm run unit -- --grep 'a b' && yarn unit -b", unit: "mocha" },
      ["mocha --grep 'a b'", "mocha -b"],
    ],
    [
      "scripts one after the other",
      {
        test: "run-s build 'unit:*'",
        build: "tsc",
        "unit:a": "mocha a",
        "unit:a:b": "no",
        "unit:c": "mocha c",
      },
      ["tsc", "mocha a", "mocha c"],
    ],
    ["scripts side by side", { test: "run-p build unit", unit: "mocha" }, ["run-p build unit"]],
    [
      "a script of node's own, which has no others around it",
      { test: "node --run unit", unit: "mocha", preunit: "tsc" },
      ["mocha"],
    ],
    ["a shell's words", { test: "sh -c 'tsc && mocha'" }, ["tsc", "mocha"]],
    ["what it measures", { test: "nyc --silent npm run unit", unit: "mocha" }, ["mocha"]],
    ["there and back", { test: "cd a/b && mocha && cd ../.. && tsc" }, ["a/b: mocha", "tsc"]],
    ["an option of the shell", { test: "set -e; mocha" }, ["mocha"]],
    ["a file for the shell", { test: ". ./env.sh && mocha" }, null],
    ["a condition", { test: "if test -d dist; then tsc; fi; mocha" }, null],
    ["a folder that the shell remembers", { test: "pushd a && mocha && popd" }, null],
    ["none", {}, null],
  ])("is read: %s", (_name, scripts, steps) => {
    expect(shown(lifecycle("test", scripts, inside))).toEqual(steps);
  });

  it("sets variables for all that comes after", () => {
    const scripts = {
      test: "export A=1 && tsc && B='2 3' npm run unit",
      unit: "mocha && cross-env C=4 npm run more",
      more: "mocha",
    };
    expect(lifecycle("test", scripts, inside)?.map(({ text, env }) => [text, env])).toEqual([
      ["tsc", { A: "1" }],
      ["mocha", { A: "1", B: "2 3" }],
      ["mocha", { A: "1", B: "2 3", C: "4" }],
    ]);
  });

  it.each([
    ["vitest run", "vitest", ["run"], {}],
    ["npx jest@30 --silent", "jest", ["--silent"], {}],
    ["NODE_ENV=test cross-env CI=1 mocha", "mocha", [], { NODE_ENV: "test", CI: "1" }],
    ["c8 --reporter lcov -- mocha spec", "mocha", ["spec"], {}],
    ["nyc --all node_modules/.bin/mocha -b", "mocha", ["-b"], {}],
    [
      "node --experimental-vm-modules node_modules/jest/bin/jest.js -i",
      "jest",
      ["-i"],
      { NODE_OPTIONS: "--experimental-vm-modules" },
    ],
    [
      "NODE_OPTIONS=--throw-deprecation node --no-warnings node_modules/.bin/mocha",
      "mocha",
      [],
      { NODE_OPTIONS: "--throw-deprecation --no-warnings" },
    ],
    ["node --import tsx --test a.ts", "node", ["--import", "tsx", "--test", "a.ts"], {}],
    ["uv run --extra test pytest -q", "pytest", ["-q"], {}],
    ["coverage run -m pytest", "pytest", [], {}],
    ["poetry run python -m pytest", "pytest", [], {}],
    [".venv/bin/python3.12 -m pytest", "pytest", [], {}],
    ["./venv/bin/pytest tests", "pytest", ["tests"], {}],
    [
      "python -W error -Werror::UserWarning -X dev -m pytest",
      "pytest",
      [],
      { PYTHONWARNINGS: "error,error::UserWarning", PYTHONDEVMODE: "1" },
    ],
    ["npm exec jest -- --ci", "jest", ["--ci"], {}],
    [
      "jest --testPathIgnorePatterns '/(e2e|dist)/'",
      "jest",
      ["--testPathIgnorePatterns", "/(e2e|dist)/"],
      {},
    ],
    ["tsx --test test/a.ts", "node", ["--import", "tsx", "--test", "test/a.ts"], {}],
    ["ts-node node_modules/.bin/tape a.ts", "tape", ["a.ts"], { NODE_OPTIONS: "--require ts-node/register" }],
    ["gotestsum --format dots -- -race ./...", "go", ["test", "-race", "./..."], {}],
  ])("calls a runner: %s", (text, program, words, env) => {
    expect(readScript(text, program)).toMatchObject({ words, env });
  });

  it.each([
    ["dotenv -e .env.test jest --ci", ["dotenv", "-e", ".env.test", "--"], []],
    ["dotenvx run -f .env.test -- jest --ci", ["dotenvx", "run", "-f", ".env.test", "--"], []],
    [
      "node --env-file=.env.test --env-file-if-exists .env node_modules/.bin/jest --ci",
      [],
      [".env.test", ".env"],
    ],
  ])("keeps what sets variables from files: %s", (text, through, envFiles) => {
    expect(readScript(text, "jest")).toMatchObject({ words: ["--ci"], env: {}, through, envFiles });
  });

  it.each([
    ["echo vitest", "vitest"],
    ["npx eslint vitest", "vitest"],
    ["vitest $(cat list)", "vitest"],
    ["python manage.py test pytest", "pytest"],
  ])("calls no runner: %s", (text, program) => {
    expect(readScript(text, program)).toBeNull();
  });
});

describe("a runner is called for some files", () => {
  it.each<[RunnerName, string, string, string]>([
    [
      "mocha",
      "--require test/setup.js --timeout 5000 -b test",
      "test/a.js",
      "--require test/setup.js --timeout 5000 --no-bail",
    ],
    [
      "pytest",
      "-x --sw -m slow -c other.ini tests",
      "tests/test_a.py",
      "-m slow -c other.ini -v --maxfail=0",
    ],
    ["vitest", "run --config unit.ts --bail 1 src", "src/a.test.ts", "run --config unit.ts --bail=0"],
    ["jest", "--config jest.unit.js --bail src", "src/a.test.ts", "--config jest.unit.js --bail=0"],
    ["go test", "test -timeout 30s -failfast ./...", "pkg/a_test.go", "-timeout 30s ./pkg"],
    ["go test", "test --timeout 30s --tags db ./...", "pkg/a_test.go", "-timeout 30s -tags db ./pkg"],
    [
      "node:test",
      "--throw-deprecation --test --test-reporter spec --test-timeout 5000 --test-name-pattern cart test",
      "test/a.js",
      "node --throw-deprecation --test-timeout 5000 --test-name-pattern cart --test --test-reporter=junit",
    ],
  ])("with the options of the script, none of its files, and to the end: %s", (name, script, file, words) => {
    const argv = runners[name].command(
      { report: "R", beside: "B", files: [file], script: script.split(" ") },
      projectOf(),
    );
    expect(argv.join(" ")).toContain(words);
    for (const word of [" src ", " tests ", " test ", "failfast", "--bail ", " -x "])
      expect(argv.slice(2).join(" ")).not.toContain(word);
  });

  it.each([
    ["pytest.ini", "[pytest]\naddopts = --sw -m 'not slow'\n", "addopts=-m 'not slow'"],
    ["setup.cfg", "[tool:pytest]\naddopts =\n  --stepwise\n  -q\n", "addopts=-q"],
    [
      "pyproject.toml",
      "[tool.pytest.ini_options]\naddopts = ['--sw', '--sw-skip', '-m', 'not slow']\n",
      "addopts='-m' 'not slow'",
    ],
    ["tox.ini", "[pytest]\naddopts = -x --maxfail=2\n", null],
  ])("pytest goes on where its settings would stop: %s", (file, text, option) => {
    const project = projectOf({ text: (path) => (path === file ? text : null) });
    const argv = runners.pytest.command({ report: "R", beside: "B", files: null, script: [] }, project);
    expect(argv.find((word) => word.startsWith("addopts=")) ?? null).toBe(option);
    expect(argv).toContain("--maxfail=0");
  });
});
