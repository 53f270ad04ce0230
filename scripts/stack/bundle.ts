import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { projectRoot } from "./dev-vars.ts";
import { type RunOptions, runToEnd } from "./run-to-end.ts";
import { workerOptionsOf } from "./worker-options.ts";

const wrangler = join(projectRoot, "node_modules/wrangler/bin/wrangler.js");
/** What esbuild tells of its work. */
const metafileSchema = z.object({
  inputs: z.record(z.string(), z.unknown()),
  outputs: z.record(z.string(), z.object({ entryPoint: z.string().optional() })),
});
const fileNames = z.array(z.string());
/** What a bundle depends on besides the code in it. */
const settings = [
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.base.json",
  "scripts/stack/bundle.ts",
  "scripts/stack/worker-options.ts",
];
/** Unused for so long, a bundle goes when another one is built. */
const keptForMs = 24 * 3_600_000;

/** The project's own bundles, for all its stacks. Another configuration's lie with its stack. */
export const bundlesFolder = join(projectRoot, "node_modules/.cache/signalbox");

/**
 * Bundles the Worker as wrangler does for deploying it, unless it was bundled from the very same files before.
 * @param bundles keeps what was built.
 * @returns the folder with the code and `options.json`, which never changes again.
 */
export async function bundledWorker(configFile: string, bundles: string, run: RunOptions): Promise<string> {
  const listFile = join(bundles, "inputs.json");
  if (existsSync(listFile)) {
    const known = join(bundles, digestOf(fileNames.parse(JSON.parse(readFileSync(listFile, "utf8")))));
    if (existsSync(known)) {
      utimesSync(known, new Date(), new Date());
      return known;
    }
  }
  mkdirSync(bundles, { recursive: true });
  removeUnused(bundles);
  const startedAt = Date.now();
  const building = mkdtempSync(join(bundles, "building-"));
  try {
    const flags = ["--dry-run", "--metafile", "--containers-rollout=none"];
    const deploy = [wrangler, "deploy", "--config", configFile, ...flags, "--outdir", building];
    await runToEnd("building the Worker", deploy, run);
    const metafile = metafileSchema.parse(
      JSON.parse(readFileSync(join(building, "bundle-meta.json"), "utf8")),
    );
    const options = { ...(await workerOptionsOf(configFile)), main: mainOf(metafile) };
    writeFileSync(join(building, "options.json"), JSON.stringify(options));
    const inputs = inputsOf(configFile, metafile);
    // Whatever was changed meanwhile may be in it or not, so nobody else takes it for the new state.
    const isMixed = inputs.some((file) => statSync(join(projectRoot, file)).mtimeMs > startedAt + 1);
    const built = join(bundles, isMixed ? `mixed-${process.pid}-${startedAt}` : digestOf(inputs));
    keepFirst(building, built);
    writeFileSync(`${listFile}.${process.pid}`, JSON.stringify(inputs));
    renameSync(`${listFile}.${process.pid}`, listFile);
    return built;
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
}

/** Other stacks may build the same at the same time, also in this very moment: the first one's stays, and is as good. */
function keepFirst(building: string, built: string): void {
  try {
    renameSync(building, built);
  } catch (error) {
    if (!existsSync(built)) throw error;
    rmSync(building, { recursive: true });
  }
}

/** The name of the file that the Worker begins in. */
function mainOf({ outputs }: z.infer<typeof metafileSchema>): string {
  const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint !== undefined) ?? [];
  if (path === undefined) throw new Error("wrangler has bundled nothing");
  return basename(path);
}

/** The files of which a bundle was made, from the project's root. */
function inputsOf(configFile: string, { inputs }: z.infer<typeof metafileSchema>): string[] {
  const folder = dirname(configFile);
  const code = Object.keys(inputs)
    .map((name) => resolve(folder, name))
    // What wrangler itself puts in has no file.
    .filter((file) => existsSync(file));
  return [...code, configFile, ...settings.map((name) => join(projectRoot, name))]
    .map((file) => relative(projectRoot, file))
    .toSorted();
}

function digestOf(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of inputs) {
    const file = join(projectRoot, name);
    hash.update(`\n${name}\n`).update(existsSync(file) ? readFileSync(file) : "gone");
  }
  return hash.digest("hex").slice(0, 32);
}

function removeUnused(bundles: string): void {
  for (const entry of readdirSync(bundles, { withFileTypes: true })) {
    const path = join(bundles, entry.name);
    if (entry.isDirectory() && statSync(path).mtimeMs < Date.now() - keptForMs)
      rmSync(path, { recursive: true, force: true });
  }
}
