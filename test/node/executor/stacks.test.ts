import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { validateTree } from "../../../containers/executor/src/validate/validate-tree.ts";
import { fillTemplate } from "../../../shared/domain/delivery/fill-template.ts";
import { stackIds } from "../../../shared/domain/delivery/stack-id.ts";

const root = "containers/executor/stacks";
const exec = promisify(execFile);
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string() }),
  jobs: z.object({
    check: z.object({
      steps: z.array(
        z.object({ name: z.string().optional(), run: z.string().optional(), uses: z.string().optional() }),
      ),
    }),
  }),
});

async function readTemplate(stack: string): Promise<Map<string, string>> {
  const entries = await readdir(join(root, stack), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(`${root}/${stack}/`.length))
    .filter((path) => !/(^|\/)(node_modules|dist|coverage|__pycache__)\//.test(path));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(root, stack, path), "utf8")] as const),
    ),
  );
}

async function ciOf(files: ReadonlyMap<string, string>) {
  return workflow.parse(parse(files.get(".github/workflows/ci.yml") ?? ""));
}

it("has a template for each stack, and no other", async () => {
  expect((await readdir(root)).toSorted()).toEqual(stackIds.toSorted());
});

describe.each(stackIds)("the template %s", (stack) => {
  it("checks everything with no more rights than reading", async () => {
    const ci = await ciOf(await readTemplate(stack));
    expect(ci.permissions).toEqual({ contents: "read" });
    const { steps } = ci.jobs.check;
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
    expect(steps.flatMap(({ name }) => name ?? [])).toEqual(
      expect.arrayContaining(["Install", "Lint", "Types", "Tests with coverage", "Audit"]),
    );
  });

  it("stands validation", async () => {
    const files = fillTemplate(await readTemplate(stack), { name: "little-shop", description: "It sells." });
    expect(validateTree({ files })).toEqual([]);
  });

  it("says its name wherever one is needed, and no registry's address", async () => {
    const template = await readTemplate(stack);
    for (const path of ["README.md", "CONTRIBUTING.md", ".gitignore"])
      expect([...template.keys()]).toContain(path);
    for (const [path, text] of fillTemplate(template, { name: "little-shop", description: "It sells." })) {
      expect(text, path).not.toMatch(/\{\{(name|description)\}\}/);
      expect(text, path).not.toMatch(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/);
    }
  });
});

describe("node_api, filled and installed", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "signalbox-stack-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("passes each step of its own workflow", { timeout: 240_000 }, async () => {
    const files = fillTemplate(await readTemplate("node_api"), {
      name: "little-shop",
      description: "It sells.",
    });
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    // What is known of vulnerabilities changes without the template, and not every registry answers it.
    const steps = (await ciOf(files)).jobs.check.steps.filter(({ name }) => name !== "Audit");
    for (const { run } of steps) if (run !== undefined) await exec("sh", ["-c", run], { cwd: folder });
    expect(await readdir(join(folder, "dist"))).toContain("server.js");
  });
});
