import { at, readConfig } from "../runners/config-file.ts";

/** What tox installs before it runs tests: requirements, and files of them. Conditions and what only tox knows are left out. */
export function toxNeeds(toxIni: string): { requirements: string[]; files: string[] } {
  const deps = at(readConfig("tox.ini", toxIni), "testenv", "deps");
  const lines = (typeof deps === "string" ? deps : "").split("\n").map((line) =>
    line
      .replace(/\s#.*$/, "")
      .replaceAll(/\{(?:toxinidir|tox_root)\}\/?/g, "")
      .trim(),
  );
  const plain = lines.filter((line) => line !== "" && !/[{}]|^[\w.,!-]+:\s/.test(line));
  const files = plain.flatMap((line) => /^(?:-r|--requirement[= ])\s*(\S+)$/.exec(line)?.[1] ?? []);
  return { requirements: plain.filter((line) => /^[A-Za-z]/.test(line)), files };
}
