import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, cp, link, lchown, mkdir, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve as resolvePath } from "node:path";
import { claim } from "./claim.ts";
import type { AgentUser } from "./contract.ts";
import { log } from "./log.ts";
import { environment } from "./referee/environment.ts";
import { type Settings, SettingsError } from "./settings.ts";
import { recordUsers, serverFolder, sweepLeftovers } from "./sweep.ts";
import { prepareWorkspaces } from "./workspaces-folder.ts";

/** What the agent works with, in places where its user can reach it. */
export interface Toolbox {
  /** Folder of this server's assignments. */
  root: string;
  /** The program of the agent's SDK. */
  claude: string;
  /** Our skills. */
  plugin: string;
  /** Script of the filesystem's MCP server; null: the agent's user can't read it. */
  filesystemServer: string | null;
  /** Where the agent looks for programs. */
  path: string;
  /** Whom the agent of a place runs as; null: as the server's own user. */
  userOf(place: number): AgentUser | null;
  /** Whom the last proof of a place runs as: no agent has ever had this user. Null: as the server's own. */
  proofUserOf(place: number): AgentUser | null;
  /** Walls that couldn't be put up, a sentence each: for the log, /health and the evidence. */
  warnings: string[];
}

const require = createRequire(import.meta.url);
const pluginFolder = resolvePath(import.meta.dirname, "../plugin");

/**
 * Finds out by trying whether this process may run the agent under another user, and puts what the agent needs where
 * that user can reach it. Throws SettingsError when AGENT_UID is set and can't be had.
 */
export async function prepareToolbox(settings: Pick<Settings, "workspaces" | "agentUid">): Promise<Toolbox> {
  const { folder, found } = await prepareWorkspaces(settings.workspaces);
  const root = await mkdtemp(join(folder, serverFolder));
  // Others may pass, to what they know the name of, and not look around.
  await chmod(root, 0o711);
  await claim(root);
  await sweepLeftovers(folder);
  const base = settings.agentUid ?? ownBase();
  const obstacle = await obstacleTo({ uid: base, gid: base }, root);
  if (obstacle !== null && settings.agentUid !== null)
    throw new SettingsError(`AGENT_UID is ${base}, but the agent can't run under it: ${obstacle}`);
  const userOf = (place: number): AgentUser | null =>
    obstacle === null ? { uid: base + place, gid: base + place } : null;
  const proofUserOf = (place: number): AgentUser | null => userOf(mostPlaces + place);
  const first = userOf(0);
  if (first !== null) await recordUsers(root, { first: base, count: 2 * mostPlaces });

  const bin = join(root, "bin");
  await mkdir(bin, { mode: 0o755 });
  const plugin = join(root, "plugin");
  await cp(pluginFolder, plugin, { recursive: true });
  let claude = claudeProgram();
  if (!(await canUse(first, claude, "-x"))) claude = await bring(claude, join(bin, "claude"));
  const path = process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin";
  if (!(await succeeds(first, ["/bin/sh", "-c", "node --version"], { PATH: path })))
    await bring(process.execPath, join(bin, "node"));
  const server = filesystemServer();
  const readable = await canUse(first, server, "-r");
  const warnings =
    obstacle === null
      ? []
      : [
          `The agent and the last proof run under the server's own user and can read whatever that user can: ${obstacle}. To keep them apart, start the server as root or as in its image.`,
        ];
  for (const reason of warnings) log.warn("agent.not_separated", { reason });
  if (found.length > 0) {
    const climbing = `Tests that look for modules and settings in the folders above their own find what belongs to others: ${found.join(", ")}. Set WORKSPACES to a folder with nothing above it.`;
    warnings.push(climbing);
    log.warn("workspaces.not_alone", { reason: climbing });
  }
  if (!readable)
    log.warn("filesystem_server.unreadable", { reason: `the agent's user can't read ${server}` });
  return {
    root,
    claude,
    plugin,
    filesystemServer: readable ? server : null,
    path: `${bin}:${path}`,
    userOf,
    proofUserOf,
    warnings,
  };
}

/** The users of agents and those of proofs lie one after the other. */
const mostPlaces = 32;

/** A base that nobody has set follows the process id: two servers on one machine must not end each other's assignments. */
const ownBase = (): number => 100_000 + process.pid * 2 * mostPlaces;

/** Why the agent can't have a user of its own, found out by trying; null when it can. */
async function obstacleTo(user: AgentUser, root: string): Promise<string | null> {
  const trial = join(root, "trial");
  await mkdir(trial);
  try {
    await chmod(trial, 0o700);
    await lchown(trial, user.uid, user.gid);
  } catch (error) {
    return `this process may not give files away (${error instanceof Error ? error.message : String(error)})`;
  }
  if (!(await succeeds(user, ["/bin/sh", "-c", "true"], {}))) return "this process may not take another uid";
  return (await succeeds(user, ["/bin/sh", "-c", ': > "$1/made"', "sh", trial], {}))
    ? null
    : `other users can't reach ${root}`;
}

const canUse = (user: AgentUser | null, path: string, how: "-x" | "-r"): Promise<boolean> =>
  succeeds(user, ["/bin/sh", "-c", `test ${how} "$1"`, "sh", path], {});

/** Does a command end well for this user? */
async function succeeds(
  user: AgentUser | null,
  [program = "", ...rest]: readonly string[],
  env: Record<string, string>,
): Promise<boolean> {
  try {
    const child = spawn(program, rest, { ...user, cwd: "/", env: environment(env), stdio: "ignore" });
    const [code] = await once(child, "exit");
    return code === 0;
  } catch (error) {
    // The user can't be taken at all.
    if (error instanceof Error && "code" in error && (error.code === "EPERM" || error.code === "EINVAL"))
      return false;
    throw error;
  }
}

/** A large program in another place: as a second name where the disk allows it, else as a copy. */
async function bring(program: string, target: string): Promise<string> {
  try {
    await link(program, target);
  } catch (error) {
    if (
      !(
        error instanceof Error &&
        "code" in error &&
        ["EXDEV", "EPERM", "EACCES"].includes(String(error.code))
      )
    )
      throw error;
    await copyFile(program, target);
    await chmod(target, 0o755);
  }
  return target;
}

/** The SDK's package for this machine holds the program itself. */
function claudeProgram(): string {
  const names = [`${process.platform}-${process.arch}`, `${process.platform}-${process.arch}-musl`];
  const fromSdk = createRequire(require.resolve("@anthropic-ai/claude-agent-sdk"));
  for (const name of names) {
    try {
      return fromSdk.resolve(`@anthropic-ai/claude-agent-sdk-${name}/claude`);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) throw error;
    }
  }
  throw new SettingsError(
    `the agent's program for ${names[0]} is not installed: run npm ci without --omit=optional`,
  );
}

function filesystemServer(): string {
  return require.resolve("@modelcontextprotocol/server-filesystem/dist/index.js");
}
