/** A node of a syntax tree, as far as anybody here looks at it. */
export type Node = Readonly<Record<string, unknown>> & { type: string };

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

export const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** What surrounds a node. */
export interface Around {
  /** Runs only when somebody calls it. */
  inFunction: boolean;
  /** What goes wrong in it is caught. */
  inTry: boolean;
}

const passedOver = new Set([
  "loc",
  "extra",
  "errors",
  "comments",
  "tokens",
  "leadingComments",
  "trailingComments",
  "innerComments",
]);

/** A node and what surrounds it. */
export interface Seen {
  node: Node;
  around: Around;
}

/** All nodes of a tree in the order of the text, with what surrounds them. Without recursion: trees may be deep. */
export function nodesWithin(root: Node): Seen[] {
  const seen: Seen[] = [];
  const left: Seen[] = [{ node: root, around: { inFunction: false, inTry: false } }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, around } = next;
    seen.push(next);
    const opens = !around.inFunction && /Function|Method/.test(node.type);
    const tries = !around.inTry && node.type === "TryStatement";
    const inside =
      opens || tries ? { inFunction: around.inFunction || opens, inTry: around.inTry || tries } : around;
    const from = left.length;
    for (const key of Object.keys(node)) {
      if (passedOver.has(key)) continue;
      const value = node[key];
      if (typeof value !== "object" || value === null) continue;
      if (isNode(value)) left.push({ node: value, around: inside });
      else if (Array.isArray(value))
        for (const one of value) if (isNode(one)) left.push({ node: one, around: inside });
    }
    // The first child is taken first.
    left.push(...left.splice(from).toReversed());
  }
  return seen;
}

export function lineOf(node: Node): number {
  const { loc } = node;
  const start = typeof loc === "object" && loc !== null && "start" in loc ? loc.start : null;
  return typeof start === "object" && start !== null && "line" in start && typeof start.line === "number"
    ? Math.max(1, start.line)
    : 1;
}

/** The name of an identifier, a string in its place, or a member's last name; null: there is none. */
export function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "Identifier" || node.type === "JSXIdentifier" || node.type === "PrivateName")
    return typeof node["name"] === "string" ? node["name"] : null;
  if (node.type === "StringLiteral") return typeof node["value"] === "string" ? node["value"] : null;
  if (node.type === "MemberExpression" || node.type === "OptionalMemberExpression")
    return node["computed"] === true ? null : nameOf(node["property"]);
  return null;
}

/** Stands in a text for what only running would tell. */
export const hole = "\u{0}";

/** A text that is written down, with a hole for each part that isn't; null: it is none. */
export function textOf(node: unknown, depth = 0): string | null {
  if (!isNode(node) || depth > 20) return null;
  if (node.type === "StringLiteral") return typeof node["value"] === "string" ? node["value"] : null;
  if (node.type === "TemplateLiteral") {
    const parts = nodesIn(node["quasis"]).map(({ value }) =>
      typeof value === "object" && value !== null && "cooked" in value && typeof value.cooked === "string"
        ? value.cooked
        : hole,
    );
    return parts.join(hole);
  }
  if (node.type === "BinaryExpression" && node["operator"] === "+") {
    const left = textOf(node["left"], depth + 1);
    return left === null ? null : `${left}${textOf(node["right"], depth + 1) ?? hole}`;
  }
  return null;
}
