import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve as resolvePath } from "node:path";
import { z } from "zod";
import { oneLine } from "../output.ts";

/** What an agent may do in one conversation. */
export interface ToolScope {
  /** The repository's files. */
  tree: string;
  writes: boolean;
  whyNotEdit(path: string): string | null;
}

export const readingTools = ["Read", "Glob", "Grep", "Skill"];
export const writingTools = ["Write", "Edit", "Bash"];
/** The tool by which the agent's program takes the answer. */
const answerTool = "StructuredOutput";

/** What tools of MCP servers are called that only look. */
const readingName = /^(?:get|list|search|find|read|fetch|look_?up|directory_tree|whoami)(?![a-z])|_read$/;

const inputSchema = z.object({
  file_path: z.string().optional(),
  path: z.string().optional(),
  pattern: z.string().optional(),
  command: z.string().optional(),
  skill: z.string().optional(),
  query: z.string().optional(),
});

/** Why a call must not be made, for the model; null when it may. */
export async function whyNotCall(scope: ToolScope, tool: string, input: unknown): Promise<string | null> {
  if (tool === answerTool || tool === "Skill") return null;
  const mcp = /^mcp__.+?__(.+)$/.exec(tool)?.[1];
  if (mcp !== undefined)
    return !scope.writes && readingName.test(mcp) ? null : "only tools that read may be used here";
  const allowed = scope.writes ? [...readingTools, ...writingTools] : readingTools;
  if (!allowed.includes(tool)) return `${tool} is not among the tools of this phase`;
  const read = inputSchema.safeParse(input);
  if (!read.success) return "its input can't be read";
  if (tool === "Bash") return null;
  const { file_path, path, pattern } = read.data;
  // A pattern can lead out of the tree as well as a path.
  if (tool === "Glob" && pattern !== undefined && (isAbsolute(pattern) || pattern.split("/").includes("..")))
    return "a pattern must not lead out of the repository";
  const target = file_path ?? path;
  if (target === undefined) return null;
  const inTree = await pathInTree(scope.tree, target);
  if (inTree === null) return `${target} is not in the repository`;
  return tool === "Write" || tool === "Edit" ? scope.whyNotEdit(inTree) : null;
}

/** The path from the tree's root that a name really leads to, all links followed; null when it leads out. */
export async function pathInTree(tree: string, name: string): Promise<string | null> {
  const root = await realpath(tree);
  const real = await realpathOfNew(resolvePath(tree, name));
  const path = relative(root, real);
  return path === ".." || path.startsWith("../") || isAbsolute(path) ? null : path;
}

/** Like realpath, of a file that may not exist yet. */
async function realpathOfNew(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || path === dirname(path))
      throw error;
    return join(await realpathOfNew(dirname(path)), basename(path));
  }
}

/** A call in a line for people: "Edit src/cart.js". */
export function describeCall(tree: string, tool: string, input: unknown): string {
  if (tool === answerTool) return "Answers";
  const read = inputSchema.safeParse(input);
  if (!read.success) return tool;
  const { file_path, path, command, pattern, skill, query } = read.data;
  const target = file_path ?? path;
  const words = [
    tool.replace(/^mcp__(.+?)__/, "$1: "),
    command ?? skill ?? pattern ?? query,
    target === undefined ? undefined : relative(tree, resolvePath(tree, target)) || ".",
  ];
  return oneLine(words.filter((word) => word !== undefined).join(" "), 300);
}
