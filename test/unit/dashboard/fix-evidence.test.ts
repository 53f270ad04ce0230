import { createTwoFilesPatch } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainOutput } from "../../../pages/dashboard/src/parts/plain-output.ts";
import type { RunView } from "../../../pages/dashboard/src/parts/change/use-fix.ts";
import { branchAddress } from "../../../pages/dashboard/src/parts/change/change-links.tsx";
import { filesOfDiff } from "../../../pages/dashboard/src/parts/change/diff-files.ts";
import { endWords, groupsOf } from "../../../pages/dashboard/src/parts/change/evidence-groups.ts";

const changed = `diff --git a/src/total.ts b/src/total.ts
index 3b18e51..a5f1c0e 100644
--- a/src/total.ts
+++ b/src/total.ts
@@ -8,4 +8,4 @@ import type { Line } from "./line.ts";
 first
-  second
+  other
+-- a line that begins like a header
-third
 fourth
\\ No newline at end of file
`;
const created = `diff --git a/test/total.test.ts b/test/total.test.ts
new file mode 100644
index 0000000..9d9f5aa
--- /dev/null
+++ b/test/total.test.ts
@@ -0,0 +1,2 @@
+one
+two
`;
const moved = `diff --git a/old name.ts b/new.ts
similarity index 100%
rename from old name.ts
rename to new.ts
`;

describe("a change file by file", () => {
  it("has each file with its counts and what became of it", () => {
    const files = filesOfDiff(changed + created + moved);
    expect(files.map(({ path, change, added, removed }) => [path, change, added, removed])).toEqual([
      ["src/total.ts", "changed", 2, 2],
      ["test/total.test.ts", "created", 2, 0],
      ["new.ts", "moved", 0, 0],
    ]);
    expect(files[2]?.from).toBe("old name.ts");
  });

  it("numbers the lines as they were and as they are", () => {
    const lines = filesOfDiff(changed)[0]?.hunks?.[0] ?? expect.fail();
    expect(lines.map(({ kind, before, after, text }) => [kind, before, after, text])).toEqual([
      ["same", 8, 8, "first"],
      ["removed", 9, null, "  second"],
      ["added", null, 9, "  other"],
      ["added", null, 10, "-- a line that begins like a header"],
      ["removed", 10, null, "third"],
      ["same", 11, 11, "fourth"],
      ["note", null, null, "No newline at end of file"],
    ]);
  });

  it("shows a file that was cut off as it stands, and the others as ever", () => {
    const files = filesOfDiff(created + changed.slice(0, changed.indexOf("-third")));
    expect(files.map(({ hunks }) => hunks === null)).toEqual([false, true]);
    expect(files[1]).toMatchObject({ path: "src/total.ts" });
    expect(files[1]?.text).toContain("+  other");
  });

  it("is nothing for nothing", () => expect(filesOfDiff("\n")).toEqual([]));

  it("loses no line of any change", () => {
    const file = fc.array(fc.constantFrom("", "a", "- b", "+c", "diff", "@@ -1 +1 @@", "\\ d", "--- e"));
    fc.assert(
      fc.property(file, file, (before, after) => {
        const [was, is] = [before, after].map((lines) => lines.map((line) => `${line}\n`).join(""));
        const patch = createTwoFilesPatch("a/f", "b/f", was ?? "", is ?? "", "", "", { context: 1e6 });
        const shown = filesOfDiff(patch.replace(/^=+$/m, "diff --git a/f b/f"));
        const lines = shown.flatMap(({ hunks }) => (hunks ?? expect.fail(patch)).flat());
        if (was === is) return;
        expect(lines.filter((line) => line.before !== null).map(({ text }) => text)).toEqual(before);
        expect(lines.filter((line) => line.after !== null).map(({ text }) => text)).toEqual(after);
      }),
    );
  });
});

const run = (assignmentId: string, phase: RunView["phase"], id: string): RunView => ({
  id,
  assignmentId,
  phase,
  name: id,
  command: "npm test",
  exitCode: 0,
  durationMs: 1,
  commit: "0",
  passed: 1,
  failed: 0,
  failures: [],
  at: "2026-11-21T12:00:00Z",
});

describe("evidence", () => {
  it("stands by phase in its order, a second attempt by itself", () => {
    const groups = groupsOf([
      run("a", "red", "1"),
      run("a", "red", "2"),
      run("a", "green", "3"),
      run("b", "green", "4"),
    ]);
    expect(groups.map(({ assignmentId, phase, runs }) => `${assignmentId} ${phase} ${runs.length}`)).toEqual([
      "a red 2",
      "a green 1",
      "b green 1",
    ]);
  });

  it("says of a command that was killed that it was", () => {
    expect(endWords({ exitCode: null })).toBe("killed at its deadline");
    expect(endWords({ exitCode: 1 })).toBe("exit 1");
  });

  it("is read without what only a terminal understands", () => {
    const output = "\u001b[32m ✓\u001b[39m one\r\n\u001b]0;title\u0007two\n10 %\r100 %\u001b[K\n";
    expect(plainOutput(output)).toBe(" ✓ one\ntwo\n100 %\n");
  });

  it("leads to the branch where the pull request is", () => {
    const pull = "https://git.example/acme/shop/pull/7";
    expect(branchAddress(pull, "fix/a #1")).toBe("https://git.example/acme/shop/tree/fix/a%20%231");
    expect(branchAddress("https://git.example/elsewhere", "fix/a")).toBeNull();
    expect(branchAddress("javascript:alert(1)//x/pull/7", "fix/a")).toBeNull();
  });
});
