import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { git, writeFiles } from "../executor/referee/files.ts";

vi.setConfig({ testTimeout: 60_000 });

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "signalbox-validate-"));
  await git(place, "init", "-q");
});
afterEach(() => rm(place, { recursive: true }));

/** How `npm run validate` ends, and what it says. */
async function validate(...args: string[]): Promise<{ code: number | null; said: string }> {
  const script = join(import.meta.dirname, "../../../scripts/validate.ts");
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; said: string }>();
  const child = execFile(process.execPath, [script, ...args], (_error, stdout, stderr) =>
    resolve({ code: child.exitCode, said: stdout + stderr }),
  );
  return promise;
}

it("shows what blocks and what warns, of what git doesn't ignore", async () => {
  await writeFiles(place, {
    ".gitignore": "node_modules/\nlocal/\n",
    "package.json": JSON.stringify({ name: "shop", dependencies: { free: "1", bound: "1" } }),
    "node_modules/free/package.json": JSON.stringify({ name: "free", version: "1.0.0", license: "MIT" }),
    "node_modules/@acme/bound/package.json": JSON.stringify({
      name: "@acme/bound",
      version: "2.0.0",
      license: "AGPL-3.0",
    }),
    "local/mine.ts": 'import "./lost.ts";\n',
    "src/main.ts": 'import "free";\nimport "bound";\nimport { x } from "./halls.ts";\n',
  });
  const { code, said } = await validate(place);
  expect(said.split("\n").map((line) => line.replaceAll(/ {2,}/g, " | "))).toEqual([
    "level | rule | where | what",
    'block | imports | src/main.ts:3 | "./halls.ts" leads to nothing',
    "warn | licences | package.json:1 | @acme/bound 2.0.0 is under AGPL-3.0",
    "warn | dead-files | src/main.ts:1 | nothing imports this file, and nothing names it",
    "",
    "1 that block, 2 that warn",
    "",
  ]);
  expect(code).toBe(1);
});

it("ends well where nothing blocks", async () => {
  await writeFiles(place, { "test/a.test.js": "" });
  expect(await validate(place)).toEqual({ code: 0, said: "0 that block, 0 that warn\n" });
});

it("says what it takes, and what is wrong with a path", async () => {
  const { code, said } = await validate("--help");
  expect(code).toBe(0);
  expect(said).toMatch(/block {2}imports +an import leads to nothing/);
  const lost = await validate(join(place, "lost"));
  expect(lost.code).toBe(2);
  expect(lost.said).toMatch(/lost is no folder/);
  expect((await validate()).said).toContain("say one PATH: the folder");
});
