import { spawn } from "node:child_process";
import { killGroup } from "../processes.ts";
import { environment } from "./environment.ts";
import { AssignmentFailure, OutOfReach } from "./assignment-failure.ts";
import { isOutOfReach } from "./out-of-reach.ts";
import { inMegabytes } from "./quota.ts";

/** A repository on the other side, and the password that opens it. */
export interface Remote {
  cloneUrl: string;
  token: string;
}

interface GitOptions {
  input?: string | Buffer;
  /** Set: git may talk to the remote and gets its password, through the environment alone. */
  remote?: Remote;
}

export interface Git {
  /** Runs git and answers its output; throws what git said, without any secret. */
  (args: readonly string[], options?: GitOptions): Promise<Buffer>;
}

/**
 * Everything that could make git run a program of the tree's choosing is off: hooks, the file monitor, credential
 * helpers, pagers, commands in submodules; and the machine's own settings don't count.
 */
const safeSettings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.quotePath=false",
  "core.autocrlf=false",
  "credential.helper=",
  "submodule.recurse=false",
  "diff.ignoreSubmodules=all",
  "commit.gpgSign=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "advice.detachedHead=false",
  "http.followRedirects=false",
  // A remote that falls silent must not hold the assignment.
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60",
  "protocol.allow=never",
  "protocol.https.allow=always",
  "protocol.http.allow=always",
];

/** What the way to the remote may need of the machine. */
const passedOn = [
  "PATH",
  "HTTPS_PROXY",
  "https_proxy",
  "HTTP_PROXY",
  "http_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "GIT_SSL_CAINFO",
];

/** What git may answer: a list of all that a tree may hold is far less. */
const largestOutput = 256 * 1024 * 1024;
const keptErrors = 100_000;
/** So many characters of it are told: a remote's reasons are longer than git's own. */
const keptWords = 3000;
/** A timer of more would ring at once. */
const longestTimer = 2 ** 31 - 1;

/** Git for one assignment: its own folder outside the tree that the agent works in. */
export function gitIn(place: {
  gitDir: string;
  tree: string;
  signal: AbortSignal;
  /** Milliseconds that the phase has left; throws when there are none. */
  left: () => number;
  /** A file for an index of its own, for a second tree. */
  index?: string;
}): Git {
  return async (args, { input, remote } = {}) => {
    const settings = [...safeSettings];
    if (remote !== undefined && new URL(remote.cloneUrl).protocol === "file:")
      settings.push("protocol.file.allow=always");
    const argv = [
      ...settings.flatMap((setting) => ["-c", setting]),
      `--git-dir=${place.gitDir}`,
      `--work-tree=${place.tree}`,
      ...args,
    ];
    const inherited = passedOn.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const late = AbortSignal.timeout(Math.ceil(Math.min(place.left(), longestTimer)));
    const stop = AbortSignal.any([place.signal, late]);
    stop.throwIfAborted();
    const child = spawn("git", argv, {
      cwd: place.tree,
      env: environment({
        ...Object.fromEntries(inherited),
        ...(remote === undefined ? {} : password(remote)),
        ...(place.index === undefined ? {} : { GIT_INDEX_FILE: place.index }),
        HOME: place.gitDir,
        LC_ALL: "C.UTF-8",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_ATTR_NOSYSTEM: "1",
        GIT_TERMINAL_PROMPT: "0",
        GIT_LFS_SKIP_SMUDGE: "1",
        GIT_PAGER: "cat",
      }),
      // Git starts others, for the way to a remote or for a pack: they end with it.
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const kill = () => killGroup(child.pid);
    stop.addEventListener("abort", kill);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestOutput) kill();
      else output.push(chunk);
    });
    let said = 0;
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.length;
      if (said <= keptErrors) errors.push(chunk);
    });
    // Git may be gone before it has read all; its exit code tells why.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
    let exitCode: number | null;
    try {
      exitCode = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
      });
    } finally {
      stop.removeEventListener("abort", kill);
    }
    place.signal.throwIfAborted();
    if (late.aborted) {
      // It says whose time is over.
      place.left();
      throw new AssignmentFailure("deadline", `git ${args[0]} was ended at its deadline`);
    }
    if (size > largestOutput)
      throw new AssignmentFailure(
        "refused",
        `git ${args[0]} answers more than ${inMegabytes(largestOutput)}`,
      );
    if (exitCode !== 0) {
      const words = withoutSecrets(Buffer.concat(errors).toString(), remote).trim().slice(-keptWords);
      const reason = `git ${args[0]} failed: ${words}`;
      if (remote !== undefined && isOutOfReach(words)) throw new OutOfReach("github", reason);
      throw new AssignmentFailure("repository", reason);
    }
    return Buffer.concat(output);
  };
}

/** The password as git takes it from its environment: sent to this origin only, in no file and on no command line. */
function password({ cloneUrl, token }: Remote): Record<string, string> {
  const url = new URL(cloneUrl);
  if (url.protocol === "file:") return {};
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${url.origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic(token)}`,
  };
}

const basic = (token: string): string => Buffer.from(`x-access-token:${token}`).toString("base64");

function withoutSecrets(text: string, remote: Remote | undefined): string {
  if (remote === undefined) return text;
  return text.replaceAll(remote.token, "[token]").replaceAll(basic(remote.token), "[token]");
}
