import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { chmod, copyFile, readlink } from "node:fs/promises";
import type { Server as HttpServer } from "node:http";
import { Server } from "node:net";
import { join } from "node:path";
import type { AgentUser, Reach } from "./contract.ts";
import { log } from "./log.ts";
import { enclose, type Programs, type Way } from "./network/enclose.ts";
import { createRegistryProxy } from "./network/registry-proxy.ts";
import { keepTail, oneLine } from "./output.ts";
import { environment as only } from "./referee/environment.ts";

/** A program to start, with this environment and nothing else. */
export interface Program {
  argv: readonly string[];
  cwd: string;
  env: Record<string, string>;
  user: AgentUser | null;
  reach: Reach;
}

/** The network as the agent and the tests have it. */
export interface Network {
  /** Starts a program in a process group and, where that can be had, a network of its own. */
  start(program: Program): ChildProcessWithoutNullStreams;
  /** Where a program finds the server behind its door; null: there are no doors, the server must listen by itself. */
  door: string | null;
  /** What an operator should know; null: nothing. */
  warning: string | null;
}

/** In a network of its own nobody else has it. It lies outside of what systems give to those who don't care. */
const doorPort = 29_170;
const doorUrl = `http://127.0.0.1:${doorPort}`;
const triedForMs = 20_000;

/** Where the agent's programs are, and whom the agents run as. */
interface Ground {
  root: string;
  path: string;
  userOf(place: number): AgentUser | null;
  /** Registries that installers may call wherever they are, as "name:port". */
  registryHosts?: readonly string[];
}

/**
 * Finds out by trying how this process can give others a network of their own, as the agent of the first place. Programs for
 * it are looked for in `path`.
 */
export async function prepareNetwork(
  ground: Ground,
  path: string = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin:/usr/bin:/bin`,
): Promise<Network> {
  const obstacles: string[] = [];
  const { found, missing } = findPrograms(path);
  if (found === null) obstacles.push(`${missing.join(" and ")} can't be started here`);
  else {
    // Whoever becomes the agent must be able to read it.
    const script = join(ground.root, "door.mts");
    await copyFile(join(import.meta.dirname, "network/door.ts"), script);
    await chmod(script, 0o644);
    const nodes = [process.execPath, ...inPath(ground.path, "node")];
    for (const way of ["privileged", "unprivileged"] as const)
      for (const node of new Set(nodes)) {
        const network = closed(
          way,
          found[way],
          [node, "--no-warnings", script, String(doorPort)],
          ground.registryHosts,
        );
        const obstacle = await obstacleTo(network, ground.userOf(0));
        if (obstacle === null) return network;
        obstacles.push(`${way}: ${obstacle}`);
      }
  }
  const warning = `The agent's network is open, it reaches what this machine reaches and the servers on it: ${oneLine(obstacles.join("; "), 500)}. To close it, start the server as root, or its image with the capabilities SYS_ADMIN and NET_ADMIN.`;
  log.warn("agent.network_open", { reason: warning });
  return { start: startOpen, door: null, warning };
}

function closed(
  way: Way,
  programs: Programs,
  doorkeeper: readonly string[],
  registryHosts: readonly string[] = [],
): Network {
  const registries = createRegistryProxy(registryHosts);
  return {
    start: ({ argv, cwd, env, user, reach }) => {
      const door = reach === "nothing" ? null : reach === "registry" ? registries : reach.door;
      const enclosed = enclose({
        way,
        programs,
        user,
        argv,
        env: reach === "registry" ? { ...throughDoor, ...env } : env,
        door: door === null ? [] : doorkeeper,
      });
      const [program, ...rest] = enclosed.argv;
      const child = spawn(program, rest, {
        cwd,
        env: only({}),
        ...enclosed.user,
        detached: true,
        stdio: door === null ? "pipe" : ["pipe", "pipe", "pipe", "ipc"],
      });
      if (door !== null) listenBehind(child, door);
      return withStreams(child);
    },
    door: doorUrl,
    warning: null,
  };
}

