import { dirname, join, relative, sep } from "node:path";

/**
 * The rooms of the house, and what each may import besides itself. Arrows point down: whoever reads a room needs to know
 * those it names, and no other. `*` in a name stands for one folder; two rooms that fit it don't see each other.
 */
const rooms = {
  "shared/platform": [],
  "shared/domain": ["shared/platform"],
  "shared/db": ["shared/domain", "shared/platform"],
  "shared/policy": ["shared/domain", "shared/platform"],
  "shared/integrations": ["shared/domain", "shared/platform"],
  "shared/llm": ["shared/domain", "shared/platform"],
  "shared/spine": [
    "shared/policy",
    "shared/db",
    "shared/integrations",
    "shared/llm",
    "shared/domain",
    "shared/platform",
  ],
};
const spine = ["shared/spine", ...rooms["shared/spine"]];
const actions = ["shared/executor", ...spine];
const jobs = ["shared/actions", ...actions];
Object.assign(rooms, {
  "shared/executor": spine,
  "shared/actions": actions,
  "shared/jobs/*": ["shared/jobs", ...jobs],
  "shared/jobs": ["shared/jobs/*", ...jobs],
  "shared/api": ["shared/jobs", "shared/jobs/*", ...jobs],
});
const shared = ["shared/api", "shared/jobs", "shared/jobs/*", ...jobs];
Object.assign(rooms, {
  "workflows/*": ["workflows", "workflows/carry-out", ...shared],
  "workflows/carry-out": ["workflows", ...shared],
  workflows: shared,
  "durable-objects": shared,
  workers: ["durable-objects", "workflows/*", ...shared],
  containers: ["shared/executor", "shared/domain", "shared/platform"],
  "pages/dashboard": [
    "shared/api",
    "shared/jobs",
    "shared/jobs/*",
    "shared/actions",
    "shared/policy",
    "shared/integrations",
    "shared/domain",
    "shared/platform",
  ],
  "pages/blog": [],
});

/** The room that a file of the project is in, by the longest name that fits; null for one in none of them. */
function roomOf(file) {
  const parts = file.split(sep);
  for (let length = Math.min(3, parts.length - 1); length > 0; length--) {
    const folders = parts.slice(0, length);
    const name = folders.join("/");
    if (Object.hasOwn(rooms, name)) return { pattern: name, name };
    const pattern = [...folders.slice(0, -1), "*"].join("/");
    if (length > 1 && Object.hasOwn(rooms, pattern)) return { pattern, name };
  }
  return null;
}

/** What is wrong with an import, and where the thing belongs; null when nothing is. */
export function problemOf(importer, imported) {
  const from = roomOf(importer);
  const to = roomOf(imported);
  if (from === null) return null;
  if (to === null)
    return /^(?:sandbox|scripts|test)\//.test(imported)
      ? `${from.name} can't import ${imported}: it is no part of the product`
      : null;
  if (from.name === to.name) return null;
  if (from.pattern === to.pattern)
    return `${from.name} can't import ${to.name}: they don't know each other. What both need belongs in ${lowestAbove(rooms[from.pattern])}`;
  const allowed = rooms[from.pattern];
  if (allowed.includes(to.pattern)) return null;
  return allowed.length === 0
    ? `${from.name} imports nothing of ours: what needs ${to.name} belongs there, or higher`
    : `${from.name} can't import ${to.name}, only ${allowed.join(", ")}: what it needs belongs in one of these, or is handed in by the caller`;
}

function lowestAbove(allowed) {
  return allowed.find((name) => !name.includes("*")) ?? "a room below";
}

const layers = {
  create(context) {
    const root = context.cwd;
    const file = relative(root, context.filename);
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== "string" || !specifier.startsWith(".")) return;
      const problem = problemOf(file, join(dirname(file), specifier));
      if (problem !== null) context.report({ node: node.source, message: problem });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export default { meta: { name: "rooms" }, rules: { layers } };
