import type { ChildProcessWithoutNullStreams } from "node:child_process";
import {
  type HookCallback,
  type McpServerConfig,
  query,
  type SDKResultMessage,
  type SDKUserMessage,
} from "@anthropic-ai/claude-agent-sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import type { z } from "zod";
import type { AssignmentSpec } from "../../../../shared/executor/protocol.ts";
import type { Phase } from "../../../../shared/domain/phase.ts";
import type { Agent, Ask, Asked, Emit } from "../contract.ts";
import type { AssignmentHands } from "../hands.ts";
import { keepTail, oneLine } from "../output.ts";
import type { Network } from "../network.ts";
import { killGroup } from "../processes.ts";
import type { Toolbox } from "../toolbox.ts";
import { openRelay, type Relay, type Stop } from "./relay.ts";
import { describeCall, readingTools, whyNotCall, writingTools } from "./tool-rules.ts";
import { whoYouAre } from "./who-you-are.ts";

export interface SessionDeps {
  assignment: AssignmentSpec;
  hands: AssignmentHands;
  emit: Emit;
  toolbox: Pick<Toolbox, "claude" | "plugin" | "filesystemServer">;
  network: Pick<Network, "door">;
  /** The Worker has told that the assignment is over. */
  onAssignmentOver: () => void;
}

/** The skills that help in a phase. */
const skillsOf: Record<Phase, readonly string[]> = {
  plan: ["discovery", "planning", "sentry-analysis"],
  red: ["execution", "tdd-workflow", "git-operations"],
  green: ["execution", "tdd-workflow", "git-operations"],
  refactor: ["execution", "tdd-workflow", "git-operations"],
  review: ["code-review", "git-operations"],
  repair: ["execution", "tdd-workflow", "git-operations"],
  revise: ["execution", "tdd-workflow", "git-operations"],
  // A foundation asks no model.
  scaffold: [],
};

/** What the filesystem's MCP server could do besides reading. The model doesn't even see it. */
const filesystemWrites = ["write_file", "edit_file", "create_directory", "move_file"].map(
  (tool) => `mcp__filesystem__${tool}`,
);

const mostTurns = 150;
/** What the model may write at once. The program's own 128,000 would reserve far more money than a turn takes. */
const mostOutputTokens = "16000";

/** The model on the real agent SDK, one session an ask. */
export function createAgent(deps: SessionDeps): Agent {
  return { ask: (ask) => converse(deps, ask) };
}

async function converse<T>(deps: SessionDeps, ask: Ask<T>): Promise<Asked<T>> {
  const { hands } = deps;
  const deadline = AbortSignal.timeout(ask.timeoutMs);
  const ender = new AbortController();
  let stopped: Stop | null = null;
  const relay = await openRelay(deps.assignment, deps.network.door, (why) => {
    stopped ??= why;
    ender.abort();
    if (why === "assignment_over") deps.onAssignmentOver();
  });
  const end = AbortSignal.any([ender.signal, deadline, ask.signal]);
  const said = keepTail(2000);
  try {
    const asked = await talk(deps, ask, { relay, end, said });
    return ended() ?? unlessDown(asked);
  } catch (error) {
    const early = ended();
    if (early !== null) return early;
    const excess = hands.excess();
    if (excess !== null) return { kind: "failed", reason: excess };
    const words = error instanceof Error ? error.message : String(error);
    const reason = oneLine(`the agent's program broke: ${words} ${said.text()}`, 2000);
    return unlessDown({ kind: "failed", reason });
  } finally {
    // First the processes, then the way out: nothing is left that could use it.
    await hands.killAll();
    await relay.close();
  }

  /** What failed while the model didn't answer is no failure of the agent's. */
  function unlessDown(asked: Asked<T>): Asked<T> {
    const trouble = relay.trouble();
    return asked.kind === "failed" && trouble !== null ? { kind: "unavailable", reason: trouble } : asked;
  }

  function ended(): Asked<T> | null {
    if (stopped === "out_of_budget") return { kind: "out_of_budget" };
    if (stopped === "assignment_over" || ask.signal.aborted)
      return { kind: "failed", reason: "the assignment was cancelled" };
    return deadline.aborted ? { kind: "deadline" } : null;
  }
}

