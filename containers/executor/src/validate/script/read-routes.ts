import { awaitedIn } from "./awaited.ts";
import { isHandler, objectOf, ownClients } from "./read-asked.ts";
import { isNode, nameOf, type Node, nodesIn, nodesWithin, type Seen, textOf } from "./node.ts";

/** What a server answers, in one file. */
export interface Routes {
  answered: readonly { /** "GET"; null: any. */ method: string | null; /** "/rooms/:id" */ path: string }[];
  /** What stands before the paths of others: "/api". */
  mounts: readonly string[];
  /** All paths are written down. */
  isWhole: boolean;
}

const verbs = new Set(["get", "post", "put", "patch", "delete", "head", "options", "all"]);
const clients = new Set(["axios", "ky", "http", "$http", "got", "superagent", "request"]);

/** The routes that a module gives a server, as Hono, Express, Fastify and their like are told. */
export function readRoutes(all: readonly Seen[]): Routes {
  const answered: Routes["answered"][number][] = [];
  const mounts: string[] = [];
  let isWhole = true;
  const awaited = awaitedIn(all);
  for (const { node } of all) {
    if (node.type === "ObjectExpression") {
      answered.push(...described(node));
    }
    if (node.type !== "CallExpression" || !isNode(node["callee"])) continue;
    const callee = node["callee"];
    const name = nameOf(callee) ?? "";
    const [first, ...handlers] = nodesIn(node["arguments"]);
    const path = textOf(first);
    if (callee.type !== "MemberExpression") continue;
    if (["route", "use", "mount", "basePath", "group", "register"].includes(name)) {
      if (path !== null) mounts.push(path);
      const prefix = handlers.map((one) => valueOf(one, "prefix")).find((one) => one !== null);
      if (prefix !== undefined && prefix !== null) mounts.push(prefix);
      // Express: `router.route("/rooms").get(…)`.
      if (name === "route" && handlers.length === 0 && path !== null) answered.push({ method: null, path });
      continue;
    }
    if (!verbs.has(name) || clients.has(objectOf(callee)) || !handlers.some(isHandler)) continue;
    if (ownClients.has(objectOf(callee)) && awaited.has(node)) continue;
    if (path === null) {
      // `routes.get(name, …)` of a map takes no handler, but nobody can tell it from a route with a name of its own.
      if (isNode(first) && /Identifier|Member|Template|Array/.test(first.type)) isWhole = false;
      continue;
    }
    if (!path.startsWith("/") && path !== "*") continue;
    if (isStatic(handlers) || path === "*" || path === "/*") continue;
    if (path.endsWith("*") && handsOn(handlers)) mounts.push(path.replace(/\*+$/, ""));
    else answered.push({ method: name === "all" ? null : name.toUpperCase(), path });
  }
  return { answered, mounts, isWhole };
}

/** `{ method: "get", path: "/rooms" }`, as OpenAPI's routes and Fastify's are told; of methods there may be several. */
function described(node: Node): Routes["answered"][number][] {
  const path = valueOf(node, "path") ?? valueOf(node, "url");
  if (path === null || !path.startsWith("/")) return [];
  const said = nodesIn(node["properties"]).find(({ key }) => nameOf(key) === "method")?.["value"];
  const methods =
    isNode(said) && said.type === "ArrayExpression" ? nodesIn(said["elements"]).map(textOf) : [textOf(said)];
  return methods
    .filter((one) => one !== null)
    .map((one) => ({ method: one.toUpperCase(), path: path.replaceAll(/\{(\w+)\}/g, ":$1") }));
}

function valueOf(node: Node, name: string): string | null {
  const found = nodesIn(node["properties"]).find(({ key }) => nameOf(key) === name);
  return found === undefined ? null : textOf(found["value"]);
}

/** Gives files out, so that it answers for no path in particular. */
const isStatic = (handlers: readonly Node[]): boolean =>
  handlers.some((one) => /static/i.test(nameOf(one["callee"]) ?? ""));

/** Hands the request on to another application of the same program. */
function handsOn(handlers: readonly Node[]): boolean {
  return handlers.some((handler) =>
    nodesWithin(handler).some(
      ({ node: { callee } }) =>
        isNode(callee) && callee.type === "MemberExpression" && nameOf(callee) === "fetch",
    ),
  );
}
