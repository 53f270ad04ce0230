import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./dev-vars.ts";
import { runToEnd } from "./run-to-end.ts";

const vite = join(projectRoot, "node_modules/vite/bin/vite.js");
const folder = join(projectRoot, "pages/dashboard");
const dist = join(folder, "dist");

/** What the dashboard is built from. */
const sources = [
  ...["src", "public", "index.html", "vite.config.ts", "package.json"].map((name) => join(folder, name)),
  ...["pages/blog/src/lib", "shared", "package-lock.json"].map((name) => join(projectRoot, name)),
];

/** Builds the dashboard, unless what was built last is newer than all it is built from. */
export async function buildDashboard(
  env: NodeJS.ProcessEnv,
  logFile: string,
  interrupted?: AbortSignal,
): Promise<void> {
  const index = join(dist, "index.html");
  if (existsSync(index) && statSync(index).mtimeMs > Math.max(...sources.map(newest))) return;
  // Built aside and put in place when it is whole: another stack may be serving the old one.
  const built = `${dist}-${process.pid}`;
  try {
    const run = { env, logFile, cwd: folder, interrupted };
    await runToEnd("vite build", [vite, "build", "--outDir", built], run);
    rmSync(dist, { recursive: true, force: true });
    renameSync(built, dist);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** When a file, or anything in a folder, was changed last. A folder counts too: it tells of what was deleted. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
