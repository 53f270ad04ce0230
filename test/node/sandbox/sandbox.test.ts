import Anthropic, { BadRequestError, NotFoundError, RateLimitError } from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { releaseNote } from "../../../docs/examples/editorial-kind.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { draftPrompt } from "../../../shared/jobs/editorial/draft-prompt.ts";
import {
  classificationSchema,
  classifierOf,
  classifyPrompt,
  classifySystem,
} from "../../../shared/jobs/editorial/intent.ts";
import { type SealedEditorialKind, sealEditorialKind } from "../../../shared/jobs/editorial/kind.ts";
import { draftProblems, draftSchema } from "../../../shared/jobs/editorial/kinds/blog-post/draft.ts";
import { editorialKinds } from "../../../shared/jobs/editorial/registry.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let claude: Anthropic;
let slack: WebClient;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "s" });
  claude = new Anthropic({ apiKey: "k", baseURL: `${sandbox.url}/anthropic`, maxRetries: 0 });
  slack = new WebClient("xoxb-1", {
    slackApiUrl: `${sandbox.url}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
});
afterAll(async () => sandbox.close());
const call = async (path: string, body?: object) =>
  fetch(`${sandbox.url}${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {});
beforeEach(async () => {
  for (const twin of ["anthropic", "slack", "pages", "mail", "jira"])
    await call(`/${twin}/_sandbox/reset`, {});
});

/** A kind's example as the stand-in words it, with what its own checks say. */
async function drafted(
  sealed: SealedEditorialKind,
  previous: { text: string; feedback: string } | null,
): Promise<{ problems: string[]; text: string }> {
  return sealed.with(async (kind) => {
    const source = kind.exampleSource ?? null;
    const content = draftPrompt({
      brief: kind.example,
      request,
      source,
      remembered: null,
      house: [],
      previous,
      problems: [],
    });
    const { parsed_output } = await claude.messages.parse({
      ...ask,
      system: kind.system,
      messages: [{ role: "user", content }],
      output_config: { format: zodOutputFormat(kind.schema) },
    });
    if (parsed_output === null) throw new Error("no draft");
    return {
      problems: kind.problems(parsed_output, kind.example, source),
      text: JSON.stringify(parsed_output),
    };
  });
}

const ask = {
  model: "claude-haiku-5-5",
  max_tokens: 16_000,
  messages: [{ role: "user" as const, content: "Hello" }],
};
const request = "write a blog post about steady trains for signal engineers\n- points fail\n- people notice";

describe("the stand-in for Claude", () => {
  it("answers the real SDK, counts the real text, and says that it is a sandbox", async () => {
    const message = await claude.messages.create(ask);
    expect(message.id).toMatch(/^msg_sandbox_/);
    expect(message.usage.input_tokens).toBe(2);
    expect(JSON.stringify(message.content)).toContain("sandbox");
    expect((await claude.messages.create(ask)).content).toEqual(message.content);
  });

  it("streams the same text", async () => {
    const whole = await claude.messages.create(ask);
    const streamed = await claude.messages.stream(ask).finalMessage();
    expect(streamed.content).toMatchObject(
      whole.content.map((block) => (block.type === "text" ? { text: block.text } : {})),
    );
    expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens);
  });

  it("derives a brief from the words, in the asked form", async () => {
    const message = await claude.messages.parse({
      ...ask,
      system: classifySystem,
      messages: [{ role: "user", content: classifyPrompt(request, ["Tone: dry"]) }],
      output_config: { format: zodOutputFormat(classificationSchema) },
    });
    expect(message.parsed_output).toMatchObject({
      intent: "blog_post",
      brief: {
        topic: "steady trains",
        audience: "signal engineers",
        tone: "dry",
        keyPoints: ["points fail", "people notice"],
      },
    });
  });

  it("writes drafts that pass our own checks for any number of points, labelled, and takes up feedback", async () => {
    for (const count of [2, 3, 5, 8]) {
      const brief = {
        topic: "steady trains",
        audience: "signal engineers",
        tone: null,
        keyPoints: Array.from(
          { length: count },
          (_, n) => `Point ${n} holds when it is checked in the morning`,
        ),
      };
      const content = `<brief>${JSON.stringify(brief)}</brief><request>${request}</request><previous_draft>x</previous_draft><feedback>Mention the fog.</feedback>`;
      const { parsed_output } = await claude.messages.parse({
        ...ask,
        messages: [{ role: "user", content }],
        output_config: { format: zodOutputFormat(draftSchema) },
      });
      if (!parsed_output) throw new Error("no draft");
      expect(draftProblems(parsed_output)).toEqual([]);
      expect(parsed_output.markdown).toMatch(/sandbox's stand-in for Claude/);
      expect(parsed_output.markdown).toContain("Mention the fog");
    }
  });

  it.each(editorialKinds.map((sealed) => [sealed.kind, sealed] as const))(
    "writes a %s that passes its own checks, labelled, and takes up feedback",
    async (_name, sealed) => {
      const { problems, text } = await drafted(sealed, { text: "x", feedback: "Mention the fog." });
      expect(problems).toEqual([]);
      expect(text).toMatch(/sandbox's stand-in for Claude[^]*no model wrote it/i);
      expect(text).toContain("Mention the fog");
    },
  );

  it("understands and writes a kind that is a folder and a line and nothing else", async () => {
    const newcomer = sealEditorialKind(releaseNote);
    const { system, schema } = classifierOf([...editorialKinds, newcomer]);
    const said = await claude.messages.parse({
      ...ask,
      system,
      messages: [
        { role: "user", content: classifyPrompt("announce release 2.0 in #releases\nVersion: 2.0", []) },
      ],
      output_config: { format: zodOutputFormat(schema) },
    });
    expect(said.parsed_output).toMatchObject({ intent: "release_note", brief: { version: "2.0" } });
    expect(said.parsed_output?.confidence).toBeGreaterThan(0.7);
    const { problems, text } = await drafted(newcomer, null);
    expect(problems).toEqual([]);
    expect(text).toMatch(/no model wrote it/i);
  });

  it("reads the cached system part the second time", async () => {
    const cached = {
      ...ask,
      system: [
        { type: "text" as const, text: "rules ".repeat(100), cache_control: { type: "ephemeral" as const } },
      ],
    };
    expect((await claude.messages.create(cached)).usage).toMatchObject({
      cache_creation_input_tokens: 150,
      cache_read_input_tokens: 0,
    });
    expect((await claude.messages.create(cached)).usage).toMatchObject({
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 150,
    });
  });

  it("cuts an answer at max_tokens and refuses what the real API refuses", async () => {
    expect((await claude.messages.create({ ...ask, max_tokens: 3 })).stop_reason).toBe("max_tokens");
    await expect(claude.messages.create({ ...ask, model: "claude-9" })).rejects.toThrow(NotFoundError);
    const sampled = { ...ask, temperature: 0 };
    await expect(claude.messages.create(sampled)).rejects.toThrow(BadRequestError);
    expect((await call("/anthropic/v1/messages", ask)).status).toBe(401);
  });

  it("makes trouble on order, once", async () => {
    await call("/anthropic/_sandbox/faults", { faults: [{ status: 429, retryAfter: 7 }] });
    const error = await claude.messages.create(ask).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429 });
    await claude.messages.create(ask);
  });
});

describe("the stand-in for Slack", () => {
  it("streams what is new and what is edited, with the message itself", async () => {
    const gone = new AbortController();
    const { body } = await fetch(`${sandbox.url}/slack/_people/stream`, { signal: gone.signal });
    const posted = await slack.chat.postMessage({ channel: "C0CONTENT", text: "first" });
    await slack.chat.update({ channel: "C0CONTENT", ts: posted.ts ?? "", text: "second" });
    let seen = "";
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      seen += chunk;
      if (seen.includes("second")) break;
    }
    gone.abort();
    const texts = [...seen.matchAll(/^data: (.+)$/gm)].map(([, data = ""]) => JSON.parse(data).message?.text);
    expect(texts).toEqual([undefined, "first", "second"]);
  });

  it("posts, updates and finds messages through the real client", async () => {
    const root = await slack.chat.postMessage({
      channel: "C0CONTENT",
      text: "root",
      metadata: { event_type: "m", event_payload: { id: "1" } },
    });
    await slack.chat.postMessage({ channel: "C0CONTENT", text: "answer", thread_ts: root.ts ?? "" });
    await slack.chat.update({ channel: "C0CONTENT", ts: root.ts ?? "", text: "changed" });
    const { messages } = await slack.conversations.replies({
      channel: "C0CONTENT",
      ts: root.ts ?? "",
      include_all_metadata: true,
    });
    expect(messages?.map((message) => message.text)).toEqual(["changed", "answer"]);
    expect(messages?.[0]?.metadata).toMatchObject({ event_payload: { id: "1" } });
    expect((await slack.auth.test()).user_id).toBe("U0SIGNALBOX");
    expect((await slack.users.info({ user: "U0MAYA" })).user?.real_name).toBe("Maya Ortiz");
    await slack.reactions.add({ channel: "C0CONTENT", timestamp: root.ts ?? "", name: "eyes" });
  });

  it.each([
    ["an unknown channel", { channel: "C0NONE", text: "x" }, "channel_not_found"],
    [
      "a text over the limit",
      {
        channel: "C0CONTENT",
        text: "x",
        blocks: [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }],
      },
      "invalid_blocks",
    ],
    ["a thread that is not there", { channel: "C0CONTENT", text: "x", thread_ts: "1.1" }, "thread_not_found"],
  ])("refuses %s as Slack does", async (_name, message, error) => {
    await expect(slack.chat.postMessage(message)).rejects.toThrow(error);
  });

  it("refuses a modal without a fresh trigger", async () => {
    await expect(
      slack.views.open({
        trigger_id: "old",
        view: { type: "modal", title: { type: "plain_text", text: "t" }, blocks: [] },
      }),
    ).rejects.toThrow("invalid_trigger_id");
  });

  it("does what was asked and loses the answer", async () => {
    await call("/slack/_sandbox/faults", { faults: [{ path: "chat.postMessage", drop: true }] });
    await expect(slack.chat.postMessage({ channel: "C0CONTENT", text: "lost" })).rejects.toThrow();
    const { messages } = JSON.parse(await (await call("/slack/_people/messages?channel=C0CONTENT")).text());
    expect(messages).toHaveLength(1);
  });
});

describe("every stand-in", () => {
  it("refuses loudly what it doesn't know, and a fault of wrong form", async () => {
    expect((await call("/slack/api/files.upload", {})).status).toBe(501);
    expect((await call("/pages/client/v4/zones")).status).toBe(501);
    const refused = await call("/pages/_sandbox/faults", { faults: [{ statuss: 500 }] });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("statuss");
  });

  it("logs requests without their credentials", async () => {
    await slack.chat.postMessage({ channel: "C0CONTENT", text: "logged" });
    const log = await (await call("/slack/_sandbox/requests")).text();
    expect(log).toContain("logged");
    expect(log).not.toContain("xoxb-1");
  });
});
