import { describe, expect, it } from "vitest";
import { isDeciding } from "../../../shared/changes/deciding-check.ts";

const any = (name: string) => ({ name, app: null });
const ofRun = (name: string, run: number, app = 1) => ({ name, run, app });
const status = (name: string) => ({ name, run: null, app: null });
const workflow = { runId: 7, name: "CI" };
const coverage = { runId: 9, name: "coverage/patch" };

describe("a failure of CI decides", () => {
  it.each([
    ["where nothing is required", [], []],
    ["where what is required can't be read", [], null],
    ["when what fails can't be read", null, [any("test")]],
    ["when nothing of it is shown to fail", [ofRun("other", 8)], [any("test")]],
    ["when a job of its run is required", [ofRun("lint", 7), ofRun("test", 7)], [any("test")]],
    ["when its App is the one that is required", [ofRun("test", 7, 3)], [{ name: "test", app: 3 }]],
  ])("%s", (_when, failed, required) => {
    expect(isDeciding(workflow, failed, required)).toBe(true);
  });

  it.each([
    ["when only other jobs are required", [ofRun("lint", 7)], [any("test")]],
    ["when the job of that name is another run's", [ofRun("lint", 7), ofRun("test", 8)], [any("test")]],
    ["when another App must say so", [ofRun("test", 7, 3)], [{ name: "test", app: 4 }]],
  ])("not %s", (_when, failed, required) => {
    expect(isDeciding(workflow, failed, required)).toBe(false);
  });

  it("by a status that is required, and by no other", () => {
    expect(isDeciding(coverage, [status("coverage/patch")], [any("coverage/patch")])).toBe(true);
    expect(isDeciding(coverage, [status("coverage/patch")], [any("test")])).toBe(false);
  });
});
