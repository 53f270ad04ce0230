import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const blogFolder = resolve(import.meta.dirname, "../../pages/blog");
const keptReleases = 3;
const keptLog = 4000;

export interface BuildResult {
  ok: boolean;
  log: string;
}

/** Builds the blog into releases below a folder; `current` is a link to the newest one that succeeded. */
export class Builder {
  readonly current: string;
  readonly #folder: string;
  readonly #api: string;
  readonly #site: string;
  #child: ChildProcess | null = null;

  constructor(stateDir: string, api: string, site: string) {
    this.#folder = join(stateDir, "blog", "releases");
    this.current = join(stateDir, "blog", "current");
    this.#api = api;
    this.#site = site;
    mkdirSync(this.#folder, { recursive: true });
  }

  async build(): Promise<BuildResult> {
    const number = Math.max(0, ...this.#releases()) + 1;
    const release = join(this.#folder, String(number));
    const result = await this.#run(release);
    if (result.ok) {
      // A link is replaced as a whole: whoever reads sees the old site or the new one.
      symlinkSync(release, `${this.current}.new`);
      renameSync(`${this.current}.new`, this.current);
      for (const old of this.#releases().slice(0, -keptReleases))
        rmSync(join(this.#folder, String(old)), { recursive: true });
    } else if (existsSync(release)) {
      rmSync(release, { recursive: true });
    }
    return result;
  }

  close(): void {
    // npm and the build that it runs: one process group.
    if (this.#child?.pid !== undefined) process.kill(-this.#child.pid, "SIGKILL");
  }

  async #run(outDir: string): Promise<BuildResult> {
    const env = {
      ...process.env,
      SIGNALBOX_API_URL: this.#api,
      BLOG_URL: this.#site,
      BLOG_OUT_DIR: outDir,
      ASTRO_TELEMETRY_DISABLED: "1",
    };
    const child = spawn("npm", ["run", "build"], {
      cwd: blogFolder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.#child = child;
    let log = "";
    const collect = (chunk: Buffer): void => {
      log = (log + chunk.toString()).slice(-keptLog);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const { promise, resolve: done } = Promise.withResolvers<boolean>();
    child.once("error", (error) => {
      log += String(error);
      done(false);
    });
    child.once("close", (code) => done(code === 0));
    const ok = await promise;
    this.#child = null;
    return { ok, log };
  }

  #releases(): number[] {
    return readdirSync(this.#folder)
      .map(Number)
      .filter(Number.isInteger)
      .toSorted((a, b) => a - b);
  }
}
