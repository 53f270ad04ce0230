import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeInside } from "../../../containers/executor/src/referee/write-inside.ts";

let place: string;
const tree = (): string => join(place, "tree");
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "inside-"));
  await mkdir(tree());
  await mkdir(join(place, "outside"));
});
afterEach(() => rm(place, { recursive: true }));

it("writes a file and the folders above it", async () => {
  await writeInside(tree(), "test/new/a.test.js", "one");
  await writeInside(tree(), "test/new/a.test.js", "two");
  expect(await readFile(join(tree(), "test/new/a.test.js"), "utf8")).toBe("two");
});

it("follows no link: neither a folder's, above which nothing is made, nor the file's own", async () => {
  await symlink(join(place, "outside"), join(tree(), "test"));
  await expect(writeInside(tree(), "test/new/a.js", "x")).rejects.toThrow("leads out of the repository");
  expect(await readdir(join(place, "outside"))).toEqual([]);
  await writeFile(join(place, "outside/secret"), "kept");
  await symlink(join(place, "outside/secret"), join(tree(), "a.js"));
  await expect(writeInside(tree(), "a.js", "x")).rejects.toThrow("ELOOP");
  expect(await readFile(join(place, "outside/secret"), "utf8")).toBe("kept");
});
