import { existsSync, readdirSync, readFileSync } from "node:fs";

const msATick = 10;

/**
 * The milliseconds of CPU that the workerds below this process have taken so far: our code and, on this machine, the
 * platform's engines too. 0 where there is no /proc to ask.
 */
export function workerCpuMs(): number {
  const processes = new Map(allProcesses().map((one) => [one.pid, one]));
  const isOurs = (pid: number): boolean => {
    const one = processes.get(pid);
    return one !== undefined && (one.pid === process.pid || isOurs(one.parent));
  };
  return [...processes.values()]
    .filter(({ pid, name }) => name === "workerd" && isOurs(pid))
    .reduce((sum, { ticks }) => sum + ticks * msATick, 0);
}

interface Process {
  pid: number;
  name: string;
  parent: number;
  ticks: number;
}

function allProcesses(): Process[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(Number(pid)));
}

/** Nothing when it has ended meanwhile. See proc(5) for the fields. */
function statOf(pid: number): Process[] {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return [];
    throw error;
  }
  const end = stat.lastIndexOf(")");
  const name = stat.slice(stat.indexOf("(") + 1, end);
  const fields = stat.slice(end + 2).split(" ");
  const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]].map(Number);
  return [{ pid, name, parent, ticks: user + system }];
}
