import { dirname, join, relative, sep } from "node:path";

/**
 * The rooms of the house, and what each may import besides itself. Arrows point down: whoever reads a room needs to know
 * those it names, and no other. `*` in a name stands for one folder; two rooms that fit it don't see each other.
 */
const low = ["shared/domain", "shared/platform"];
const spine = ["shared/spine", "shared/policy", "shared/db", "shared/integrations", "shared/llm", ...low];
const actions = ["shared/executor", ...spine];
const changes = ["shared/actions", ...actions];
const jobs = ["shared/memory", "shared/quarantine", "shared/changes", ...changes];
const shared = ["shared/api", "shared/jobs", "shared/jobs/*", ...jobs];
const rooms: Readonly<Record<string, readonly string[]>> = {
  "shared/platform": [],
  "shared/domain": ["shared/platform"],
  "shared/db": low,
  "shared/policy": low,
  "shared/integrations": low,
  "shared/llm": low,
  "shared/spine": spine,
  "shared/memory": spine,
  "shared/quarantine": ["shared/integrations", ...low],
  "shared/executor": spine,
  "shared/actions": actions,
  "shared/changes": changes,
  "shared/jobs/*": ["shared/jobs", ...jobs],
  "shared/jobs": ["shared/jobs/*", ...jobs],
  "shared/api": shared,
  "workflows/*": ["workflows", "workflows/carry-out", "workflows/change", ...shared],
  "workflows/carry-out": ["workflows", ...shared],
  "workflows/change": ["workflows", "workflows/carry-out", ...shared],
  workflows: shared,
  "durable-objects": shared,
  workers: ["durable-objects", "workflows/*", ...shared],
  containers: ["shared/executor", ...low],
  "pages/dashboard": [
    "shared/api",
    "shared/jobs",
    "shared/jobs/*",
    "shared/actions",
    "shared/policy",
    "shared/integrations",
    ...low,
  ],
  "pages/blog": [],
};

interface Room {
  /** Its key above. */
  pattern: string;
  name: string;
}

/** The room that a file of the project is in, by the longest name that fits; null for one in none of them. */
function roomOf(file: string): Room | null {
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
export function problemOf(importer: string, imported: string): string | null {
  const from = roomOf(importer);
  const to = roomOf(imported);
  if (from === null) return null;
  if (to === null)
    return /^(?:sandbox|scripts|test)\//.test(imported)
      ? `${from.name} can't import ${imported}: it is no part of the product`
      : null;
  if (from.name === to.name) return null;
  const allowed = rooms[from.pattern] ?? [];
  if (from.pattern === to.pattern) {
    const below = allowed.find((name) => !name.includes("*")) ?? "a room below";
    return `${from.name} can't import ${to.name}: they don't know each other. What both need belongs in ${below}`;
  }
  if (allowed.includes(to.pattern)) return null;
  return allowed.length === 0
    ? `${from.name} imports nothing of ours: what needs ${to.name} belongs there, or higher`
    : `${from.name} can't import ${to.name}, only ${allowed.join(", ")}: what it needs belongs in one of these, or is handed in by the caller`;
}

/** What of oxlint's context a rule needs (oxc.rs/docs/guide/usage/linter/writing-js-plugins). */
interface Context {
  cwd: string;
  filename: string;
  report(found: { node: object; message: string }): void;
}

const layers = {
  create(context: Context) {
    const file = relative(context.cwd, context.filename);
    const check = ({ source }: { source: { value?: unknown } | null }): void => {
      if (typeof source?.value !== "string" || !source.value.startsWith(".")) return;
      const message = problemOf(file, join(dirname(file), source.value));
      if (message !== null) context.report({ node: source, message });
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
