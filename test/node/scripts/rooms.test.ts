import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../../scripts/stack/dev-vars.ts";

/** A wrong import of each kind, and what the linter says of it. */
const planted: [from: string, to: string, says: string][] = [
  ["shared/platform/a.ts", "shared/domain/task.ts", "shared/platform imports nothing of ours"],
  [
    "shared/domain/a.ts",
    "shared/policy/rules.ts",
    "shared/domain can't import shared/policy, only shared/platform",
  ],
  ["shared/db/a.ts", "shared/spine/context.ts", "shared/db can't import shared/spine"],
  ["shared/policy/a.ts", "shared/jobs/bug-fix/report.ts", "shared/policy can't import shared/jobs/bug-fix"],
  ["shared/integrations/jira/a.ts", "shared/jobs/bug-fix/report.ts", "shared/integrations can't import"],
  ["shared/llm/a.ts", "shared/spine/budget.ts", "shared/llm can't import shared/spine"],
  ["shared/spine/a.ts", "shared/actions/registry.ts", "is handed in by the caller"],
  ["shared/spine/b.ts", "workers/app.ts", "shared/spine can't import workers"],
  [
    "shared/actions/a.ts",
    "shared/jobs/editorial/job.ts",
    "shared/actions can't import shared/jobs/editorial",
  ],
  ["shared/jobs/bug-fix/a.ts", "shared/jobs/editorial/job.ts", "they don't know each other"],
  ["shared/jobs/errand/a.ts", "workflows/errand/act.ts", "shared/jobs/errand can't import workflows/errand"],
  ["workflows/bug-fix/a.ts", "workflows/errand/act.ts", "belongs in workflows"],
  ["durable-objects/a.ts", "workers/app.ts", "durable-objects can't import workers"],
  ["containers/executor/src/a.ts", "shared/spine/context.ts", "containers can't import shared/spine"],
  ["pages/dashboard/src/a.ts", "shared/spine/context.ts", "pages/dashboard can't import shared/spine"],
  ["workers/a.ts", "sandbox/main.ts", "it is no part of the product"],
];

let folder = "";
let output = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "rooms-"));
  const write = (file: string, text: string): void => {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [from, to] of planted) write(from, `import "${relative(dirname(from), to)}";\n`);
  write("shared/spine/fine.ts", 'import "../policy/rules.ts";\nimport type { A } from "./job.ts";\n');
  write("circle/a.ts", 'import type { B } from "./b.ts";\nexport interface A { b: B }\n');
  write("circle/b.ts", 'import type { A } from "./a.ts";\nexport interface B { a: A }\n');
  const plugin = join(projectRoot, "scripts/lint/rooms.ts");
  const rules = { "rooms/layers": "error", "import/no-cycle": ["error", { ignoreTypes: false }] };
  const config = { plugins: ["import"], categories: { correctness: "off" }, jsPlugins: [plugin], rules };
  write("oxlint.json", JSON.stringify(config));
  output = await new Promise<string>((resolve) => {
    const oxlint = join(projectRoot, "node_modules/.bin/oxlint");
    execFile(oxlint, ["-c", "oxlint.json", "--format=unix"], { cwd: folder }, (_error, stdout) =>
      resolve(stdout),
    );
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the linter", () => {
  it.each(planted)("refuses that %s imports %s", (from, _to, says) => {
    const line = output.split("\n").find((one) => one.startsWith(`${from}:`));
    expect(line).toContain(says);
  });

  it("lets a room import those below it, and itself", () => {
    expect(output).not.toContain("fine.ts");
  });

  it("refuses a circle, also one of types alone", () => {
    expect(output).toMatch(/circle\/a\.ts:.*no-cycle/);
  });
});
