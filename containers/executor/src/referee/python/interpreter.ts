import type { Bench } from "../suite.ts";
import { wantedVersion } from "../wanted-versions.ts";
import { compare, inRange } from "./version-range.ts";

/** Names of Pythons that a machine may have, the usual one first. */
const names = ["python3", ...[15, 14, 13, 12, 11, 10, 9, 8].map((minor) => `python3.${minor}`)];

const askAll =
  'for name in "$@"; do version=$("$name" -c "import platform; print(platform.python_version())" 2>/dev/null) && echo "$name $version"; done; true';

/**
 * The Python to use for a project: the usual one where it fits what the project wants, else the newest of the machine's that does, else
 * the usual one all the same, for the project may know no better.
 */
export async function chooseInterpreter(
  bench: Pick<Bench, "hands" | "left" | "signal">,
  folder: string,
  files: readonly string[],
): Promise<string> {
  const wanted = await wantedVersion("python", folder, files);
  if (wanted === null) return "python3";
  const { output } = await bench.hands.run({
    argv: ["sh", "-c", askAll, "sh", ...names],
    cwd: folder,
    timeoutMs: bench.left(),
    signal: bench.signal,
  });
  const there = output.split("\n").flatMap((line) => {
    const [name = "", version = ""] = line.split(" ");
    return names.includes(name) && inRange(version, wanted.range) ? [{ name, version }] : [];
  });
  const usual = there.find(({ name }) => name === "python3");
  return (usual ?? there.toSorted((one, other) => compare(other.version, one.version))[0])?.name ?? "python3";
}
