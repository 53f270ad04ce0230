import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, lchown, lstat, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { constants, homedir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment } from "./clean-environment.ts";
import type { AgentUser, Command, CommandResult, Hands, Reach } from "./contract.ts";
import { limited, limits as usual, type Limits, watchUser } from "./limits.ts";
import type { Network } from "./network.ts";
import { trustedAuthorities } from "./network/trusted-authorities.ts";
import { log } from "./log.ts";
import { keepTail, splitLines } from "./output.ts";
import { noRegistries, type RegistryAccess } from "./registries.ts";
import { killByHome, killByUser, killGroup, loadOf, nothingLeftOf } from "./processes.ts";

/** The hands of one assignment. They also hold the agent's own process. */
export interface AssignmentHands extends Hands {
  /** What every command finds in its environment. */
  environment: Readonly<Record<string, string>>;
  /** Starts a program as the agent, in a process group of its own, with this environment and nothing else. */
  spawn(argv: readonly string[], options: SpawnOptions): ChildProcessWithoutNullStreams;
  /** Ends all processes that the agent or its commands have started, wherever they have gone. */
  killAll(): Promise<void>;
  /** Why all of them were ended before; null: they have taken no more than they may. */
  excess(): string | null;
}

interface SpawnOptions {
  cwd: string;
  env: Record<string, string>;
  /** What it may talk to. */
  reach: Reach;
}

const keptOutput = 200_000;
/** Only one pipe keeps the order of both outputs. */
const inOrder = ["/bin/sh", "-c", 'exec "$@" 2>&1', "sh"] as const;

/** Who commands run as, and where. */
export interface HandsPlace {
  /** No other assignment has this user meanwhile; null: the server's own. */
  user: AgentUser | null;
  /** Gets the home and the temporary folder. */
  folder: string;
  /** Where programs are looked for. */
  path: string;
  /** What package managers keep beside the tree. */
  packages: string;
  /** Starts what runs, with the reach that it may have. */
  network: Pick<Network, "start">;
  /** Where installers find private packages; not said: nowhere. */
  registries?: RegistryAccess;
  /** What commands may take; not said: as much as is usual. */
  limits?: Limits;
}

/** A program that was ended for what it took: as if it had been killed. */
const killed = 128 + constants.signals.SIGKILL;

