import { normalize } from "node:path/posix";
import { calledBy, type Scripts } from "./called-scripts.ts";
import { commandsOf, isActivation } from "./shell-words.ts";

/** A runner's call inside a script: its arguments and the variables set for it. */
export interface Script {
  words: string[];
  env: Record<string, string>;
  /** A program with its words that has to stand before the runner, as it sets what it finds. */
  through: string[];
  /** Files with variables that are set for it, from the folder that it runs in. */
  envFiles: string[];
  /** Those of the words in whose place a shell puts the files that they pick. */
  patterns: string[];
}

/** One command of a script. */
export interface Step {
  text: string;
  /** The folder that it runs in, from where the script begins: "" or "packages/api". */
  folder: string;
  /** Variables that the script has set for it. */
  env: Record<string, string>;
}

/** What only calls another program, which comes next among its words. */
const wrappers = new Set(
  "npx pnpm yarn bunx npm exec run dlx x cross-env env c8 nyc node bun poetry uv pdm pipenv rye hatch coverage".split(
    " ",
  ),
);
/** The same, where what it sets for the program can't be known from its words. */
const setters = new Set(["dotenv", "dotenvx", "env-cmd"]);

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;
/** As deep scripts may call each other. */
const deepest = 5;

/**
 * The commands of a test script, one after the other, with those of the package's other scripts that it calls in their place where
 * `inside` says so. Null: only a shell could tell.
 */
export function stepsOf(
  text: string,
  scripts: Scripts,
  inside: (step: Step) => boolean,
  at: { folder: string; env: Record<string, string>; depth: number } = { folder: "", env: {}, depth: 0 },
): Step[] | null {
  const commands = commandsOf(text);
  if (commands === null) return null;
  const steps: Step[] = [];
  let { folder } = at;
  const set = new Map(Object.entries(at.env));
  for (const command of commands) {
    const words = command.words.map((word) => word.text);
    const [first, second = ""] = words;
    if (first === "cd" && words.length === 2) {
      const next = normalize(`${folder === "" ? "." : folder}/${second}`).replace(/\/$/, "");
      if (/^[/~-]/.test(second) || next.split("/").includes("..")) return null;
      folder = next === "." ? "" : next;
      continue;
    }
    if (first === "export") {
      const assigned = words.slice(1).map((word) => assignment.exec(word));
      if (assigned.some((each) => each === null)) return null;
      for (const each of assigned) set.set(each?.[1] ?? "", each?.[2] ?? "");
      continue;
    }
    // Each command counts by itself here.
    if ((first === "set" && /^[-+][eux]+$/.test(second)) || isActivation(words)) continue;
    const env = Object.fromEntries(set);
    const step = { text: command.text, folder, env };
    const called = at.depth < deepest && folder === "" ? calledBy(words, scripts) : null;
    const nested = called?.flatMap((call) => {
      const inner = { folder: "", env: { ...env, ...call.env }, depth: at.depth + 1 };
      return "text" in call
        ? (stepsOf(call.text, scripts, inside, inner) ?? [null])
        : (lifecycleOf(call, scripts, inside, inner) ?? [null]);
    });
    const known = nested?.filter((each) => each !== null) ?? [];
    if (known.length > 0 && known.length === nested?.length && known.some(inside)) steps.push(...known);
    else steps.push(step);
  }
  return steps;
}

/** A script of a package.json with what its manager runs before and after it; null: there is none, or only a shell could tell. */
export const lifecycle = (name: string, scripts: Scripts, inside: (step: Step) => boolean): Step[] | null =>
  lifecycleOf({ name, args: "", hooks: true }, scripts, inside, { folder: "", env: {}, depth: 0 });

function lifecycleOf(
  { name, args, hooks }: { name: string; args: string; hooks: boolean },
  scripts: Scripts,
  inside: (step: Step) => boolean,
  at: { folder: string; env: Record<string, string>; depth: number },
): Step[] | null {
  if (!Object.hasOwn(scripts, name)) return null;
  const steps: Step[] = [];
  for (const one of hooks ? [`pre${name}`, name, `post${name}`] : [name]) {
    if (!Object.hasOwn(scripts, one)) continue;
    const text = `${scripts[one] ?? ""}${one === name && args !== "" ? ` ${args}` : ""}`;
    const found = stepsOf(text, scripts, inside, at);
    if (found === null) return null;
    steps.push(...found);
  }
  return steps;
}

