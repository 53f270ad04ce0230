import { type ParserOptions, parse as parseScript } from "@babel/parser";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";

/** What a settings file holds, as far as it can be read without running it. */
export type Config = Readonly<Record<string, unknown>>;

/** Stands where only running the file would tell. */
export const unknown = Symbol("unknown");

const record = z.record(z.string(), z.unknown());
export const isRecord = (value: unknown): value is Config => record.safeParse(value).success;

/** A part of a configuration by its names; `undefined`: it isn't there. */
export function at(config: unknown, ...names: string[]): unknown {
  let found: unknown = config;
  for (const name of names) {
    if (found === unknown) return unknown;
    if (!isRecord(found) || !Object.hasOwn(found, name))
      return isRecord(found) && "..." in found ? unknown : undefined;
    found = found[name];
  }
  return found;
}

/** A list of strings, or one; null: it isn't there, or holds what isn't known. */
export function strings(value: unknown): string[] | null {
  const one = typeof value === "string" ? [value] : value;
  return Array.isArray(one) && one.every((each): each is string => typeof each === "string") ? one : null;
}

/** Reads a settings file by its ending. Null: it can't be read. */
export function readConfig(path: string, text: string): Config | null {
  try {
    if (path.endsWith(".toml")) return asConfig(parseToml(text));
    if (/\.(?:ini|cfg)$/.test(path)) return readIni(text);
    if (/\.ya?ml$|rc$/.test(path) && !text.trimStart().startsWith("{")) return readYaml(text);
    if (/\.[cm]?[jt]sx?$/.test(path)) return readModule(text);
    // With comments, as some read it.
    return readModule(`export default ${text.trim() === "" ? "{}" : text}`);
  } catch {
    // Broken settings are the repository's own affair: what its runner says of them is told when it runs.
    return null;
  }
}

const asConfig = (value: unknown): Config | null => record.safeParse(value).data ?? null;

/** Sections of names with values, where lines that are indented go on with the one before. */
function readIni(text: string): Config {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  let name: string | null = null;
  for (const line of text.split("\n")) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const [, head] = /^\[(.+)\]\s*$/.exec(line) ?? [];
    const [, key, value = ""] = /^(\w[\w.-]*)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (head !== undefined) section = sections[head] ??= {};
    else if (/^\s/.test(line) && name !== null)
      section[name] = `${section[name] ?? ""}\n${line.trim()}`.trim();
    else if (key !== undefined) section[(name = key)] = value.trim();
  }
  return sections;
}

/** The flat kind of YAML that settings of runners are: names with a value, or with a list below. */
function readYaml(text: string): Config {
  const found: Record<string, unknown> = {};
  let name: string | null = null;
  const plain = (word: string): unknown => {
    const bare = word.replace(/\s+#.*$/, "").trim();
    if (/^\[.*\]$/.test(bare)) return bare.slice(1, -1).split(",").map(plain);
    if (bare === "true" || bare === "false") return bare === "true";
    return bare.replace(/^(['"])(.*)\1$/, "$2");
  };
  for (const line of text.split("\n")) {
    const [, item] = /^\s*- +(.+)$/.exec(line) ?? [];
    const [, key, value = ""] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (item !== undefined && name !== null) {
      const list = found[name];
      found[name] = [...(Array.isArray(list) ? list : []), plain(item)];
    } else if (key !== undefined) found[(name = key)] = value === "" ? [] : plain(value);
  }
  return found;
}

const options: ParserOptions = {
  sourceType: "unambiguous",
  plugins: ["typescript", "jsx"],
  errorRecovery: true,
};

type Node = ReturnType<typeof parseScript>["program"]["body"][number] | { type: string };

/** What a module exports, where it is written down: through `defineConfig`, constants, and functions that only answer it. */
function readModule(text: string): Config | null {
  const { program } = parseScript(text, options);
  const constants = new Map<string, unknown>();
  let exported: unknown = null;
  for (const statement of program.body) {
    if (statement.type === "VariableDeclaration")
      for (const { id, init } of statement.declarations)
        if (id.type === "Identifier" && init) constants.set(id.name, init);
    if (statement.type === "ExportDefaultDeclaration") exported = statement.declaration;
    if (statement.type === "ExpressionStatement" && statement.expression.type === "AssignmentExpression") {
      const { left, right } = statement.expression;
      if (left.type === "MemberExpression" && /exports/.test(text.slice(left.start ?? 0, left.end ?? 0)))
        exported = right;
    }
  }
  return asConfig(valueOf(exported, constants, 0));
}

const deepest = 20;

/** The value of an expression, with `unknown` for what only running would tell. */
function valueOf(node: unknown, constants: ReadonlyMap<string, unknown>, depth: number): unknown {
  if (!isNode(node) || depth > deepest) return unknown;
  const inner = (one: unknown): unknown => valueOf(one, constants, depth + 1);
  switch (node.type) {
    case "StringLiteral":
    case "NumericLiteral":
    case "BooleanLiteral":
      return node["value"];
    case "NullLiteral":
      return null;
    case "RegExpLiteral":
      return node["pattern"];
    case "TemplateLiteral":
      return templateOf(node);
    case "ArrayExpression":
      return list(node["elements"]).map((each) =>
        isNode(each) && each.type === "SpreadElement" ? unknown : inner(each),
      );
    case "ObjectExpression":
      return objectOf(list(node["properties"]), inner);
    case "Identifier":
      return inner(constants.get(String(node["name"])));
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "ParenthesizedExpression":
      return inner(node["expression"]);
    case "AwaitExpression":
      return inner(node["argument"]);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return isNode(node["body"]) && node["body"].type === "BlockStatement"
        ? inner(answerOf(list(node["body"]["body"])))
        : inner(node["body"]);
    case "CallExpression": {
      // `defineConfig(…)`, `mergeConfig(base, …)`, `nextJest({})(…)`: what is said here counts, and there may be more.
      const said = list(node["arguments"]).map(inner).filter(isRecord);
      return said.length === 0 ? unknown : merged(said);
    }
    default:
      return unknown;
  }
}

function objectOf(properties: readonly unknown[], inner: (node: unknown) => unknown): Config {
  const found: Record<string, unknown> = {};
  for (const property of properties) {
    if (!isNode(property)) continue;
    if (property.type === "SpreadElement") {
      const more = inner(property["argument"]);
      Object.assign(found, isRecord(more) ? more : { "...": unknown });
    } else if (property.type === "ObjectProperty" && isNode(property["key"])) {
      const key = property["key"]["name"] ?? property["key"]["value"];
      if (typeof key === "string") found[key] = inner(property["value"]);
    }
  }
  return found;
}

function merged(all: readonly Config[]): Config {
  const found: Record<string, unknown> = {};
  for (const one of all)
    for (const [name, value] of Object.entries(one)) {
      const had = found[name];
      found[name] = isRecord(had) && isRecord(value) ? merged([had, value]) : value;
    }
  return found;
}

function templateOf(node: Readonly<Record<string, unknown>>): unknown {
  const [only, ...more] = list(node["quasis"]);
  const value = isNode(only) ? only["value"] : null;
  return more.length === 0 && isRecord(value) ? value["cooked"] : unknown;
}

const answerOf = (statements: readonly unknown[]): unknown => {
  const answer = statements.filter(isNode).find(({ type }) => type === "ReturnStatement");
  return answer?.["argument"];
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isNode = (value: unknown): value is Node & Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