/** Takes the door that a child opens in its own network: a socket belongs to the network in which it was made. */
function listenBehind(child: ChildProcess, server: HttpServer): void {
  child.once("message", (_open, gate) => {
    if (!(gate instanceof Server)) return;
    gate.on("connection", (socket) => server.emit("connection", socket));
    child.once("exit", () => gate.close());
    // A child that has ended meanwhile hears nothing; its exit tells of it.
    child.send("taken", () => undefined);
  });
}

function startOpen({ argv, cwd, env, user, reach }: Program): ChildProcessWithoutNullStreams {
  const [program = "", ...rest] = argv;
  const all = reach === "registry" ? { ...proxiesOf(process.env), ...env } : env;
  return spawn(program, rest, { cwd, env: only(all), ...user, detached: true, stdio: "pipe" });
}

/** The proxies that this machine has itself. */
function proxiesOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]);
  const given = names.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return given.length === 0 ? {} : { ...Object.fromEntries(given), ...nodesOwn };
}

/** Corepack has no way of its own to a proxy: node's is turned on. */
const nodesOwn = { NODE_USE_ENV_PROXY: "1" };

/** How package managers are told of a proxy. */
const throughDoor = {
  ...Object.fromEntries(
    ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "YARN_HTTP_PROXY", "YARN_HTTPS_PROXY"].map(
      (name) => [name, doorUrl],
    ),
  ),
  ...nodesOwn,
  NO_PROXY: "localhost,127.0.0.1,::1",
  no_proxy: "localhost,127.0.0.1,::1",
};

/** Why a program can't be started in a network of its own, found out by trying; null when it can. */
async function obstacleTo(network: Network, user: AgentUser | null): Promise<string | null> {
  const door = createRegistryProxy();
  const words = keepTail(300);
  const inside = keepTail(100);
  try {
    const child = network.start({
      argv: ["/bin/sh", "-c", "readlink /proc/self/ns/net"],
      cwd: "/",
      env: {},
      user,
      reach: { door },
    });
    child.stdin.on("error", () => undefined).end();
    child.stdout.setEncoding("utf8").on("data", (text: string) => inside.add(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => words.add(text));
    const timer = setTimeout(() => child.kill("SIGKILL"), triedForMs);
    const [code] = await once(child, "close").finally(() => clearTimeout(timer));
    if (code !== 0) return words.text().trim() || `it ended with ${code}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const ours = await readlink("/proc/self/ns/net");
  return inside.text().trim() === ours ? "the network is still this machine's" : null;
}

/**
 * The programs that put up the walls. The first of a name may be one that has the capabilities for it and is this process's
 * alone; the last is the machine's own, which everybody may start.
 */
function findPrograms(path: string): { found: Record<Way, Programs> | null; missing: string[] } {
  const missing = programs.filter((name) => inPath(path, name).length === 0);
  const all = (which: number): Programs => ({
    unshare: inPath(path, "unshare").at(which) ?? "",
    ip: inPath(path, "ip").at(which) ?? "",
    setpriv: inPath(path, "setpriv").at(which) ?? "",
    env: inPath(path, "env").at(which) ?? "",
    sh: inPath(path, "sh").at(which) ?? "",
  });
  return { found: missing.length === 0 ? { privileged: all(0), unprivileged: all(-1) } : null, missing };
}

const programs = ["unshare", "ip", "setpriv", "env", "sh"] as const satisfies (keyof Programs)[];

/** The places in a PATH at which this process may start a program. */
function inPath(path: string, name: string): string[] {
  return path
    .split(":")
    .filter((folder) => folder.startsWith("/"))
    .map((folder) => join(folder, name))
    .filter((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        // Not there, or not ours to start.
        return false;
      }
    });
}

function withStreams(child: ChildProcess): ChildProcessWithoutNullStreams {
  if (hasStreams(child)) return child;
  throw new Error("a child without streams was started");
}

const hasStreams = (child: ChildProcess): child is ChildProcessWithoutNullStreams =>
  child.stdin !== null && child.stdout !== null && child.stderr !== null;