/** Asks, and once more when the answer doesn't have its form. */
async function talk<T>(
  deps: SessionDeps,
  ask: Ask<T>,
  session: { relay: Relay; end: AbortSignal; said: { add(text: string): void } },
): Promise<Asked<T>> {
  const prompts = userMessages(ask.prompt);
  const abortController = new AbortController();
  let program: ChildProcessWithoutNullStreams | null = null;
  const abort = () => {
    abortController.abort();
    // The SDK would let the program end in its own time.
    killGroup(program?.pid);
  };
  session.end.addEventListener("abort", abort);
  if (session.end.aborted) return { kind: "failed", reason: "ended before it began" };
  const tools = [...readingTools, ...(ask.writes ? writingTools : [])];
  const mcpServers = ask.writes ? {} : mcpServersOf(deps, ask.cwd, session.relay);
  const messages = query({
    prompt: prompts.stream,
    options: {
      abortController,
      cwd: ask.cwd,
      model: deps.assignment.llm.model,
      env: environmentOf(deps, session.relay),
      pathToClaudeCodeExecutable: deps.toolbox.claude,
      spawnClaudeCodeProcess: ({ command, args, cwd, env }) => {
        program = deps.hands.spawn([command, ...args], {
          cwd: cwd ?? ask.cwd,
          env: definedOf(env),
          reach: { door: session.relay.server },
        });
        listenTo(program, session.said);
        return program;
      },
      // Nothing of the repository's own settings, hooks, skills and instructions is loaded: nobody has vouched for it.
      settingSources: [],
      strictMcpConfig: true,
      mcpServers,
      mcpServersDelivery: "initialize",
      plugins: [{ type: "local", path: deps.toolbox.plugin }],
      skills: skillsOf[ask.phase].map((skill) => `signalbox:${skill}`),
      systemPrompt: { type: "preset", preset: "claude_code", append: whoYouAre(deps.assignment) },
      tools,
      disallowedTools: filesystemWrites,
      allowedTools: [...tools, ...Object.keys(mcpServers).map((name) => `mcp__${name}`)],
      permissionMode: "dontAsk",
      hooks: { PreToolUse: [{ hooks: [judge(deps.emit, ask)] }] },
      // Claude's API takes no bounds and not every pattern: they are told in words, and `readAnswer` holds the answer to them.
      outputFormat: { type: "json_schema", schema: zodOutputFormat(ask.schema).schema },
      maxTurns: mostTurns,
      persistSession: false,
    },
  });
  let repaired = false;
  try {
    for await (const message of messages) {
      if (message.type !== "result") continue;
      const read = readAnswer(ask.schema, message);
      if (read.kind !== "invalid") return read;
      if (repaired) return { kind: "failed", reason: `the answer is not in its form: ${read.problems}` };
      repaired = true;
      prompts.push(
        `<refusal>Your answer is not in the form that was asked for: ${read.problems}. Answer again, in that form.</refusal>`,
      );
    }
    return { kind: "failed", reason: "the agent ended without an answer" };
  } finally {
    session.end.removeEventListener("abort", abort);
    prompts.end();
    abortController.abort();
  }
}

type Answer<T> =
  | { kind: "answered"; value: T }
  | { kind: "failed"; reason: string }
  | { kind: "invalid"; problems: string };

function readAnswer<T>(schema: z.ZodType<T>, message: SDKResultMessage): Answer<T> {
  if (message.subtype === "error_max_structured_output_retries")
    return { kind: "invalid", problems: "none was given in that form" };
  if (message.subtype !== "success") {
    const reason = message.errors.join("; ") || message.subtype;
    return { kind: "failed", reason: oneLine(`the agent failed: ${reason}`, 1000) };
  }
  if (message.is_error)
    return { kind: "failed", reason: oneLine(`the model can't be asked: ${message.result}`, 1000) };
  if (message.structured_output === undefined) return { kind: "invalid", problems: "there was only text" };
  const read = schema.safeParse(message.structured_output);
  if (read.success) return { kind: "answered", value: read.data };
  const problems = read.error.issues.map(
    (issue) => `${issue.path.join(".") || "the answer"}: ${issue.message}`,
  );
  return { kind: "invalid", problems: problems.join("; ") };
}