/** Hands with a home of their own. */
export async function openHands(place: HandsPlace): Promise<AssignmentHands> {
  const { user, folder, path, packages, network, registries = noRegistries, limits = usual } = place;
  const home = join(folder, "home");
  const temporary = join(folder, "tmp");
  const environment = { ...cleanEnvironment(path, { home, temporary, packages }), ...machineToolchains() };
  let running = 0;
  let excess: string | null = null;
  // The kernel counts by users: where the agent has none of its own, the others of the server's count, too.
  const others = user === null ? (await loadOf(process.getuid?.() ?? 0)).tasks : 0;

  const start = (argv: readonly string[], options: SpawnOptions): ChildProcessWithoutNullStreams => {
    excess = null;
    const child = network.start({ argv: limited(argv, limits, others), user, ...options });
    if (user === null) return child;
    const stopWatching = watchUser(user, limits, (why) => {
      excess = why;
      log.warn("hands.excess", { reason: why });
      killAll().catch((error: unknown) => log.error("hands.stay", { reason: String(error) }));
    });
    child.once("exit", stopWatching).once("error", stopWatching);
    return child;
  };

  let sweeping = Promise.resolve();
  const killAll = (): Promise<void> => {
    const sweep = () => (user === null ? killByHome(home) : killByUser(user));
    sweeping = sweeping.then(sweep, sweep);
    return sweeping;
  };

  const run = async (command: Command): Promise<CommandResult> => {
    const started = performance.now();
    const output = keepTail(keptOutput);
    const ended = (exitCode: number | null): CommandResult => ({
      exitCode,
      durationMs: Math.round(performance.now() - started),
      output: without(command.signedIn === true ? registries.secrets : [], output.text()),
    });
    const stop = AbortSignal.any([command.signal, AbortSignal.timeout(command.timeoutMs)]);
    // A sweep ends whatever it meets.
    await sweeping;
    if (stop.aborted) return ended(null);

    running += 1;
    const signedIn = command.signedIn === true ? registries : noRegistries;
    await writeOwn(home, signedIn.files, user);
    const child = start([...inOrder, ...command.argv], {
      cwd: command.cwd,
      env: {
        ...environment,
        ...(command.reach === "registry" ? { ...trustedAuthorities(process.env), ...registries.env } : {}),
        ...command.env,
      },
      reach: command.reach ?? "nothing",
    });
    child.stdin.on("error", () => undefined).end();
    child.stderr.resume();
    const lines = splitLines((line) => command.onLine?.(without(signedIn.secrets, line)));
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      output.add(text);
      lines.add(text);
    });
    child.stdout.on("end", () => lines.end());
    const kill = () => killGroup(child.pid);
    stop.addEventListener("abort", kill);
    const closed = new Promise((resolve) => child.once("close", resolve));
    try {
      const { code, signal } = await exit(child);
      // A process left behind would hold the output open, and could wait for the next phase.
      killGroup(child.pid);
      if (running === 1) await killAll();
      await closed;
      if (stop.aborted) return ended(null);
      if (excess !== null) {
        // The next command would have to do with what these have left over.
        if (user !== null) await nothingLeftOf(user.uid);
        output.add(`\n${excess}\n`);
        return ended(killed);
      }
      return ended(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    } finally {
      stop.removeEventListener("abort", kill);
      for (const name of Object.keys(signedIn.files)) await rm(join(home, name), { force: true });
      running -= 1;
    }
  };

  for (const owned of [home, temporary]) {
    await mkdir(owned);
    await handOver(owned, user);
  }
  return {
    environment,
    run,
    handOver: (target) => handOver(target, user),
    spawn: start,
    killAll,
    excess: () => excess,
  };
}

/** Writes files that only a user may read into a home of it. */
async function writeOwn(
  home: string,
  files: Readonly<Record<string, string>>,
  user: AgentUser | null,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, name);
    await writeFile(path, text, { mode: 0o600, flag: "wx" });
    if (user !== null) await lchown(path, user.uid, user.gid);
  }
}

/** Where rustup keeps its toolchains: it would look for them in the home. */
function machineToolchains(): Record<string, string> {
  const rustup = process.env["RUSTUP_HOME"] ?? join(homedir(), ".rustup");
  return existsSync(rustup) ? { RUSTUP_HOME: rustup } : {};
}

/** A text in which no secret can be read. */
const without = (secrets: readonly string[], text: string): string =>
  secrets.reduce((left, secret) => left.replaceAll(secret, "[secret]"), text);

/** Makes a folder and all in it a user's own. */
export async function handOver(target: string, user: AgentUser | null): Promise<void> {
  if (user !== null) await own(target, user);
  // Other assignments' agents have no business here.
  await chmod(target, 0o700);
}

/** Resolves when the process is gone; throws when it could not be started. */
function exit(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

const ownedAtOnce = 16;

/** Gives a folder and all in it to a user; links themselves, never what they point to. */
async function own(path: string, user: AgentUser): Promise<void> {
  const found = await lstat(path);
  // Whoever can plant a second name for a file of somebody else must not get the file by it.
  if (found.isFile() && found.nlink > 1) return;
  if (found.uid !== user.uid || found.gid !== user.gid) await lchown(path, user.uid, user.gid);
  if (!found.isDirectory()) return;
  // Few at once: there may be hundreds of thousands below.
  const names = await readdir(path);
  for (let first = 0; first < names.length; first += ownedAtOnce)
    await Promise.all(names.slice(first, first + ownedAtOnce).map((name) => own(join(path, name), user)));
}
