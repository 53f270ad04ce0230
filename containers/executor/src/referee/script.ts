/** A runner's call inside a script: its arguments and the variables set for it. */
export interface Script {
  words: string[];
  env: Record<string, string>;
}

/** One command of a script. */
export interface Step {
  text: string;
  /** The folder that it runs in, from where the script begins: "" or "packages/api". */
  folder: string;
}

/** What only calls another program, which comes next among its words. */
const wrappers = new Set([
  "npx",
  "pnpm",
  "yarn",
  "bunx",
  "cross-env",
  "cross-env-shell",
  "dotenv",
  "dotenvx",
  "env-cmd",
  "node",
  "python",
  "python3",
  "c8",
  "nyc",
  "poetry",
  "uv",
  "pdm",
  "pipenv",
  "coverage",
  "exec",
  "run",
  "dlx",
]);

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;
/** As deep scripts may call each other. */
const deepest = 5;

/**
 * The commands of a test script, one after the other, with those of the package's other scripts that it calls in their place where
 * `inside` says so. Null: only a shell could tell.
 */
export function stepsOf(
  text: string,
  scripts: Readonly<Record<string, string>>,
  inside: (step: Step) => boolean,
  folder = "",
  depth = 0,
): Step[] | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  const steps: Step[] = [];
  let at = folder;
  for (const part of parts) {
    const words = wordsOf(part);
    const [first, second = ""] = words ?? [];
    if (first === "cd" && words?.length === 2) {
      if (second.startsWith("/") || second.split("/").includes("..")) return null;
      at = [at, second.replace(/^(?:\.\/)+/, "").replace(/\/$/, "")].filter((each) => each !== "").join("/");
      continue;
    }
    const called = depth < deepest && at === "" && words !== null ? scriptCalled(words) : null;
    const nested = called === null ? null : lifecycle(called, scripts, inside, depth + 1);
    if (nested?.some(inside) === true) steps.push(...nested);
    else steps.push({ text: part.trim(), folder: at });
  }
  return steps;
}

/** A script of a package.json with what its manager runs before and after it; null: there is none, or only a shell could tell. */
export function lifecycle(
  name: string,
  scripts: Readonly<Record<string, string>>,
  inside: (step: Step) => boolean,
  depth = 0,
): Step[] | null {
  const steps: Step[] = [];
  for (const one of [`pre${name}`, name, `post${name}`]) {
    if (!Object.hasOwn(scripts, one)) continue;
    const text = scripts[one] ?? "";
    const found = stepsOf(text, scripts, inside, "", depth);
    if (found === null) return null;
    steps.push(...found);
  }
  return Object.hasOwn(scripts, name) ? steps : null;
}

/** The script that `npm test`, `npm run x` or `yarn x` calls, without arguments of its own. */
function scriptCalled(words: readonly string[]): string | null {
  const [manager = "", ...rest] = words.filter((word) => word !== "-s" && word !== "--silent");
  // `bun test` is bun's own runner.
  if (!["npm", "pnpm", "yarn", "bun"].includes(manager) || (manager === "bun" && rest[0] === "test"))
    return null;
  const [first, second, ...more] = rest;
  if (more.length > 0) return null;
  if (second === undefined) return first === "t" ? "test" : (first ?? null);
  return first === "run" || first === "run-script" ? second : null;
}

/**
 * Reads a command such as `NODE_ENV=test npx c8 vitest run --project unit` for one program. Null when it doesn't call it, or in a
 * way that only a shell could understand.
 */
export function readScript(text: string, program: string): Script | null {
  const words = wordsOf(text);
  if (words === null) return null;
  const env: Record<string, string> = {};
  const forNode: string[] = [];
  let wrapper: string | null = null;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (isCallOf(word, program, wrapper))
      return {
        words: words.slice(index + 1),
        env:
          forNode.length === 0
            ? env
            : { ...env, NODE_OPTIONS: [env["NODE_OPTIONS"] ?? [], forNode].flat().join(" ") },
      };
    const assigned = assignment.exec(word);
    const isOption = word.startsWith("-");
    if (assigned !== null) env[assigned[1] ?? ""] = assigned[2] ?? "";
    else if (wrappers.has(word)) wrapper = word;
    else if (wrapper === null) return null;
    else if (wrapper === "node" && (isOption || forNode.at(-1)?.startsWith("-") === true)) forNode.push(word);
    // The value of an option of the wrapper's.
    else if (!isOption && !(words[index - 1] ?? "").startsWith("-")) return null;
  }
  return null;
}

/** Whether a word calls a program: by its name, by its path in node_modules, or by its version for `npx`. */
function isCallOf(word: string, program: string, wrapper: string | null): boolean {
  if (word === program) return true;
  const installed = /(?:^|\/)node_modules\/(?:\.bin\/)?([^/]+)/.exec(word)?.[1];
  return (installed ?? (wrapper === "npx" ? word.replace(/@.*$/, "") : null)) === program;
}

/** Programs that only make TAP nicer to read. */
const formatter = /\s*\|\s*(?:npx\s+)?(?:tap-[\w-]+|faucet|tnyan)(?=\s*(?:$|&&|;))/g;

/** A script's commands, in the order in which each is run if those before it went well; null where there is more to it. */
function partsOf(whole: string): string[] | null {
  const text = whole.replaceAll(formatter, "");
  const parts = [""];
  let quote: string | null = null;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? "";
    if (quote !== null) {
      if (sign === quote) quote = null;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (text.startsWith("&&", index) || sign === ";" || sign === "\n") {
      parts.push("");
      if (sign === "&") index++;
      continue;
    } else if (/[|&(){}]/.test(sign)) return null;
    parts.push(`${parts.pop() ?? ""}${sign}`);
  }
  return quote === null ? parts.filter((part) => part.trim() !== "") : null;
}

/** Splits as a shell would, for plain words and quotes; null when there is more to it. */
export function wordsOf(text: string): string[] | null {
  if (/[|<>`$()\\&;]/.test(text)) return null;
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/["']/g, ""));
}
