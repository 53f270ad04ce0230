import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { readInside } from "../containers/executor/src/referee/read-inside.ts";
import {
  isRead,
  largestFile,
  mostText,
  readInstalled,
} from "../containers/executor/src/validate/read-tree.ts";
import { rules } from "../containers/executor/src/validate/rules/registry.ts";
import type { Rule } from "../containers/executor/src/validate/rules/rule.ts";
import { validateTree } from "../containers/executor/src/validate/validate-tree.ts";
import { tableOf } from "./table-of.ts";
import { UsageError } from "./target.ts";

const explained = Object.entries<Rule>(rules).map(
  ([name, { level, says }]) => `  ${level}  ${name.padEnd(24)} ${says}`,
);
const help = `npm run validate -- PATH
  PATH     a folder in a git repository: its tracked files, and those that git doesn't ignore, as they lie there
  --help   this

Says what is wrong with a repository by the rules that a story's code is held to. Nothing is run, and nothing is written.
${explained.join("\n")}

Ends with
  0  nothing that blocks
  1  something blocks
  2  the command is wrong`;

const exec = promisify(execFile);

/** `npm run validate`: what validation finds in a folder. */
async function main(args: string[]): Promise<number> {
  const path = parse(args);
  if (path === null) {
    console.log(help);
    return 0;
  }
  const folder = resolve(path);
  const installed = await readInstalled(folder);
  const findings = validateTree({
    ...(await readFiles(path, folder)),
    ...(installed === null ? {} : { packages: installed }),
  });
  const blocks = findings.filter(({ level }) => level === "block").length;
  if (findings.length > 0)
    console.log(
      tableOf([
        ["level", "rule", "where", "what"],
        ...findings.map(({ level, rule, path: at, line, text }) => [level, rule, `${at}:${line}`, text]),
      ]),
    );
  console.log(
    `${findings.length === 0 ? "" : "\n"}${blocks} that block, ${findings.length - blocks} that warn`,
  );
  return blocks === 0 ? 0 : 1;
}

function parse(args: string[]): string | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: "boolean", default: false } },
    });
    if (values.help) return null;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError("say one PATH: the folder");
    return path;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The texts of a folder's files. @throws UsageError naming what is wrong with the path. */
async function readFiles(
  path: string,
  folder: string,
): Promise<{ files: Map<string, string>; others: string[] }> {
  const there = await stat(folder).catch(() => null);
  if (there?.isDirectory() !== true) throw new UsageError(`${path} is no folder`);
  const listed = await exec("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((error: unknown) => {
    throw new UsageError(`${path} lies in no git repository`, { cause: error });
  });
  const files = new Map<string, string>();
  const others: string[] = [];
  let size = 0;
  for (const name of new Set(listed.stdout.split("\0").filter((one) => one !== ""))) {
    const text = isRead(name) ? await readInside(folder, name) : "";
    // Git lists what was deleted, too.
    if (text === null) continue;
    size += text.length;
    if (!isRead(name) || text.length > largestFile || text.includes("\0") || size > mostText)
      others.push(name);
    else files.set(name, text);
  }
  return { files, others };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${help}`);
  process.exitCode = 2;
}