/** Lets each call of a tool pass or not, and tells of it. */
function judge<T>(emit: Emit, ask: Ask<T>): HookCallback {
  const scope = { tree: ask.cwd, writes: ask.writes, whyNotEdit: (path: string) => ask.whyNotEdit(path) };
  return async (input) => {
    if (input.hook_event_name !== "PreToolUse") return {};
    const reason = await whyNotCall(scope, input.tool_name, input.tool_input);
    const call = describeCall(ask.cwd, input.tool_name, input.tool_input);
    const text = reason === null ? call : `${call}: refused, ${reason}`;
    emit({ type: "line", phase: ask.phase, by: "agent", text: oneLine(text, 1000) });
    return {
      hookSpecificOutput:
        reason === null
          ? { hookEventName: "PreToolUse", permissionDecision: "allow" }
          : { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: reason },
    };
  };
}

/** All that the agent's program finds in its environment. The key is a word: the relay wants none. */
function environmentOf({ hands, assignment }: SessionDeps, relay: Relay): Record<string, string> {
  return {
    ...hands.environment,
    ANTHROPIC_BASE_URL: relay.url,
    ANTHROPIC_API_KEY: "none-needed",
    // Whatever the program asks in passing, it asks the one model that the assignment may use.
    ANTHROPIC_DEFAULT_HAIKU_MODEL: assignment.llm.model,
    ANTHROPIC_SMALL_FAST_MODEL: assignment.llm.model,
    CLAUDE_CODE_MAX_OUTPUT_TOKENS: mostOutputTokens,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_DISABLE_AUTO_MEMORY: "1",
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: "1",
    CLAUDE_CODE_DISABLE_BUNDLED_SKILLS: "1",
    CLAUDE_CODE_DISABLE_CLAUDE_MDS: "1",
    DISABLE_AUTOUPDATER: "1",
    DISABLE_ERROR_REPORTING: "1",
    DISABLE_TELEMETRY: "1",
    DISABLE_COST_WARNINGS: "1",
  };
}

function mcpServersOf(
  { assignment, toolbox }: SessionDeps,
  tree: string,
  relay: Relay,
): Record<string, McpServerConfig> {
  const remote = assignment.mcp.servers.map(
    (name) => [name, { type: "http", url: relay.mcpUrl(name), alwaysLoad: true }] as const,
  );
  if (toolbox.filesystemServer === null) return Object.fromEntries(remote);
  return {
    ...Object.fromEntries(remote),
    filesystem: { type: "stdio", command: "node", args: [toolbox.filesystemServer, tree], alwaysLoad: true },
  };
}

/** A conversation's user side: a first message, and more when there is reason to. */
function userMessages(first: string): {
  stream: AsyncGenerator<SDKUserMessage>;
  push: (text: string) => void;
  end: () => void;
} {
  const waiting: string[] = [first];
  const over = new AbortController();
  let news = Promise.withResolvers<void>();
  const wake = () => {
    news.resolve();
    news = Promise.withResolvers();
  };
  async function* stream(): AsyncGenerator<SDKUserMessage> {
    while (!over.signal.aborted) {
      const text = waiting.shift();
      if (text === undefined) await news.promise;
      else yield { type: "user", message: { role: "user", content: text }, parent_tool_use_id: null };
    }
  }
  return {
    stream: stream(),
    push: (text) => {
      waiting.push(text);
      wake();
    },
    end: () => {
      over.abort();
      wake();
    },
  };
}

function listenTo(child: ChildProcessWithoutNullStreams, said: { add(text: string): void }): void {
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.add(text));
  // A program that has ended reads no more; its exit tells why.
  child.stdin.on("error", () => undefined);
}

function definedOf(env: Record<string, string | undefined>): Record<string, string> {
  const set = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return Object.fromEntries(set);
}
