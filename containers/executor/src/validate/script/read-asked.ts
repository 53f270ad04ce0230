import { awaitedIn } from "./awaited.ts";
import { hole, isNode, lineOf, nameOf, type Node, nodesIn, type Seen, textOf } from "./node.ts";

/** An address of its own server that a module asks for. */
export interface Asked {
  /** "/api/rooms", with a hole where only running would tell. */
  path: string;
  /** "GET"; null: only running would tell. */
  method: string | null;
  /**
   * What may stand before the path: nothing; what a client is told where it is made (`baseURL`); or whatever a client of the project's own
   * puts there.
   */
  base: "none" | "told" | "own";
  line: number;
}

/** What asks by being called itself: `fetch("/api")`. */
const askers = new Set(["fetch", "$fetch", "ofetch", "useFetch", "ky", "axios", "got"]);
/** What asks by a method of its own: `axios.post("/api")`. */
const clients = new Set(["axios", "ky", "http", "$http", "got", "superagent"]);
/** What projects call their own clients; some call a server so. */
export const ownClients = new Set(["api", "client", "httpClient", "apiClient"]);
const verbs = new Set(["get", "post", "put", "patch", "delete", "head"]);

/** The addresses that a module asks its own server for. */
export function readAsked(all: readonly Seen[]): Asked[] {
  const asked: Asked[] = [];
  const awaited = awaitedIn(all);
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
    const object = objectOf(callee);
    if (isFetch && askers.has(name))
      asked.push({
        path,
        method: methodIn(second),
        base: ["fetch", "$fetch"].includes(name) ? "none" : "told",
        line,
      });
    else if (!verbs.has(name)) continue;
    else if (clients.has(object) && !isHandler(second))
      asked.push({ path, method: name.toUpperCase(), base: "told", line });
    else if (ownClients.has(object) && (!isHandler(second) || awaited.has(node)))
      asked.push({ path, method: name.toUpperCase(), base: "own", line });
  }
  return asked;
}

/** What clients are told to put before each path: "/api"; a hole where only running would tell. */
export function basesIn(all: readonly Seen[]): string[] {
  return all.flatMap(({ node }) => {
    const isSetting =
      node.type === "ObjectProperty" && /^(?:baseURL|prefixUrl)$/.test(nameOf(node["key"]) ?? "");
    const isSet = node.type === "AssignmentExpression" && nameOf(node["left"]) === "baseURL";
    if (!isSetting && !isSet) return [];
    const text = textOf(isSet ? node["right"] : node["value"]) ?? hole;
    return text.includes(hole) ? [hole] : [text.replace(/^\w+:\/\/[^/]*/, "")];
  });
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
