import { expect, it } from "vitest";
import { runners, type RunnerName } from "../../../containers/executor/src/referee/runners/registry.ts";
import { stillRunning } from "../../../containers/executor/src/referee/runners/live.ts";

it("names what had begun and not ended, and not the file around it", () => {
  expect(stillRunning("▶ a.js\n▶ a.js > one\nsaid\n✓ a.js > one\n▶ a.js > two\n- other")).toEqual([
    "a.js > two",
  ]);
  expect(stillRunning("▶ one\n✗ one\n")).toEqual([]);
  expect(stillRunning("▶ a.js\n▶ a.js > one\n✓ a.js > one\n")).toEqual(["a.js (after one)"]);
});

it.each<[RunnerName, string, string[]]>([
  [
    "pytest",
    "tests/test_a.py::test_one PASSED [ 50%]\ntests/test_a.py::test_two[a b] ",
    ["tests/test_a.py::test_two[a b]"],
  ],
  ["pytest", "tests/test_a.py::test_one PASSED [ 50%]\n", []],
  [
    "go test",
    '{"Action":"run","Package":"p","Test":"TestA"}\n{"Action":"pass","Package":"p","Test":"TestA"}\n{"Action":"run","Package":"p","Test":"TestB"}\n{"Action":"run","Package":"p","Test":"TestB/in"}\n{"Action":"out',
    ["p.TestB/in"],
  ],
  [
    "cargo test",
    "test a has been running for over 60 seconds\ntest a ... ok\ntest b has been running for over 60 seconds",
    ["b"],
  ],
])("by what the runner itself prints: %s", (name, output, running) => {
  expect(runners[name].running?.(output)).toEqual(running);
});
