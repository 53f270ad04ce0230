/** What a project's scripts are made of, by their names. */
export type Scripts = Readonly<Record<string, string>>;

/** A script that a command calls: with what is written behind it, and whether its manager runs others before and after it. */
export interface CalledScript {
  name: string;
  args: string;
  hooks: boolean;
  env: Record<string, string>;
}

/** Words that a command hands to a shell. */
export interface CalledText {
  text: string;
  env: Record<string, string>;
}

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;
const managers = new Set(["npm", "pnpm", "yarn", "bun"]);
/** What calls a script from another tool's file: "make test". */
const fileTools: Readonly<Record<string, string>> = {
  make: "make",
  gmake: "make",
  just: "just",
  task: "task",
  "go-task": "task",
  poe: "poe",
};

/** The scripts that a command calls one after the other, or the text that it gives a shell; null: it does something else. */
export function calledBy(words: readonly string[], scripts: Scripts): (CalledScript | CalledText)[] | null {
  const env: Record<string, string> = {};
  let rest = words;
  for (let word = rest[0]; word !== undefined; word = rest[0]) {
    const [, name, value] = assignment.exec(word) ?? [];
    if (name !== undefined) env[name] = value ?? "";
    else if (!["cross-env", "env", "npx"].includes(word)) break;
    rest = rest.slice(1);
  }
  // What only measures runs the tests as they are.
  if (rest[0] === "c8" || rest[0] === "nyc") {
    const begin = rest.findIndex((word) => managers.has(word));
    if (begin !== -1) rest = rest.slice(begin);
  }
  const [program = "", ...own] = rest;
  if (managers.has(program)) {
    const called = ofManager(program, own);
    return called === null ? null : [{ ...called, env }];
  }
  if (program === "node" && own[0] === "--run" && own[1] !== undefined)
    return [{ name: own[1], args: quoted(behindDashes(own.slice(2)) ?? []), hooks: false, env }];
  if (program === "run-s" || program === "npm-run-all" || program === "npm-run-all2")
    return inOrder(own, scripts)?.map((name) => ({ name, args: "", hooks: true, env })) ?? null;
  if ((program === "sh" || program === "bash") && /^-[eux]*c$/.test(own[0] ?? "") && own.length === 2)
    return [{ text: own[1] ?? "", env }];
  if (program === "tox")
    return ofTox(own, scripts)?.map((name) => ({ name, args: "", hooks: false, env })) ?? null;
  if ((program === "pdm" || program === "hatch") && own[0] === "run" && own.length === 2)
    return [{ name: `${program} run ${own[1] ?? ""}`, args: "", hooks: false, env }];
  // A manager of Python's that calls another tool.
  if (
    ["poetry", "uv", "pdm", "hatch"].includes(program) &&
    own[0] === "run" &&
    fileTools[own[1] ?? ""] !== undefined
  )
    return calledBy(own.slice(1), scripts);
  const tool = fileTools[program];
  const targets = own.filter((word) => !/^(?:-s|-k|--silent|--quiet|--no-print-directory|-j\d*)$/.test(word));
  if (tool === undefined || targets.some((word) => word.startsWith("-") || word.includes("="))) return null;
  return (targets.length === 0 ? [""] : targets).map((target) => ({
    name: `${tool} ${target}`,
    args: "",
    hooks: false,
    env,
  }));
}

/** `npm test`, `npm run x -- --ci`, `yarn x --ci`; `bun test` is bun's own runner. */
function ofManager(manager: string, given: readonly string[]): Omit<CalledScript, "env"> | null {
  const words = given.filter((word) => word !== "-s" && word !== "--silent");
  const [first, second] = words;
  if (first === undefined || first.startsWith("-") || (manager === "bun" && first === "test")) return null;
  const runs = first === "run" || first === "run-script";
  const name = runs ? second : first === "t" || first === "tst" ? "test" : first;
  const more = words.slice(runs ? 2 : 1);
  const args = behindDashes(more) ?? (manager === "npm" ? null : more);
  return name === undefined || args === null ? null : { name, args: quoted(args), hooks: true };
}

/** The environments that tox is called for: one that its file doesn't name has the commands of all. */
function ofTox(words: readonly string[], scripts: Scripts): string[] | null {
  const [option, names = "", ...more] = words[0] === "run" || words[0] === "r" ? words.slice(1) : words;
  if (option === undefined) return ["tox "];
  if (option !== "-e" || more.length > 0) return null;
  return names.split(",").map((name) => (Object.hasOwn(scripts, `tox ${name}`) ? `tox ${name}` : "tox "));
}

/** What stands behind `--`; null: something else does. */
const behindDashes = (words: readonly string[]): readonly string[] | null =>
  words.length === 0 ? [] : words[0] === "--" ? words.slice(1) : null;

/** The scripts that npm-run-all runs one after the other, its patterns too; null: side by side, or with words of its own. */
function inOrder(words: readonly string[], scripts: Scripts): string[] | null {
  const names: string[] = [];
  for (const word of words) {
    if (/^(?:-s|-l|-n|--silent|--sequential|--serial|--print-label|--print-name)$/.test(word)) continue;
    if (word.startsWith("-") || /[\s{]/.test(word)) return null;
    if (!word.includes("*")) {
      names.push(word);
      continue;
    }
    // `unit:*` is one name more, `unit:**` any.
    const pattern = new RegExp(
      `^${word
        .split("**")
        .map((part) => part.split("*").map(escaped).join("[^:]+"))
        .join(".+")}$`,
    );
    names.push(...Object.keys(scripts).filter((name) => pattern.test(name)));
  }
  return names.length === 0 ? null : names;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Words as a shell would have to read them. */
const quoted = (words: readonly string[]): string =>
  words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(" ");
