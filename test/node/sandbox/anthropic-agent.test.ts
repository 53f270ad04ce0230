import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { query } from "@anthropic-ai/claude-agent-sdk";
import Anthropic from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { examples } from "../../../sandbox/anthropic/agent/examples/registry.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { plannedSchema } from "../../../shared/domain/plan.ts";

const summarySchema = z.strictObject({ summary: z.string() });
const reviewSchema = z.strictObject({ verdict: z.enum(["good", "concerns"]), words: z.string() });
const examplesFolder = resolve(import.meta.dirname, "../../../sandbox/examples");
const plugin = {
  ".claude-plugin/plugin.json": JSON.stringify({ name: "crew", version: "1.0.0" }),
  "skills/discovery/SKILL.md":
    "---\nname: discovery\ndescription: how to find where a bug lives\n---\nRead.\n",
};

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let folder: string;
let cwd: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "s" });
});
afterAll(async () => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agent-loop-"));
  cwd = join(folder, "repository");
  for (const [path, text] of Object.entries(plugin)) {
    mkdirSync(join(folder, "plugin", path, ".."), { recursive: true });
    writeFileSync(join(folder, "plugin", path), text);
  }
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await fetch(`${sandbox.url}/anthropic/_sandbox/reset`, { method: "POST" });
});

const take = (repository: string): void => cpSync(join(examplesFolder, repository), cwd, { recursive: true });
const prompt = (phase: string, repository: string, more = ""): string =>
  `<phase>${phase}</phase>\n<repository>${repository}</repository>\n${more}`;
const script = async (...scripts: object[]): Promise<Response> =>
  fetch(`${sandbox.url}/anthropic/_sandbox/agent-script`, {
    method: "POST",
    body: JSON.stringify({ scripts }),
  });

/** A phase as the real agent SDK runs it: its answer, the tools that were called, and what it cost. */
async function run<T>(words: string, schema: z.ZodType<T>, writes = false) {
  const tools = ["Read", "Glob", "Grep", "Skill", ...(writes ? ["Write", "Edit", "Bash"] : [])];
  const called: string[] = [];
  const conversation = query({
    prompt: words,
    options: {
      cwd,
      model: "claude-sonnet-5-5",
      env: {
        PATH: process.env["PATH"],
        HOME: join(folder, "home"),
        ANTHROPIC_BASE_URL: `${sandbox.url}/anthropic`,
        ANTHROPIC_API_KEY: "job-token",
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
        DISABLE_AUTOUPDATER: "1",
        DISABLE_TELEMETRY: "1",
      },
      settingSources: [],
      plugins: [{ type: "local", path: join(folder, "plugin") }],
      skills: "all",
      systemPrompt: { type: "preset", preset: "claude_code" },
      permissionMode: "dontAsk",
      tools,
      allowedTools: tools,
      outputFormat: { type: "json_schema", schema: zodOutputFormat(schema).schema },
      persistSession: false,
    },
  });
  for await (const message of conversation) {
    if (message.type === "assistant")
      called.push(
        ...message.message.content.flatMap((block) => (block.type === "tool_use" ? [block.name] : [])),
      );
    if (message.type !== "result") continue;
    if (message.subtype !== "success") throw new Error(`${message.subtype}: ${message.errors.join("; ")}`);
    return { answer: schema.parse(message.structured_output), called, usage: message.usage };
  }
  throw new Error("the conversation ended without a result");
}

/** The repository's own suite: what it prints, and whether it passes. */
async function suite(): Promise<{ passes: boolean; output: string }> {
  const env = { ...process.env, NO_COLOR: "1" };
  return promisify(execFile)(process.execPath, ["--test", "--test-reporter=spec"], { cwd, env }).then(
    ({ stdout }) => ({ passes: true, output: stdout }),
    (error: unknown) => ({ passes: false, output: z.object({ stdout: z.string() }).parse(error).stdout }),
  );
}

const reports: Record<string, string> = {
  "acme/checkout": "<report>TypeError: Cannot read properties of undefined (reading 'cents')</report>",
  "acme/calendar": "<report>Monthly invoices skip February</report>",
};

