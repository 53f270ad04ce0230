import { createHash } from "node:crypto";
import { type Phase, phases } from "../../../shared/domain/phase.ts";
import { isObject } from "../../json.ts";
import { blocksOf, elements, type MessagesRequest } from "../wire.ts";

/** A tool call that has come back. */
export interface ToolResult {
  tool: string;
  input: Record<string, unknown>;
  text: string;
  failed: boolean;
}

/** A request of the agent loop, as far as the stand-in reads it. */
export interface Conversation {
  phase: Phase;
  repository: string | null;
  /** The first user message: what is to be done. */
  opening: string;
  /** Where the repository lies; null when the request doesn't say. */
  cwd: string | null;
  tools: ReadonlySet<string>;
  skills: readonly string[];
  /** In the order of the calls. */
  results: readonly ToolResult[];
  /** The same over all requests of one conversation. */
  id: string;
}

/** The agent's conversation in a request; null when it is a request of another kind: without tools or without a phase. */
export function agentConversation(request: MessagesRequest): Conversation | null {
  if (!request.tools?.length) return null;
  const opening = openingOf(request);
  const phase = phases.find((one) => one === elements(opening, "phase")[0]?.trim());
  if (phase === undefined) return null;
  const surroundings = surroundingsOf(request);
  return {
    phase,
    repository: elements(opening, "repository")[0]?.trim() ?? null,
    opening,
    cwd: /working directory: (\/.*)/i.exec(surroundings)?.[1]?.trim() ?? null,
    tools: new Set(request.tools.map((tool) => tool.name)),
    skills: Array.from(surroundings.matchAll(/^- ([\w:-]+): /gm), (found) => found[1] ?? ""),
    results: resultsOf(request),
    id: createHash("sha256")
      .update(`${request.metadata?.user_id ?? ""}\n${opening}`)
      .digest("hex"),
  };
}

/** Without what the command-line tool puts before it. */
function openingOf(request: MessagesRequest): string {
  const first = request.messages.find((message) => message.role === "user");
  return (first ? blocksOf(first) : [])
    .map((block) => block.text ?? "")
    .filter((text) => !text.trimStart().startsWith("<system-reminder>"))
    .join("\n");
}

/** What the command-line tool tells of itself: in the system text, in system messages, or in reminders. */
function surroundingsOf(request: MessagesRequest): string {
  const system =
    typeof request.system === "string" ? [request.system] : (request.system ?? []).map((block) => block.text);
  const inside = request.messages.flatMap((message) =>
    blocksOf(message)
      .map((block) => block.text ?? "")
      .filter((text) => message.role === "system" || text.trimStart().startsWith("<system-reminder>")),
  );
  return [...system, ...inside].join("\n");
}

function resultsOf(request: MessagesRequest): ToolResult[] {
  const blocks = request.messages.flatMap(blocksOf);
  const calls = new Map(
    blocks.filter((block) => block.type === "tool_use").map((block) => [block.id, block]),
  );
  return blocks
    .filter((block) => block.type === "tool_result")
    .map((block) => {
      const call = calls.get(block.tool_use_id);
      return {
        tool: call?.name ?? "",
        input: call?.input ?? {},
        text: textOf(block.content),
        failed: block.is_error ?? false,
      };
    });
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part: unknown) => (isObject(part) && typeof part["text"] === "string" ? part["text"] : ""))
    .join("\n");
}
