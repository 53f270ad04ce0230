import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Conversation, ToolResult } from "../../../../sandbox/anthropic/agent/conversation.ts";
import { play } from "../../../../sandbox/anthropic/agent/play.ts";
import { phases } from "../../../../shared/domain/phase.ts";

/** Writes a file, and the folders that it lies in. */
export function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Lets the stand-in play a phase in a folder, told by the executor's own prompt. Answers its answer. */
export function playIn(cwd: string, opening: string): Record<string, unknown> {
  const results: ToolResult[] = [];
  const phase = phases.find((one) => opening.includes(`<phase>${one}</phase>`));
  if (phase === undefined) throw new Error("the prompt names no phase");
  for (;;) {
    const conversation: Conversation = {
      phase,
      repository: "acme/room-booking",
      opening,
      cwd,
      tools: new Set(),
      skills: [],
      results,
      id: "one",
    };
    const turn = play(conversation, cwd);
    if ("structured" in turn) return turn.structured;
    if (!("tool" in turn)) throw new Error(`it says ${JSON.stringify(turn)}`);
    results.push({ ...turn, ...carryOut(turn.tool, turn.input, results) });
  }
}

const inputSchema = z.object({
  file_path: z.string().default(""),
  content: z.string().default(""),
  old_string: z.string().default(""),
  new_string: z.string().default(""),
});

/** What the agent's program would do, with its rules: a file that is there is read before it is changed. */
function carryOut(
  tool: string,
  input: object,
  before: readonly ToolResult[],
): Pick<ToolResult, "text" | "failed"> {
  const { file_path: file, content, old_string: old, new_string: fresh } = inputSchema.parse(input);
  const no = (text: string) => ({ text, failed: true });
  const wasRead = before.some((one) => one.tool === "Read" && one.input["file_path"] === file);
  if (tool === "Grep")
    return { text: 'test/app.test.ts:2:import { createApp } from "../src/app.ts";', failed: false };
  if (tool !== "Write" && !existsSync(file)) return no(`there is no ${file}`);
  if (tool !== "Read" && existsSync(file) && !wasRead) return no(`${file} was not read`);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (tool === "Edit" && text.split(old).length !== 2) return no(`${old} is not there once`);
  if (tool === "Write") put(file, content);
  if (tool === "Edit")
    put(
      file,
      text.replace(old, () => fresh),
    );
  const numbered = text.split("\n").map((line, at) => `${at + 1}\t${line}`);
  return { text: tool === "Read" ? numbered.join("\n") : "done", failed: false };
}
