import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AgentUser } from "../../../containers/executor/src/contract.ts";
import { openPackageCache } from "../../../containers/executor/src/package-cache.ts";
import { install } from "../../../containers/executor/src/referee/install.ts";
import { projectOf } from "../../support/project-of.ts";
import { writeFiles } from "./referee/files.ts";
import { realHands } from "./referee/real-hands.ts";
import { openNpmRegistry } from "./support/npm-registry.ts";

vi.setConfig({ testTimeout: 120_000 });

const uid = 62_000_000 + process.pid;
const user: AgentUser | null = process.getuid?.() === 0 ? { uid, gid: uid } : null;

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "package-cache-"));
  await chmod(place, 0o711);
});
afterEach(() => rm(place, { recursive: true }));

const digestOf = (text: string): string => createHash("sha512").update(text).digest("base64");

/** Where npm keeps what has a digest. */
function contentOf(npmCache: string, digest: string): string {
  const hex = Buffer.from(digest, "base64").toString("hex");
  return join(npmCache, "_cacache/content-v2/sha512", hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
}

async function put(npmCache: string, digest: string, text: string): Promise<void> {
  const path = contentOf(npmCache, digest);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Whether another assignment is lent it. */
async function isLent(cache: Awaited<ReturnType<typeof openPackageCache>>, digest: string): Promise<boolean> {
  const other = await mkdtemp(join(place, "other-"));
  await cache.lend([digest], other);
  return existsSync(contentOf(other, digest));
}

it("what one assignment has fetched, another one installs without fetching it again", async () => {
  const files = { "package.json": JSON.stringify({ name: "half", version: "1.0.0" }), "index.js": "" };
  const registry = await openNpmRegistry({ name: "half", version: "1.0.0", files }, "a-token");
  try {
    const cache = await openPackageCache(join(place, "packages"));
    const manifest = { scripts: {}, dependencies: { half: "1.0.0" }, devDependencies: {} };
    const { url, integrity } = registry;
    const locked = { version: "1.0.0", resolved: `${url}half.tgz`, integrity, hasInstallScript: true };
    const root = { name: "shop", dependencies: manifest.dependencies };
    const lock = { name: "shop", lockfileVersion: 3, packages: { "": root, "node_modules/half": locked } };
    for (const name of ["first", "second"]) {
      const tree = join(place, name, "tree");
      const project = {
        "package.json": JSON.stringify({ name: "shop", ...manifest }),
        "package-lock.json": JSON.stringify(lock),
      };
      await writeFiles(tree, project);
      await chmod(join(place, name), 0o711);
      const folder = join(place, name, "assignment");
      const { hands } = await realHands(folder, user, { npm: [{ url, token: "a-token" }] }, cache);
      await hands.handOver(tree);
      const bench = {
        hands,
        emit: () => undefined,
        phase: "red" as const,
        folder,
        commit: "c",
        left: () => 100_000,
        signal: new AbortController().signal,
      };
      const facts = { root: tree, files: Object.keys(project), lockFile: "package-lock.json", manifest };
      await install(
        bench,
        { project: projectOf(facts), testing: { kind: "command", command: "sh test.sh" } },
        true,
      );
      expect(await readFile(join(tree, "node_modules/half/package.json"), "utf8")).toContain("half");
    }
    expect(registry.downloads()).toBe(1);
  } finally {
    registry.close();
  }
});

it("no assignment can put into it what another one would take for something else", async () => {
  const cache = await openPackageCache(join(place, "packages"));
  const [npmCache, secret] = [join(place, "npm"), join(place, "secret")];
  const [good, linked] = [digestOf("good"), digestOf("secret")];
  await put(npmCache, good, "evil");
  // Who knows the digest of a file of the server's could have it lent to them.
  await writeFile(secret, "secret");
  await mkdir(dirname(contentOf(npmCache, linked)), { recursive: true });
  await symlink(secret, contentOf(npmCache, linked));
  await cache.keep([good, linked, "../../etc/passwd", ""], npmCache);
  expect([await isLent(cache, good), await isLent(cache, linked)]).toEqual([false, false]);

  await put(npmCache, good, "good");
  await cache.keep([good], npmCache);
  // What is written into a copy is in that copy.
  const other = join(place, "borrowed");
  await cache.lend([good], other);
  await writeFile(contentOf(other, good), "evil");
  expect(await isLent(cache, good)).toBe(true);
  const again = join(place, "again");
  await cache.lend([good], again);
  expect(await readFile(contentOf(again, good), "utf8")).toBe("good");
});

it("when it is full, what nobody has asked for longest makes room", async () => {
  const cache = await openPackageCache(join(place, "packages"), 10);
  const npmCache = join(place, "npm");
  const [one, two, three] = ["1111", "2222", "3333"].map(digestOf);
  if (one === undefined || two === undefined || three === undefined) throw new Error("three digests");
  await put(npmCache, one, "1111");
  await put(npmCache, two, "2222");
  await put(npmCache, three, "3333");
  await cache.keep([one], npmCache);
  await cache.keep([two], npmCache);
  expect(await isLent(cache, one)).toBe(true);
  await cache.keep([three], npmCache);
  expect([await isLent(cache, one), await isLent(cache, two), await isLent(cache, three)]).toEqual([
    true,
    false,
    true,
  ]);
});
