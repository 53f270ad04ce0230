import { describe, expect, it } from "vitest";
import { howTested } from "../../../containers/executor/src/referee/how-tested.ts";
import { packageSchema } from "../../../containers/executor/src/referee/project-facts.ts";
import { testingOf } from "../../../containers/executor/src/referee/testing.ts";
import { projectOf } from "../../support/project-of.ts";

/** How a repository of these files is tested, in words. */
function seen(files: Record<string, string>, test: string, configured: string | null = null): string | null {
  const manifest = files["package.json"];
  const project = projectOf({
    files: [...Object.keys(files), test],
    text: (path) => files[path] ?? null,
    mentions: (path, pattern) => pattern.test(files[path] ?? ""),
    pythonTests: () => (test.endsWith(".py") ? "pytest" : null),
    manifest: manifest === undefined ? null : packageSchema.parse(JSON.parse(manifest)),
  });
  const found = testingOf(project, test, configured);
  if (found === null) return null;
  const { runner, command } = howTested({ project, testing: found.testing, places: null });
  return `${runner ?? "exit code"}: ${command}`;
}

const calling = (test: string) => ({ "package.json": JSON.stringify({ scripts: { test } }) });
const js = "test/a.test.js";
const py = "tests/test_a.py";

describe("tests that another tool's file tells how to run", () => {
  it.each<[string, Record<string, string>, string, string | null]>([
    [
      "make, with variables, what is needed first, and lines that go on",
      {
        ...calling("make test"),
        Makefile:
          "BIN = ./node_modules/.bin\nMOCHA ?= $(BIN)/mocha\nexport TZ := UTC\n\n.PHONY: test\nall: build\nbuild: dist/a.js\n\ndist/a.js:\n\tnode build.js\n\ntest: build | node_modules/x ## run them\n\t@NODE_ENV=test $(MOCHA) \\\n\t\t--reporter spec \\\n\t\ttest/*.js\n\t-eslint .\n",
      },
      js,
      "mocha: make build && TZ=UTC NODE_ENV=test mocha --reporter spec test/*.js && eslint .",
    ],
    [
      "make for Python, without what only installs",
      {
        Makefile:
          "VENV=.venv\n$(VENV)/ready: requirements.txt\n\tpython3 -m venv $(VENV)\n\t$(VENV)/bin/pip install -r requirements.txt\ntest: $(VENV)/ready gen\n\tPYTHONPATH=src $(VENV)/bin/python -m pytest -x tests\ngen:\n\t$(VENV)/bin/python gen.py\n",
      },
      py,
      "pytest: make gen && PYTHONPATH=src pytest -x tests",
    ],
    [
      "make for Go, with a variable that only make could work out elsewhere",
      {
        "go.mod": "module acme.dev/a\n",
        Makefile:
          "FILES := $(shell git ls-files)\ntest:\n\tgo test -tags integration ./...\nlint:\n\tgolint $(FILES)\n",
      },
      "a_test.go",
      "go test: go test -tags integration ./...",
    ],
    [
      "make with conditions",
      { ...calling("make test"), Makefile: "ifdef CI\nX = 1\nendif\ntest:\n\tmocha\n" },
      js,
      "exit code: npm test",
    ],
    [
      "make for what no runner is known of",
      { Makefile: "all: prog\nprog: a.c\n\t$(CC) -o $@ $<\ntest: prog\n\t./run-tests.sh\n" },
      "tests/a.sh",
      "exit code: make test",
    ],
    ["make without tests", { Makefile: "all:\n\tcc a.c\n" }, "tests/a.sh", null],
    [
      "just",
      {
        ...calling("just test"),
        justfile:
          "set shell := ['bash', '-c']\nnode := 'node'\n\n# all of it\ndefault: test\n\nbuild:\n    node build.js\n\ntest *args='': build\n    @{{node}} --test {{args}}\n",
      },
      js,
      "node:test: just build && node --test",
    ],
    [
      "go-task",
      {
        ...calling("task test"),
        "Taskfile.yml":
          "version: '3'\nenv:\n  TZ: UTC\ntasks:\n  build: node build.js\n  test:\n    desc: run them\n    deps: [build]\n    env:\n      A: 'b c'\n    cmds:\n      - task: lint\n      - npx jest --ci # all\n  lint:\n    cmd: eslint .\n",
      },
      js,
      "jest: task build && task lint && TZ=UTC A=b c jest --ci",
    ],
    [
      "tox, with what it sets",
      {
        "tox.ini":
          "[tox]\nenvlist = py311\n[testenv]\nsetenv =\n  PYTHONPATH = {toxinidir}/src\n  # a comment\n  MODE = test\ndeps = pytest\ncommands =\n  coverage run -m pytest {posargs:tests}\n  coverage report\n[testenv:lint]\ncommands = ruff check .\n",
      },
      py,
      "pytest: PYTHONPATH=./src MODE=test pytest tests && coverage report",
    ],
    [
      "a task of poe's",
      { "pyproject.toml": "[tool.poe.tasks]\ntest = { cmd = 'pytest tests -x' }\n" },
      py,
      "pytest: pytest tests -x",
    ],
  ])("%s", (_name, files, test, how) => {
    expect(seen(files, test)).toBe(how);
  });

  it.each([
    ["make -s test", "pytest: A=b pytest"],
    ["tox -e py312", "pytest: C=d pytest"],
    ["tox -e lint", "exit code: tox -e lint"],
    ["poetry run poe test", "pytest: pytest -q"],
    ["hatch run test", "pytest: pytest tests"],
    ["nox -s tests", "exit code: nox -s tests"],
  ])("a configured command that calls it: %s", (configured, how) => {
    const files = {
      Makefile: "test:\n\tA=b pytest\n",
      "tox.ini": "[testenv]\nsetenv = C = d\ncommands = pytest\n[testenv:lint]\ncommands = ruff check .\n",
      "pyproject.toml":
        "[tool.poe.tasks]\ntest = 'pytest -q'\n[tool.hatch.envs.default.scripts]\ntest = 'pytest {args:tests}'\n",
    };
    expect(seen(files, py, configured)).toBe(how);
  });
});