describe.each([...examples])("the agent loop on $repository", { timeout: 60_000 }, (example) => {
  const { repository, source, test } = example;
  const report = reports[repository] ?? "";
  beforeEach(() => take(repository));

  it("plans after a look at the code, and changes the plan as it is told", async () => {
    const { answer, called } = await run(prompt("plan", repository, report), plannedSchema);
    expect(called).toEqual(["Skill", "Grep", "Read", "Read", "StructuredOutput"]);
    expect(answer.discovery).toMatchObject({ repository, affectedFiles: [source] });
    expect(answer.discovery.confidence).toBeGreaterThan(0.8);
    for (const file of [...answer.discovery.affectedFiles, ...answer.discovery.relatedFiles])
      expect(existsSync(join(cwd, file)), file).toBe(true);
    const line = Number(/:(\d+)\)/.exec(answer.discovery.rootCause)?.[1]);
    expect(`${readFileSync(join(cwd, source), "utf8").split("\n")[line - 1]}\n`).toBe(example.fix[0].before);

    const wish = `${report}<previous>${JSON.stringify(answer)}</previous><feedback>Say it in the README too.</feedback>`;
    const revised = await run(prompt("plan", repository, wish), plannedSchema);
    expect(revised.answer.plan.summary).toContain("README");
    expect(revised.answer.plan.risks).toHaveLength(answer.plan.risks.length + 1);
  });

  it("writes a test that fails on its own assertion, fixes the code, and finds it good", async () => {
    const before = readFileSync(join(cwd, source), "utf8");
    expect((await suite()).passes).toBe(true);

    const red = await run(prompt("red", repository), summarySchema, true);
    expect(red.called).toEqual(["Read", "Edit", "StructuredOutput"]);
    expect(readFileSync(join(cwd, source), "utf8")).toBe(before);
    const failing = await suite();
    expect(failing.passes).toBe(false);
    expect(failing.output).toMatch(/^ℹ fail 1$/m);
    expect(failing.output).toContain("AssertionError");

    const tests = readFileSync(join(cwd, test), "utf8");
    await run(prompt("green", repository), summarySchema, true);
    expect(await suite()).toMatchObject({ passes: true });
    expect(readFileSync(join(cwd, test), "utf8")).toBe(tests);

    const fixed = readFileSync(join(cwd, source), "utf8");
    const refactor = await run(prompt("refactor", repository), summarySchema, true);
    expect(refactor.called).toEqual(["Read", "StructuredOutput"]);
    expect(readFileSync(join(cwd, source), "utf8")).toBe(fixed);
    const review = await run(prompt("review", repository), reviewSchema);
    expect(review.answer.verdict).toBe("good");
    expect(review.usage.cache_read_input_tokens).toBeGreaterThan(review.usage.input_tokens);
  });

  it("looks at the file again as often as reviewers ask, and breaks nothing", async () => {
    for (const times of [1, 2]) {
      const { called } = await run(prompt("revise", repository), summarySchema, true);
      expect(called).toEqual(["Read", "Edit", "StructuredOutput"]);
      expect(readFileSync(join(cwd, source), "utf8").split("\n")[0]).toContain(`(${times})`);
    }
    expect((await suite()).passes).toBe(true);
  });

  it("finds code good only when the fix is in it", async () => {
    expect((await run(prompt("review", repository), reviewSchema)).answer.verdict).toBe("concerns");
  });
});

