import { hole, isNode, lineOf, nameOf, type Node, nodesIn, type Seen, textOf } from "./node.ts";

/** A place where a module takes from another. */
export interface Import {
  specifier: string;
  line: number;
  /** What it takes by name; "default" too. Without names: all of it, or nothing but that it runs. */
  names: readonly { name: string; line: number }[];
  /** Whether the module can't do without it, or loads it when it needs it. */
  when: "always" | "perhaps";
}

export interface Imports {
  imports: Import[];
  named: string[];
  ambient: string[];
}

/** What a module imports, requires and names of other files. */
export function readImports(all: readonly Seen[]): Imports {
  const found: Imports = { imports: [], named: [], ambient: [] };
  const take = (source: unknown, node: Node, when: Import["when"], names: Import["names"] = []): void => {
    const specifier = textOf(source);
    if (specifier === null || specifier === "") return;
    if (specifier.includes(hole)) found.named.push(specifier.replaceAll(hole, "*"));
    else found.imports.push({ specifier, line: lineOf(node), names, when });
  };
  for (const { node, around } of all)
    switch (node.type) {
      case "ImportDeclaration":
        take(node["source"], node, "always", namesOf(node, "imported"));
        break;
      case "ExportNamedDeclaration":
        take(node["source"], node, "always", namesOf(node, "local"));
        break;
      case "ExportAllDeclaration":
        take(node["source"], node, "always");
        break;
      case "ImportExpression":
      case "TSImportType":
        take(node["source"] ?? node["argument"], node, "perhaps");
        break;
      case "TSExternalModuleReference":
        take(node["expression"], node, "always");
        break;
      case "TSModuleDeclaration":
        if (isNode(node["id"]) && node["id"].type === "StringLiteral")
          found.ambient.push(nameOf(node["id"]) ?? "");
        break;
      case "CallExpression": {
        const [first] = nodesIn(node["arguments"]);
        const callee = node["callee"];
        if (isNode(callee) && callee.type === "Import") take(first, node, "perhaps");
        else if (isNode(callee) && callee.type === "Identifier" && nameOf(callee) === "require")
          take(first, node, around.inFunction || around.inTry ? "perhaps" : "always");
        break;
      }
      case "StringLiteral": {
        const text = textOf(node) ?? "";
        if (/^(?:\.{0,2}\/[^\s:]{1,300}|[\w.-]{1,100}\.(?:[cm]?[jt]sx?|vue|py))$/.test(text))
          found.named.push(text);
        break;
      }
      default:
    }
  return found;
}

/** What an import or a re-export takes by name. */
function namesOf(node: Node, which: "imported" | "local"): Import["names"] {
  return nodesIn(node["specifiers"]).flatMap((one) => {
    if (one.type === "ImportDefaultSpecifier" || one.type === "ExportDefaultSpecifier")
      return [{ name: "default", line: lineOf(one) }];
    const name = nameOf(one[which]);
    const isNamed = one.type === "ImportSpecifier" || one.type === "ExportSpecifier";
    return isNamed && name !== null ? [{ name, line: lineOf(one) }] : [];
  });
}
