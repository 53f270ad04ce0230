import type { AgentUser } from "../contract.ts";

/**
 * How a process gets a network of its own: `privileged` by whoever may make one (root, or programs that have the
 * capabilities), and then becomes the agent's user; `unprivileged` as that user, in a user namespace of its own.
 */
export type Way = "privileged" | "unprivileged";

/** Where the programs are that put up the walls, by full path: nobody's PATH is asked while they have power. */
export type Programs = Record<"unshare" | "ip" | "setpriv" | "env" | "sh", string>;

/** What is started, and as whom. */
export interface Enclosed {
  argv: readonly [string, ...string[]];
  user: AgentUser | null;
}

interface Enclosing {
  way: Way;
  programs: Programs;
  user: AgentUser | null;
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  /** What runs before the program and leads to it, inside and as the agent's user; empty: nothing. */
  door: readonly string[];
}

/** `$0` is ip, `$1` is setpriv. Where ip isn't root's it gives up the capability for this, unless it is an inherited one. */
const loopbackUp = '"$1" --inh-caps=+net_admin "$0" link set lo up && exec "$@"';
/** Signals that Node ignores, and whoever it becomes would too. */
const usualSignals = "--default-signal=PIPE,XFSZ";

/**
 * The command line that runs a program in an empty network: a loopback of its own, and nothing else. The program gets its
 * environment at the very end, when all power is gone: a `PATH` or `LD_PRELOAD` in it never meets a program that has any.
 */
export function enclose({ way, programs, user, argv, env, door }: Enclosing): Enclosed {
  const { unshare, ip, setpriv, sh } = programs;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const identity =
    way === "unprivileged" || user === null
      ? []
      : [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  return {
    user: way === "privileged" ? null : user,
    argv: [
      unshare,
      ...(way === "privileged" ? [] : ["--user", "--map-current-user", "--keep-caps"]),
      "--net",
      "--",
      sh,
      "-c",
      loopbackUp,
      ip,
      setpriv,
      ...identity,
      "--inh-caps=-all",
      "--ambient-caps=-all",
      "--bounding-set=-all",
      // No program of the machine's gives back what is lost here, whatever bits its file has.
      "--no-new-privs",
      "--",
      ...door,
      programs.env,
      "-i",
      usualSignals,
      "--",
      ...variables,
      ...argv,
    ],
  };
}
