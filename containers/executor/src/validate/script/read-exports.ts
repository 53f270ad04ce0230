import { isDeclaration } from "../kinds-of-files.ts";
import { isNode, nameOf, type Node, nodesIn, type Seen, textOf } from "./node.ts";

/** What others can take from a module. */
export interface Exports {
  names: ReadonlySet<string>;
  /** Modules all of whose names it passes on. */
  stars: readonly string[];
  /** There may be more than is written down. */
  isOpen: boolean;
}

/** What a module exports. One that isn't written as a module of the language's own is open. */
export function readExports(program: Node, all: readonly Seen[], path: string): Exports {
  const names = new Set<string>();
  const stars: string[] = [];
  let isModule = false;
  let isOpen = false;
  for (const statement of nodesIn(program["body"])) {
    if (/^(?:Import|Export|TSExport|TSImport)/.test(statement.type)) isModule = true;
    switch (statement.type) {
      case "ExportDefaultDeclaration":
        names.add("default");
        break;
      case "ExportAllDeclaration": {
        const name = nameOf(statement["exported"]);
        if (name === null) stars.push(textOf(statement["source"]) ?? "");
        else names.add(name);
        break;
      }
      case "ExportNamedDeclaration":
        for (const name of namesOf(statement)) names.add(name);
        break;
      case "TSImportEqualsDeclaration":
        if (statement["isExport"] === true) names.add(nameOf(statement["id"]) ?? "");
        break;
      case "TSExportAssignment":
      case "TSNamespaceExportDeclaration":
        isOpen = true;
        break;
      default:
    }
  }
  // A component is what its file gives by default, written or not.
  if (path.endsWith(".vue")) return { names: names.add("default"), stars, isOpen };
  // In a file of types everything at its head is exported, when nothing says so.
  return { names, stars, isOpen: isOpen || !isModule || isDeclaration(path) || setsExports(all) };
}

function namesOf(statement: Node): string[] {
  const said = nodesIn(statement["specifiers"]).flatMap((one) => nameOf(one["exported"]) ?? []);
  const declared = statement["declaration"];
  if (!isNode(declared)) return said;
  if (declared.type !== "VariableDeclaration") return [...said, nameOf(declared["id"]) ?? ""];
  return [...said, ...nodesIn(declared["declarations"]).flatMap(({ id }) => boundIn(id))];
}

/** The names that a pattern binds: `{ a, b: [c, ...d] = [] }`. */
function boundIn(pattern: unknown): string[] {
  const bound: string[] = [];
  const left: unknown[] = [pattern];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (!isNode(next)) continue;
    if (next.type === "Identifier") bound.push(nameOf(next) ?? "");
    else if (next.type === "ObjectPattern") left.push(...nodesIn(next["properties"]));
    else if (next.type === "ObjectProperty") left.push(next["value"]);
    else if (next.type === "ArrayPattern") left.push(...nodesIn(next["elements"]));
    else if (next.type === "AssignmentPattern") left.push(next["left"]);
    else if (next.type === "RestElement") left.push(next["argument"]);
  }
  return bound;
}

/** `module.exports = …`, `exports.total = …`, `Object.assign(exports, …)`. */
function setsExports(all: readonly Seen[]): boolean {
  return all.some(({ node }) => {
    if (node.type !== "AssignmentExpression" && node.type !== "CallExpression") return false;
    const target = node.type === "AssignmentExpression" ? node["left"] : nodesIn(node["arguments"])[0];
    if (!isNode(target)) return false;
    const object = isNode(target["object"]) ? nameOf(target["object"]) : null;
    return nameOf(target) === "exports" || object === "exports";
  });
}
