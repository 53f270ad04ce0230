import type { MessagesRequest } from "../wire.ts";
import { agentConversation } from "./conversation.ts";
import { play } from "./play.ts";
import type { AgentScripts } from "./scripts.ts";
import type { Turn } from "./turn.ts";

/** The tool by which the agent's program takes an answer that has a form. */
export const answerTool = "StructuredOutput";

/** The next turn of the agent loop: a script's, or the stand-in's own. Null for a request of another kind. */
export function agentTurn(
  request: MessagesRequest,
  scripts: AgentScripts,
): Exclude<Turn, { structured: unknown }> | null {
  const conversation = agentConversation(request);
  if (!conversation) return null;
  const { cwd, tools } = conversation;
  if (cwd === null) return { status: 400, error: "the stand-in finds no working directory in the request" };
  const scripted = scripts.next(conversation, cwd);
  const turn = scripted.kind === "turn" ? scripted.turn : play(scripted.conversation, cwd);
  if (!("structured" in turn)) return turn;
  return tools.has(answerTool)
    ? { tool: answerTool, input: turn.structured }
    : { text: JSON.stringify(turn.structured) };
}
