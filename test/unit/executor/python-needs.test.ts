import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  namesPythonNeeds,
  pythonNeeds,
} from "../../../containers/executor/src/referee/python/python-needs.ts";
import {
  poetryVersion,
  requirementFiles,
} from "../../../containers/executor/src/referee/python/requirements.ts";
import { inRange } from "../../../containers/executor/src/referee/python/version-range.ts";
import { writeInside } from "../../../containers/executor/src/referee/write-inside.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "needs-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function needsOf(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) await writeInside(folder, path, text);
  return pythonNeeds(folder, Object.keys(files));
}

it("what is for tests is installed; what is for developers only where nothing is for tests", () => {
  expect(requirementFiles(["requirements.txt", "requirements-dev.txt", "requirements-test.txt"])).toEqual([
    "requirements.txt",
    "requirements-test.txt",
  ]);
  expect(
    requirementFiles(["requirements/base.txt", "requirements/dev.txt", "requirements/docs.txt"]),
  ).toEqual(["requirements/base.txt", "requirements/dev.txt"]);
  expect(requirementFiles(["dev-requirements.txt", "docs/requirements.txt"])).toEqual([
    "dev-requirements.txt",
  ]);
});

it("a project's extras and groups are found, groups with those that they include", async () => {
  const pyproject = `[project]
name = "shop"
dependencies = ["attrs>=22"]
[project.optional-dependencies]
test = ["pytest>=7"]
docs = ["sphinx"]
[dependency-groups]
test = ["hypothesis", { include-group = "more" }]
more = ["freezegun", { include-group = "test" }]
[build-system]
requires = ["hatchling"]
`;
  const needs = await needsOf({ "pyproject.toml": pyproject, "src/shop/__init__.py": "" });
  expect(needs).toMatchObject({
    requirements: ["hypothesis", "freezegun"],
    own: {
      extras: ["test"],
      dependencies: ["attrs>=22", "pytest>=7"],
      source: "src",
      buildRequires: ["hatchling"],
    },
    lock: null,
  });
});

it("Poetry's tables are read as pip has them, and its lock file gives the versions", async () => {
  const pyproject = `[tool.poetry]
name = "shop"
[tool.poetry.dependencies]
python = "^3.9"
requests = { version = "^2.31", extras = ["socks"] }
colorama = { version = "*", optional = true }
[tool.poetry.group.test.dependencies]
pytest = "~7.4"
[build-system]
requires = ["poetry-core"]
`;
  const lock = `[[package]]
name = "requests"
version = "2.31.0"
[[package]]
name = "numpy"
version = "1.0"
[[package]]
name = "numpy"
version = "2.0"
[[package]]
name = "own"
version = "1.0"
[package.source]
type = "git"
`;
  expect(await needsOf({ "pyproject.toml": pyproject, "poetry.lock": lock })).toMatchObject({
    requirements: ["pytest>=7.4,<7.5"],
    own: { dependencies: ["requests[socks]>=2.31,<3"] },
    lock: { tool: "poetry", versions: ["requests==2.31.0"] },
  });
});

it("what tox installs for tests is installed, but for what only tox would know", async () => {
  const toxIni = `[tox]
envlist = py311
[testenv]
deps =
  pytest>=7   # the runner
  requests-mock
  -r{toxinidir}/ci/needs.txt
  django42: Django>=4.2,<4.3
  {[base]deps}
  -e .
commands = pytest
[testenv:lint]
deps = ruff
`;
  const needs = await needsOf({ "tox.ini": toxIni, "ci/needs.txt": "attrs\n" });
  expect([needs.requirements, needs.files]).toEqual([["pytest>=7", "requests-mock"], ["ci/needs.txt"]]);
  expect([
    namesPythonNeeds(["tox.ini"], "", toxIni),
    namesPythonNeeds(["tox.ini"], "", "[pytest]\n"),
  ]).toEqual([true, false]);
});

it("what can't be read is named", async () => {
  await expect(needsOf({ "pyproject.toml": "[project\n" })).rejects.toThrow(
    /^pyproject\.toml can't be read: /,
  );
});

it.each([
  ["^1.2.3", ">=1.2.3,<2"],
  ["^0.2.3", ">=0.2.3,<0.3"],
  ["^0.0.3", ">=0.0.3,<0.0.4"],
  ["~1", ">=1,<2"],
  ["1.2.*", "==1.2.*"],
  [">=1,<3", ">=1,<3"],
  ["*", ""],
  ["^1 || ^2", ""],
])("Poetry's %s is pip's %s", (poetry, pip) => expect(poetryVersion(poetry)).toBe(pip));

it.each([
  ["3.11.7", ">=3.9,<4", true],
  ["3.11.7", ">=3.12", false],
  ["3.11.7", "==3.11.*", true],
  ["3.11.7", "~=3.10", true],
  ["3.11.7", "<3.11", false],
  ["3.11.7", "!=3.11.*", false],
  ["3.11.7", "^3.9", true],
])("Python %s in %s: %s", (version, range, fits) => expect(inRange(version, range)).toBe(fits));
