import { spawn } from "node:child_process";
import { environmentOf } from "../environment.ts";

/** Git as it is on this machine, deaf to the user's own configuration. */
export const gitEnv: Record<string, string> = {
  PATH: process.env["PATH"] ?? "",
  LANG: "C.UTF-8",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_LITERAL_PATHSPECS: "1",
};

export class GitError extends Error {
  readonly exitCode: number | null;
  readonly stdout: string;

  constructor(args: readonly string[], exitCode: number | null, stderr: string, stdout: string) {
    super(`git ${args[0]} ended with ${exitCode}: ${stderr.trim()}`);
    this.exitCode = exitCode;
    this.stdout = stdout;
  }
}

interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
}

/** Runs git in a repository; what it says on its standard output, as bytes. Throws a GitError unless it ends with 0. */
export async function gitBytes(
  dir: string,
  args: readonly string[],
  { input, env = {} }: GitOptions = {},
): Promise<Buffer> {
  const child = spawn("git", args, { cwd: dir, env: environmentOf({ ...gitEnv, ...env }), stdio: "pipe" });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  // Git may end before it has read all; its exit code tells.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const exitCode = await promise;
  const stdout = Buffer.concat(out);
  if (exitCode !== 0) throw new GitError(args, exitCode, Buffer.concat(err).toString(), stdout.toString());
  return stdout;
}

/** As `gitBytes`, as text without the last line break. */
export async function git(dir: string, args: readonly string[], options?: GitOptions): Promise<string> {
  return (await gitBytes(dir, args, options)).toString().replace(/\n$/, "");
}

/** The commit that a branch, or else a commit id, stands for; null when there is none. */
export async function commitOf(dir: string, ref: string): Promise<string | null> {
  return (
    (await verified(dir, `refs/heads/${ref}^{commit}`)) ??
    (/^[0-9a-f]{7,40}$/.test(ref) ? await verified(dir, `${ref}^{commit}`) : null)
  );
}

/** The id of what a revision names; null when it names nothing. */
export async function verified(dir: string, revision: string): Promise<string | null> {
  try {
    return await git(dir, ["rev-parse", "--verify", "--quiet", "--end-of-options", revision]);
  } catch (error) {
    if (error instanceof GitError && error.exitCode !== null) return null;
    throw error;
  }
}
