import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { git, writeFiles } from "../executor/referee/files.ts";
import { fix, provingTest, shop } from "../executor/referee/scene.ts";

vi.setConfig({ testTimeout: 120_000 });

let place: string;
const test = "test/cart.test.js";
const repository = (): string => join(place, "repository");
const patch = (): string => join(place, "fix.patch");

/** How `npm run referee` ends, and what it says. */
async function referee(...args: string[]): Promise<{ code: number | null; said: string }> {
  const script = join(import.meta.dirname, "../../../scripts/referee.ts");
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; said: string }>();
  const child = execFile(process.execPath, [script, ...args], (_error, stdout, stderr) =>
    resolve({ code: child.exitCode, said: stdout + stderr }),
  );
  return promise;
}

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "signalbox-cli-"));
  await git(place, "init", "-q", "-b", "main", "repository");
  await writeFiles(repository(), shop);
  await git(repository(), "add", "-A");
  await git(repository(), "commit", "-qm", "a shop");
  await writeFiles(repository(), { "src/cart.js": fix });
  await writeFile(patch(), `${await git(repository(), "diff")}\n`);
  await git(repository(), "checkout", "-q", ".");
  await writeFiles(repository(), { [test]: provingTest });
});
afterAll(() => rm(place, { recursive: true }));

it("a fix is proven, with what was run, and the repository is left as it was", async () => {
  const { code, said } = await referee(repository(), "--test", test, "--fix", patch());
  expect(said).toMatch(/ {2}tests run with +node:test\n.*\n.*\n {2}manager +npm\n {2}lock file +none: /);
  expect(said).toMatch(/^red +the suite with the new test +node --test.* 1 +[\d.]+ +1 +1$/m);
  expect(said).toContain("PROVEN: the test fails without the fix");
  expect(code).toBe(0);
  expect(await git(repository(), "status", "--porcelain")).toBe(`M ${test}`);
  expect(await git(repository(), "branch", "--list")).toBe("* main");
});

it("one that doesn't mend the bug is refused, with the reason", async () => {
  const useless = join(place, "useless.patch");
  const text =
    "--- a/src/other.js\n+++ b/src/other.js\n@@ -1 +1 @@\n-export const other = 1;\n+export const other = 2;\n";
  await writeFile(useless, text);
  const { code, said } = await referee(repository(), "--test", test, "--fix", useless);
  expect(said).toMatch(
    /NOT PROVEN, in green \(refused\): the new tests don't pass:\n- test\/cart.test.js > an empty cart costs nothing \(test\/cart.test.js:6\): Got unwanted exception: Cannot read/,
  );
  expect(code).toBe(1);
});

it("a repository in which nothing can be proven is told apart, by its cause, and all that was printed is kept", async () => {
  const stale = await mkdtemp(join(place, "stale-"));
  await git(stale, "init", "-q", "-b", "main");
  const manifest = JSON.parse(shop["package.json"] ?? "{}");
  const lock = { name: "shop", lockfileVersion: 3, packages: { "": { name: "shop" } } };
  await writeFiles(stale, {
    ...shop,
    "package.json": JSON.stringify({ ...manifest, dependencies: { left: "1.0.0" } }),
    "package-lock.json": JSON.stringify(lock),
  });
  await git(stale, "add", "-A");
  await git(stale, "commit", "-qm", "a shop");
  await writeFiles(stale, { [test]: provingTest });
  const output = join(place, "output.txt");
  const { code, said } = await referee(stale, "--test", test, "--fix", patch(), "--output", output);
  expect(said).toMatch(/ {2}manager +npm\n {2}lock file +package-lock.json/);
  expect(said).toMatch(/^red +install the dependencies +npm ci /m);
  expect(said).toMatch(
    /NOT PROVEN, in red \(repository\): the dependencies can't be installed: package-lock\.json is behind/,
  );
  expect(said).not.toContain("--install-strategy");
  expect(await readFile(output, "utf8")).toMatch(
    /== red: install the dependencies\n\$ npm ci\n[^]*\[exit 1\]/,
  );
  expect(code).toBe(3);
});

it.each([
  ["a folder without git", () => [place, "--test", test, "--fix", patch()], "is no git repository"],
  ["a test that isn't there", () => [repository(), "--test", "a.js", "--fix", patch()], "has no file a.js"],
  [
    "a test that isn't new",
    () => [repository(), "--test", "src/cart.js", "--fix", patch()],
    "say --base REV",
  ],
  [
    "a patch that is none",
    () => [repository(), "--test", test, "--fix", join(repository(), test)],
    "is no patch",
  ],
  [
    "an unknown commit",
    () => [repository(), "--test", test, "--fix", patch(), "--base", "x"],
    "has no commit x",
  ],
  ["a patch that isn't there", () => [repository(), "--test", test, "--fix", "no.patch"], "no file no.patch"],
  ["an unknown option", () => [repository(), "--tests", test], "npm run referee -- PATH"],
  [
    "no number",
    () => [repository(), "--test", test, "--fix", patch(), "--minutes", "x"],
    "no number of minutes",
  ],
  ["no test", () => [repository(), "--fix", patch()], "say --test FILE"],
])("%s is told", async (_name, args, words) => {
  const { code, said } = await referee(...args());
  expect(said).toContain(words);
  expect(code).toBe(2);
});
