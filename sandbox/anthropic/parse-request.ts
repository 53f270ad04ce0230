import { z } from "zod";
import { answerTool } from "./agent/agent-turn.ts";
import { schemaProblem } from "./schema-subset.ts";
import { knownModels, messagesRequest, type MessagesRequest } from "./wire.ts";

type Parsed =
  | { kind: "request"; value: MessagesRequest }
  | { kind: "refused"; error: ReturnType<typeof apiError>; status: 400 | 404 };

/** Reads a request, and refuses what the real API refuses. `defaults`: what the endpoint doesn't ask for. */
export function parseRequest(body: string, defaults: object): Parsed {
  let json: unknown;
  try {
    json = { ...defaults, ...JSON.parse(body) };
  } catch {
    return invalid("the request body is not valid JSON");
  }
  const parsed = messagesRequest.safeParse(json);
  if (!parsed.success) return invalid(z.prettifyError(parsed.error));
  const sampling = ["temperature", "top_p", "top_k"].find((name) => name in parsed.data);
  if (sampling) return invalid(`${sampling}: Extra inputs are not permitted`);
  const form = formProblem(parsed.data);
  if (form !== null) return invalid(form);
  const { model } = parsed.data;
  return knownModels.has(model)
    ? { kind: "request", value: parsed.data }
    : { kind: "refused", error: apiError("not_found_error", `model: ${model}`), status: 404 };
}

function invalid(message: string): Parsed {
  return { kind: "refused", error: apiError("invalid_request_error", message), status: 400 };
}

/**
 * What is wrong with the forms that a request asks for answers in. The agent's program sends its answer's form as a tool, and it
 * is the program's affair whether as a strict one.
 */
function formProblem({ output_config, tools = [] }: MessagesRequest): string | null {
  const asked = output_config?.format;
  const problem = asked === undefined ? null : schemaProblem(asked.schema);
  if (problem !== null) return `output_config.format.schema: ${problem}`;
  for (const [index, { name, strict, input_schema }] of tools.entries()) {
    const wrong = strict === true || name === answerTool ? schemaProblem(input_schema) : null;
    if (wrong !== null) return `tools.${index}.custom.input_schema: ${wrong}`;
  }
  return null;
}

/** An error in the API's form. */
export function apiError(type: string, message: string) {
  return { type: "error", error: { type, message }, request_id: "req_sandbox" };
}
