import { type Tool, toolList } from "./messages.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** Servers whose tools' names tell what they do where they carry no annotations. */
const readingNames: Partial<Record<string, RegExp>> = { github: /^(?:get|list|search)_/ };

/** Whether a tool of a server only reads, by what the server says of it; where it says nothing it doesn't. */
export function onlyReads(server: string, { name, annotations }: Tool): boolean {
  const hint = annotations?.readOnlyHint;
  if (hint !== undefined) return hint;
  return lookUp(readingNames, server)?.test(name) ?? false;
}

/** A message of the server without the tools that don't only read; what is no list of tools stays as it is. */
export function withoutWriting(server: string, message: unknown): unknown {
  const parsed = toolList.safeParse(message);
  if (!parsed.success) return message;
  const { result, ...rest } = parsed.data;
  return { ...rest, result: { ...result, tools: result.tools.filter((one) => onlyReads(server, one)) } };
}

/** What else an agent may ask of a server; a method that nobody has thought of changes nothing either. */
const harmless = [
  "initialize",
  "server/discover",
  "ping",
  "notifications/",
  "resources/",
  "prompts/",
  "completion/complete",
  "logging/setLevel",
  "tools/list",
];

/** Whether a method can be passed on without a look at its parameters. */
export function isHarmless(method: string): boolean {
  return harmless.some((one) => (one.endsWith("/") ? method.startsWith(one) : method === one));
}