describe("the agent loop elsewhere", { timeout: 60_000 }, () => {
  it("says of another repository, and of another bug, that it doesn't know it", async () => {
    take("acme/calendar");
    const other = await run(prompt("plan", "acme/unknown", "<report>It breaks</report>"), plannedSchema);
    expect(other.answer.discovery).toMatchObject({ repository: "acme/unknown", confidence: 0.2 });
    expect(other.answer.discovery.reasoning).toContain("stand-in");
    const [file = ""] = other.answer.discovery.affectedFiles;
    expect(existsSync(join(cwd, file)), file).toBe(true);
    const bug = await run(
      prompt("plan", "acme/calendar", "<report>The logo is gone</report>"),
      plannedSchema,
    );
    expect(bug.answer.discovery.confidence).toBe(0.2);
  });

  it("follows a script, through an error, and then goes its own way", async () => {
    take("acme/checkout");
    await script({
      phase: "red",
      contains: "acme/checkout",
      times: 1,
      turns: [
        { status: 529, error: "too many people" },
        { tool: "Write", input: { file_path: "{{cwd}}/notes.txt", content: "from {{cwd}}" } },
      ],
      afterwards: "prepared",
    });
    const first = await run(prompt("red", "acme/checkout"), summarySchema, true);
    expect(first.called).toEqual(["Write", "Read", "Edit", "StructuredOutput"]);
    expect(readFileSync(join(cwd, "notes.txt"), "utf8")).toBe(`from ${cwd}`);
    const again = await run(prompt("red", "acme/checkout"), summarySchema, true);
    expect(again.called).toEqual(["Read", "StructuredOutput"]);
  });

  it("lets a script give the answer, refuses one of wrong form, and forgets them all on reset", async () => {
    take("acme/checkout");
    await script({ phase: "review", turns: [{ structured: { verdict: "concerns", words: "scripted" } }] });
    const review = async () => (await run(prompt("review", "acme/checkout"), reviewSchema)).answer.words;
    expect(await review()).toBe("scripted");
    await fetch(`${sandbox.url}/anthropic/_sandbox/reset`, { method: "POST" });
    expect(await review()).not.toBe("scripted");
    expect((await script({ phase: "review", turns: [{ tol: "Read" }] })).status).toBe(400);
  });
});

describe("a tool call on the wire", () => {
  it("streams the same call that it answers as a whole, and reads from the cache what it has seen", async () => {
    const claude = new Anthropic({ apiKey: "k", baseURL: `${sandbox.url}/anthropic`, maxRetries: 0 });
    const ask = {
      model: "claude-sonnet-5-5",
      max_tokens: 4000,
      system: [
        {
          type: "text" as const,
          text: " - Primary working directory: /srv/repository\n",
          cache_control: { type: "ephemeral" as const },
        },
      ],
      tools: [{ name: "Grep", input_schema: { type: "object" as const } }],
      messages: [
        {
          role: "user" as const,
          content: [
            {
              type: "text" as const,
              text: prompt("plan", "acme/calendar", "<report>monthly</report>"),
              cache_control: { type: "ephemeral" as const },
            },
          ],
        },
      ],
    };
    const whole = await claude.messages.create(ask);
    expect(whole).toMatchObject({
      stop_reason: "tool_use",
      content: [{ type: "tool_use", name: "Grep", input: { path: "/srv/repository" } }],
      usage: { cache_read_input_tokens: 0, input_tokens: 0 },
    });
    const streamed = await claude.messages.stream(ask).finalMessage();
    expect(streamed.content).toMatchObject([
      { type: "tool_use", name: "Grep", input: { path: "/srv/repository" } },
    ]);
    expect(streamed.stop_reason).toBe("tool_use");
    expect(streamed.usage).toMatchObject({
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: whole.usage.cache_creation_input_tokens,
    });
    const lost = { ...ask, system: "no place" };
    await expect(claude.messages.create(lost)).rejects.toThrow("working directory");
  });

  it("answers again when its answer is refused", async () => {
    const claude = new Anthropic({ apiKey: "k", baseURL: `${sandbox.url}/anthropic`, maxRetries: 0 });
    const { content } = await claude.messages.create({
      model: "claude-sonnet-5-5",
      max_tokens: 4000,
      system: " - Primary working directory: /srv/repository\n",
      tools: [{ name: "StructuredOutput", input_schema: { type: "object", additionalProperties: false } }],
      messages: [
        { role: "user", content: prompt("plan", "acme/unknown") },
        { role: "assistant", content: [{ type: "tool_use", id: "a", name: "Grep", input: {} }] },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "a", content: "Found 1 file\nMakefile" }],
        },
        { role: "assistant", content: [{ type: "tool_use", id: "b", name: "StructuredOutput", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "b", content: "taken" }] },
        { role: "user", content: "<refusal>That is no plan.</refusal>" },
      ],
    });
    expect(content).toMatchObject([
      { name: "StructuredOutput", input: { discovery: { confidence: 0.2, affectedFiles: ["Makefile"] } } },
    ]);
  });
});
