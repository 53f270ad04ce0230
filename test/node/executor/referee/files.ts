import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { environment } from "../../../../containers/executor/src/referee/environment.ts";
import type { AssignmentSpec } from "../../../../shared/executor/protocol.ts";

const exec = promisify(execFile);

/** Runs git as a person would, with settings of its own. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await exec(
    "git",
    ["-c", "user.name=Dana", "-c", "user.email=dana@example.com", ...args],
    {
      cwd,
      env: environment({
        PATH: process.env["PATH"] ?? "",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
      }),
    },
  );
  return stdout.trim();
}

export type Files = Record<string, string>;

/** Writes files by their paths; contents that begin with `#!` are made executable. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    if (content.startsWith("#!")) await chmod(join(folder, path), 0o755);
  }
}

/** A bare repository with one commit on main, and hands of a colleague who pushes to it. */
export async function makeRemote(folder: string, files: Files) {
  const bare = join(folder, "origin.git");
  const clone = join(folder, "clone");
  await mkdir(folder, { recursive: true });
  await git(folder, "init", "-q", "--bare", "-b", "main", bare);
  await git(folder, "clone", "-q", bare, clone);
  await git(clone, "checkout", "-q", "-B", "main");
  const commitOnBranch = async (branch: string, changed: Files): Promise<string> => {
    await git(clone, "fetch", "-q", "origin");
    const there = (await git(clone, "branch", "-r", "--list", `origin/${branch}`)) !== "";
    await git(clone, "checkout", "-q", "-B", branch, ...(there ? [`origin/${branch}`] : []));
    await writeFiles(clone, changed);
    await git(clone, "add", "--", ...Object.keys(changed));
    await git(clone, "commit", "-q", "-m", `change ${Object.keys(changed).join(", ")}`);
    await git(clone, "push", "-q", "origin", branch);
    return git(clone, "rev-parse", "HEAD");
  };
  const commit = await commitOnBranch("main", files);
  const repository: AssignmentSpec["repository"] = {
    name: "acme/shop",
    cloneUrl: pathToFileURL(bare).href,
    base: "main",
    token: "s3cret-t0ken-of-the-remote",
    testCommand: null,
  };
  return {
    bare,
    clone,
    commit,
    repository,
    commitOnBranch,
    head: (branch: string) => git(bare, "rev-parse", `refs/heads/${branch}`),
    show: (revision: string) => git(bare, "show", revision),
    /** Subjects of a branch's commits after one, oldest first. */
    log: async (branch: string, after: string) =>
      (await git(bare, "log", "--reverse", "--format=%s", `${after}..refs/heads/${branch}`)).split("\n"),
  };
}

/** Can a program be run here? */
export async function exists(program: string, args: string[]): Promise<boolean> {
  return exec(program, args).then(
    () => true,
    () => false,
  );
}