/** Programs that run scripts as node does, by what they have it load. */
const likeNode: Readonly<Record<string, readonly string[]>> = {
  tsx: ["--import", "tsx"],
  "ts-node": ["--require", "ts-node/register"],
  "babel-node": ["--require", "@babel/register"],
};

/**
 * Reads a command such as `NODE_ENV=test npx c8 vitest run --project unit` for one program. Null when it doesn't call it, or in a
 * way that only a shell could understand.
 */
export function readScript(text: string, program: string): Script | null {
  const [command, ...more] = commandsOf(text) ?? [];
  if (command === undefined || more.length > 0) return null;
  const words = command.words.map((word) => word.text);
  const env = new Map<string, string>();
  const envFiles: string[] = [];
  const through: string[] = [];
  const forNode: string[] = [];
  let wrapper: string | null = null;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const before = words[index - 1] ?? "";
    const loads = likeNode[word];
    const isNode = program === "node" && loads !== undefined;
    if (isNode || isCallOf(word, program, wrapper)) {
      const own = command.words.slice(index + 1);
      if (forNode.length > 0)
        env.set("NODE_OPTIONS", [env.get("NODE_OPTIONS") ?? [], forNode].flat().join(" "));
      return {
        words: [...(isNode ? loads : []), ...ownWords(words.slice(0, index + 1), words.slice(index + 1))],
        env: Object.fromEntries(env),
        through: through.length === 0 || through.includes("--") ? through : [...through, "--"],
        envFiles,
        patterns: own.filter(({ isPattern }) => isPattern).map((each) => each.text),
      };
    }
    const [, name, value = ""] = assignment.exec(word) ?? [];
    const [, fileHere] = /^--env-file(?:-if-exists)?=(.*)$/.exec(word) ?? [];
    const isOption = word.startsWith("-");
    if (through.length > 0) through.push(word);
    else if (name !== undefined) env.set(name, value);
    else if (setters.has(word)) through.push((wrapper = word));
    else if (loads !== undefined) {
      wrapper = "node";
      forNode.push(...loads);
    } else if (wrappers.has(word) || python.test(word)) wrapper = word;
    else if (wrapper === null) return null;
    else if (fileHere !== undefined) envFiles.push(fileHere);
    else if (envFile.test(before)) envFiles.push(word);
    else if (envFile.test(word)) continue;
    else if (python.test(wrapper) && setForPython(word, before, env)) continue;
    else if (wrapper === "node" && (isOption || forNode.at(-1)?.startsWith("-") === true)) forNode.push(word);
    // The value of an option of the wrapper's.
    else if (!isOption && !before.startsWith("-")) return null;
  }
  return null;
}

const envFile = /^--env-file(?:-if-exists)?$/;
const python = /^(?:(?:\.\/)?\.?venv\/bin\/)?python(?:3(?:\.\d+)?)?$/;

/** What Python is told of warnings, as a variable: it is called otherwise here. */
function setForPython(word: string, before: string, env: Map<string, string>): boolean {
  const [, warning] = /^-W(.+)$/.exec(before === "-W" ? `-W${word}` : word) ?? [];
  const isDev = word === "-Xdev" || (before === "-X" && word === "dev");
  if (warning !== undefined)
    env.set("PYTHONWARNINGS", [env.get("PYTHONWARNINGS") ?? [], warning].flat().join(","));
  if (isDev) env.set("PYTHONDEVMODE", "1");
  return warning !== undefined || isDev;
}

/** Other names of runners. */
const aliases: Readonly<Record<string, string>> = { "py.test": "pytest", gotestsum: "go" };

/** Whether a word calls a program: by its name, by its path in node_modules, or by its version for `npx`. */
function isCallOf(word: string, program: string, wrapper: string | null): boolean {
  if (word === program || aliases[word] === program) return true;
  const installed = /(?:^|\/)node_modules\/(?:\.bin\/)?([^/]+)/.exec(word)?.[1];
  const inVenv = /^(?:\.\/)?\.?venv\/bin\/([^/]+)$/.exec(word)?.[1];
  const called = installed ?? inVenv ?? (wrapper === "npx" ? word.replace(/@.*$/, "") : null);
  return called === program;
}

/** What a runner is told: gotestsum's words are its own up to `--`, npm takes one that stands first for its own. */
function ownWords(before: readonly string[], words: readonly string[]): readonly string[] {
  const dashes = words.indexOf("--");
  if (before.at(-1) === "gotestsum") return ["test", ...(dashes === -1 ? [] : words.slice(dashes + 1))];
  return dashes === 0 && before.includes("npm") ? words.slice(1) : words;
}
