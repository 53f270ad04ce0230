import { isNode, nameOf, type Node, type Seen } from "./node.ts";

/** What is made of an answer that comes later. */
const later = new Set(["then", "catch", "finally", "json", "text", "unwrap"]);

/** The calls whose answer somebody waits for or hands on: a client asks so, and nobody registers a route so. */
export function awaitedIn(all: readonly Seen[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const { node } of all) {
    const value =
      node.type === "AwaitExpression" || node.type === "ReturnStatement"
        ? node["argument"]
        : node.type === "ArrowFunctionExpression"
          ? node["body"]
          : node.type === "MemberExpression" && later.has(nameOf(node) ?? "")
            ? node["object"]
            : null;
    if (isNode(value) && value.type === "CallExpression") found.add(value);
  }
  return found;
}
