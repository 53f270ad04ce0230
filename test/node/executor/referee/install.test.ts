import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AgentUser } from "../../../../containers/executor/src/contract.ts";
import { install } from "../../../../containers/executor/src/referee/install.ts";
import { projectOf as plainProject } from "../../../support/project-of.ts";
import type { Project } from "../../../../containers/executor/src/referee/project-facts.ts";
import type { Bench } from "../../../../containers/executor/src/referee/suite.ts";
import type { Testing } from "../../../../containers/executor/src/referee/testing.ts";
import { toolchainNotes } from "../../../../containers/executor/src/referee/toolchains.ts";
import type { Registries } from "../../../../containers/executor/src/registries.ts";
import type { AssignmentEventBody } from "../../../../shared/executor/protocol.ts";
import { openNpmRegistry } from "../support/npm-registry.ts";
import { openPackageIndex } from "../support/package-index.ts";
import { writeFiles, type Files } from "./files.ts";
import { realHands } from "./real-hands.ts";

/* Installing with the hands that the executor opens; registries are on this machine, where a setting names them. */

vi.setConfig({ testTimeout: 120_000 });

const uid = 61_000_000 + process.pid;
const user: AgentUser | null = process.getuid?.() === 0 ? { uid, gid: uid } : null;
const token = "s3cret-of-a-registry";
const byCommand: Testing = { kind: "command", command: "sh test.sh" };
const closing: (() => void)[] = [];

let place: string;
let tree: string;
let events: AssignmentEventBody[];
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "install-"));
  await chmod(place, 0o711);
  tree = join(place, "tree");
  events = [];
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await rm(place, { recursive: true });
});

async function benchFor(files: Files, registries: Registries = { npm: [] }, as = user): Promise<Bench> {
  await writeFiles(tree, files);
  const folder = join(place, "assignment");
  const { hands } = await realHands(folder, as, registries);
  await hands.handOver(tree);
  return {
    hands,
    emit: (event) => events.push(event),
    phase: "red",
    folder,
    commit: "c",
    left: () => 100_000,
    signal: new AbortController().signal,
  };
}

function projectOf(files: Files, facts: Partial<Project> = {}): Project {
  const paths = Object.keys(files);
  const isPython = paths.some((path) => /\.txt$|\.toml$/.test(path)) && !paths.includes("Cargo.toml");
  return plainProject({
    root: tree,
    pythonIn: isPython ? "" : null,
    pythonFiles: isPython ? paths : [],
    files: paths,
    ...facts,
  });
}

const sh = async (bench: Bench, script: string): Promise<string> => {
  const order = { cwd: tree, timeoutMs: 60_000, signal: bench.signal };
  return (await bench.hands.run({ ...order, argv: ["sh", "-c", script] })).output;
};

it("A private index is reached with its token, which nothing but the installer ever has", async () => {
  const wheel = { name: "pricing", version: "1.0.0", files: { "pricing.py": "RATE = 1\n" } };
  const index = await openPackageIndex([wheel], token);
  closing.push(() => index.close());
  const files = { "requirements.txt": "pricing==1.0.0\n" };
  const bench = await benchFor(files, { npm: [], pypi: { url: index.url, user: "ana", token } });
  await install(bench, { project: projectOf(files), testing: byCommand }, true);
  expect(await sh(bench, ".venv/bin/python -c 'import pricing; print(pricing.RATE)'")).toBe("1\n");
  expect(index.asked.some(({ login }) => login === `ana:${token}`)).toBe(true);
  expect(JSON.stringify(events)).not.toContain(token);
  expect(await sh(bench, `env; cat ~/.netrc; grep -r ${token} . || echo nowhere`)).toMatch(/nowhere\n$/);
});

it("What an index doesn't have is told in its installer's own words", async () => {
  const index = await openPackageIndex([]);
  closing.push(() => index.close());
  const files = { "requirements.txt": "pricing==9\n" };
  const bench = await benchFor(files, { npm: [], pypi: { url: index.url } });
  await expect(install(bench, { project: projectOf(files), testing: byCommand }, true)).rejects.toThrow(
    /can't be installed: ERROR: Could not find a version that satisfies the requirement pricing==9/,
  );
});

it("Scripts of packages run after a token is gone", async () => {
  const look =
    "node -e \"require('fs').writeFileSync('seen.txt', JSON.stringify(process.env))\"; cat ~/.npmrc >> seen.txt || true";
  const own = JSON.stringify({ name: "@acme/half", version: "1.0.0", scripts: { postinstall: look } });
  const pack = { name: "@acme/half", version: "1.0.0", files: { "package.json": own } };
  const registry = await openNpmRegistry(pack, token);
  closing.push(() => registry.close());
  const manifest = { scripts: {}, dependencies: { "@acme/half": "1.0.0" }, devDependencies: {} };
  const files = { "package.json": JSON.stringify({ name: "shop", ...manifest }) };
  const bench = await benchFor(files, { npm: [{ url: registry.url, scope: "@acme", token }] });
  await install(bench, { project: projectOf(files, { manifest }), testing: byCommand }, true);
  const seen = await readFile(join(tree, "node_modules/@acme/half/seen.txt"), "utf8");
  expect(seen).toContain("npm_lifecycle_event");
  expect(seen).not.toContain(token);
  expect(JSON.stringify(events)).not.toContain(token);
});

it("A prepare script that wants git is left out, and the packages are there", async () => {
  const scripts = { prepare: "git config core.hooksPath .githooks" };
  const manifest = { scripts, dependencies: { half: "file:./half" }, devDependencies: {} };
  const files = {
    "package.json": JSON.stringify({ name: "shop", ...manifest }),
    "half/package.json": JSON.stringify({ name: "half", version: "1.0.0" }),
  };
  const bench = await benchFor(files);
  await install(bench, { project: projectOf(files, { manifest }), testing: byCommand }, true);
  expect(existsSync(join(tree, "node_modules/half/package.json"))).toBe(true);
  expect(JSON.stringify(events)).toContain("wants git");
});

it("A project that wants another version than is there is told of it", async () => {
  const files = { ".nvmrc": "v18\n", "pyproject.toml": '[project]\nrequires-python = ">=3.99"\n' };
  const notes = await toolchainNotes(await benchFor(files), projectOf(files));
  expect(notes[0]).toMatch(/^\.nvmrc wants Node 18, and it runs on \d+\.\d+\.\d+ here\.$/);
  expect(notes[1]).toMatch(/^pyproject\.toml wants Python >=3\.99, and it runs on 3\./);
});
