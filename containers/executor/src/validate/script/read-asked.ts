import { isNode, lineOf, nameOf, type Node, nodesIn, type Seen, textOf } from "./node.ts";

/** An address of its own server that a module asks for. */
export interface Asked {
  /** "/api/rooms", with a hole where only running would tell. */
  path: string;
  /** "GET"; null: only running would tell. */
  method: string | null;
  line: number;
}

/** What asks by being called itself: `fetch("/api")`. */
const askers = new Set(["fetch", "$fetch", "ofetch", "useFetch", "ky", "axios", "got"]);
/** What asks by a method of its own: `axios.post("/api")`. */
const clients = new Set(["axios", "ky", "http", "$http", "got", "superagent", "api", "client", "httpClient"]);
const verbs = new Set(["get", "post", "put", "patch", "delete", "head"]);

/** The addresses that a module asks its own server for. */
export function readAsked(all: readonly Seen[]): Asked[] {
  const asked: Asked[] = [];
  for (const { node } of all) {
    if (node.type !== "CallExpression") continue;
    const [first, second] = nodesIn(node["arguments"]);
    const path = addressIn(first);
    const callee = node["callee"];
    if (path === null || !isNode(callee)) continue;
    const line = lineOf(node);
    const name = nameOf(callee) ?? "";
    const isFetch =
      callee.type === "Identifier" || ["window", "globalThis", "self"].includes(objectOf(callee));
    if (isFetch && askers.has(name)) asked.push({ path, method: methodIn(second), line });
    else if (clients.has(objectOf(callee)) && verbs.has(name) && !isHandler(second))
      asked.push({ path, method: name.toUpperCase(), line });
  }
  return asked;
}

/** The path that a text begins with, without its query; null: it is none of its own server's. */
function addressIn(node: unknown): string | null {
  const text = textOf(node);
  if (text === null || !/^\/(?!\/)/.test(text)) return null;
  return text.replace(/[?#].*$/s, "");
}

export function objectOf(callee: Node): string {
  const { object } = callee;
  return isNode(object) ? (nameOf(object) ?? "") : "";
}

/** The method among a request's options. */
function methodIn(options: unknown): string | null {
  if (options === undefined) return "GET";
  if (!isNode(options) || options.type !== "ObjectExpression") return null;
  const properties = nodesIn(options["properties"]);
  if (properties.some(({ type }) => type === "SpreadElement")) return null;
  const said = properties.find(({ key }) => nameOf(key) === "method");
  return said === undefined ? "GET" : (plain(said["value"])?.toUpperCase() ?? null);
}

const plain = (node: unknown): string | null =>
  isNode(node) && node.type === "StringLiteral" ? textOf(node) : null;

/** Whether it answers a request, rather than being sent with one. */
export const isHandler = (node: unknown): boolean =>
  isNode(node) && /^(?:ArrowFunction|Function|Call|Identifier|Member|Array)/.test(node.type);
