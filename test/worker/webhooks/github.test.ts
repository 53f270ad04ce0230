import { describe, expect, it, vi } from "vitest";
import { factsOfDrop, reportIn, signalRow, whyIgnored } from "../support/webhooks.ts";
import {
  maya,
  stranger,
  bot,
  repository,
  trace,
  issue,
  labelled,
  writtenAt,
  comment,
  lastComment,
  nextComment,
  onPull,
  closed,
  lastRun,
  run,
  send,
} from "./github-payloads.ts";

describe("the GitHub door", () => {
  it("makes a report of an issue that gets the label", async () => {
    const { id, signal } = await send("issues", labelled());
    expect(signal).toBe("queued");
    expect(await signalRow(id)).toMatchObject({ kind: "github.labelled", provenance: "internal" });
    expect(await reportIn(id)).toMatchObject({
      source: "github",
      by: "maya",
      title: "The total is wrong",
      text: trace,
      errorType: "TypeError",
      repository: null,
      origin: { kind: "github", repository: "acme/checkout", issue: 7 },
    });
  });

  it.each([
    ["whose label comes from a stranger", labelled({ sender: stranger })],
    ["that a stranger wrote", labelled({ issue: issue({ user: stranger }) })],
  ])("takes an issue as external %s", async (_name, payload) => {
    const { id } = await send("issues", payload);
    expect(await signalRow(id)).toMatchObject({ provenance: "external" });
  });

  it("leaves other labels alone, and labels of pull requests", async () => {
    for (const payload of [labelled({ label: { name: "bug" } }), labelled(onPull)]) {
      const { id, status, signal } = await send("issues", payload);
      expect({ status, signal }).toEqual({ status: 200, signal: "ignored" });
      expect(await whyIgnored(id)).toMatch(/another label|a pull request is no bug/);
    }
  });

  it("takes an order in a comment on an issue from who may give it", async () => {
    const { id, signal } = await send("issue_comment", comment("@agent fix: it is in the cart\nplease"));
    expect(signal).toBe("queued");
    expect(await signalRow(id)).toMatchObject({ kind: "github.mention" });
    expect((await reportIn(id)).text).toBe(`${trace}\n\nit is in the cart\nplease`);
    expect((await send("issue_comment", comment("Hm. @agent RUN"))).signal).toBe("queued");
  });

  it("keeps an order of somebody else's with the reason", async () => {
    const { id, signal } = await send("issue_comment", comment("@agent run", { sender: stranger }));
    expect(signal).toBe("dropped");
    expect(await signalRow(id)).toMatchObject({
      reason: "it needs the role approver, and octocat is not on the list of people",
    });
    expect(await factsOfDrop(id)).toBe(1);
  });

  it.each(["me@agent run", "@agent runs well", "> @agent fix\nno, don't", "@agentfix", ""])(
    "sees no order in %j",
    async (text) => {
      const { id, signal } = await send("issue_comment", comment(text));
      expect(signal).toBe("ignored");
      expect(await signalRow(id)).toBeNull();
    },
  );

  it("passes on what people say on a pull request, and not what bots say", async () => {
    const { id, signal } = await send("issue_comment", comment("@agent approve", onPull));
    expect(signal).toBe("queued");
    expect(await signalRow(id)).toMatchObject({
      kind: "github.comment",
      provenance: "operator",
      body: {
        type: "pull_request",
        repository: "acme/checkout",
        number: 7,
        event: {
          kind: "comment",
          login: "Maya-Ortiz",
          commentId: lastComment(),
          text: "@agent approve",
          writtenAt: Date.parse(writtenAt),
          edited: false,
        },
      },
    });
    const foreign = await send("issue_comment", comment("@agent approve", { ...onPull, sender: stranger }));
    expect(await signalRow(foreign.id)).toMatchObject({ provenance: "external" });
    const own = await send("issue_comment", comment("@agent approve", { ...onPull, sender: bot }));
    expect(own.signal).toBe("ignored");
    expect(await signalRow(own.id)).toBeNull();
  });

  it("passes on reviews and what they say line by line, each once, and keeps one that says nothing", async () => {
    const pull_request = { number: 9, state: "open", draft: true, head: { ref: "fix/x" } };
    const review = (body: string | null, over: object = {}) => ({
      action: "submitted",
      review: { id: nextComment(), user: maya, state: "approved", body, submitted_at: writtenAt, ...over },
      pull_request,
      repository,
      sender: maya,
    });
    const yes = review("@agent approve");
    expect((await send("pull_request_review", yes)).signal).toBe("queued");
    expect((await send("pull_request_review", yes)).signal).toBe("duplicate");
    expect(await signalRow(`github:review:${lastComment()}:${writtenAt}`)).toMatchObject({
      kind: "github.comment",
      provenance: "operator",
      body: { number: 9, event: { text: "@agent approve", writtenAt: Date.parse(writtenAt), at: null } },
    });
    expect((await send("pull_request_review", review(null))).signal).toBe("dropped");
    expect(await signalRow(`github:review:${lastComment()}:${writtenAt}`)).toMatchObject({
      reason: "a review without words of its own (approved)",
    });
    const inline = comment("@agent revise test February too");
    const at = { path: "PLAN.md", line: null, original_line: 12, pull_request_review_id: 5 };
    const told = await send("pull_request_review_comment", {
      ...inline,
      comment: { ...inline.comment, ...at },
      pull_request,
    });
    expect(told.signal).toBe("queued");
    expect(await signalRow(`github:review_comment:${lastComment()}:${writtenAt}`)).toMatchObject({
      kind: "github.comment",
      body: { event: { text: "@agent revise test February too", at: "PLAN.md:12" } },
    });
    const bots = await send("pull_request_review", { ...review("hello"), sender: bot });
    expect(bots.signal).toBe("ignored");
  });

  it("reads also what people do whom an enterprise manages", async () => {
    const noor = { login: "noor_acme", type: "User" };
    const theirs = { ...closed(true), repository: { id: 5, full_name: "noor_acme/tool" }, sender: noor };
    expect((await send("pull_request", theirs)).status).toBe(200);
  });

  it("passes on what an app says by a status, for the branch of a fix, and nothing of other branches", async () => {
    const status = (over: object = {}) => ({
      id: 55,
      sha: "a".repeat(40),
      name: "acme/checkout",
      context: "ci/jenkins",
      state: "error",
      branches: [{ name: "main" }, { name: "fix/task-1" }],
      repository,
      sender: maya,
      ...over,
    });
    await send("status", status());
    expect(await signalRow("github:status:55:failure:fix/task-1")).toMatchObject({
      kind: "github.checks",
      provenance: "external",
      body: {
        number: null,
        branch: "fix/task-1",
        event: { runId: 55, name: "ci/jenkins", conclusion: "failure", isActions: false },
      },
    });
    for (const over of [{ state: "pending" }, { branches: [{ name: "main" }] }])
      expect((await send("status", status(over))).signal).toBe("ignored");
  });

  it("leaves edited comments alone, and says of one that it was edited before it came", async () => {
    expect((await send("issue_comment", comment("@agent run", { action: "edited" }))).signal).toBe("ignored");
    const late = comment("@agent approve", onPull);
    const { id } = await send("issue_comment", {
      ...late,
      comment: { ...late.comment, updated_at: "2026-11-20T11:00:00Z" },
    });
    expect(await signalRow(id)).toMatchObject({ body: { event: { edited: true } } });
  });

  it("takes a comment once, under however many names it is delivered", async () => {
    const once = comment("@agent approve", onPull);
    expect((await send("issue_comment", once)).signal).toBe("queued");
    expect((await send("issue_comment", once)).signal).toBe("duplicate");
  });

  it("names who is none of the people by their login there, also where that is a person's id", async () => {
    for (const login of ["lena", "Lena"]) {
      const { id } = await send("issues", labelled({ sender: { login, type: "User" } }));
      expect((await reportIn(id)).by).toBe("github:lena");
    }
  });

  it("passes on that a pull request is merged or closed", async () => {
    const merged = await send("pull_request", closed(true));
    expect(await signalRow(merged.id)).toMatchObject({
      kind: "github.closed",
      body: { number: 9, event: { kind: "closed", merged: true, mergeCommit: "c".repeat(40) } },
    });
    const refused = await send("pull_request", closed(false));
    expect(await signalRow(refused.id)).toMatchObject({
      body: { event: { merged: false, mergeCommit: null } },
    });
  });

  it("passes on a run of CI to each pull request of the repository", async () => {
    const one = run();
    await send("workflow_run", one);
    expect(await signalRow(lastRun())).toMatchObject({
      kind: "github.checks",
      provenance: "external",
      body: {
        number: 9,
        event: {
          kind: "checks",
          runId: one.workflow_run.id,
          name: "Build",
          conclusion: "failure",
          commit: "a".repeat(40),
        },
      },
    });
    const pull_requests = [
      { number: 9 },
      { number: 10, base: { repo: { id: repository.id } } },
      { number: 11, base: { repo: { id: 5 } } },
    ];
    await send("workflow_run", run({ pull_requests }));
    expect(await signalRow(lastRun())).toMatchObject({ body: { number: 9 } });
    expect(await signalRow(lastRun(10))).toMatchObject({ body: { number: 10 } });
    expect(await signalRow(lastRun(11))).toBeNull();
    expect((await send("workflow_run", run({ pull_requests: [] }))).signal).toBe("ignored");
  });

  it("passes on the checks of other apps, and leaves those of Actions to its runs", async () => {
    const suite = (slug: string) => ({
      action: "completed",
      check_suite: { ...run().workflow_run, id: 5, name: undefined, app: { slug, name: "Deep Tests" } },
      repository,
      sender: maya,
    });
    expect((await send("check_suite", suite("deep-tests"))).signal).toBe("queued");
    expect(await signalRow("github:suite:5:failure:9")).toMatchObject({
      kind: "github.checks",
      body: { number: 9, event: { name: "Deep Tests", conclusion: "failure", isActions: false } },
    });
    expect((await send("check_suite", suite("github-actions"))).signal).toBe("ignored");
  });

  it("keeps what happens in another repository with the reason, at once where it can't be ours under another name", async () => {
    const other = { repository: { ...repository, full_name: "acme/other" } };
    const foreign = { repository: { ...repository, full_name: "else/where" } };
    for (const [event, payload, name] of [
      ["issues", labelled(other), "acme/other"],
      ["issue_comment", comment("@agent fix", other), "acme/other"],
      ["issue_comment", comment("hello", { ...onPull, ...foreign }), "else/where"],
      ["pull_request", { ...closed(true), ...foreign }, "else/where"],
      ["workflow_run", { ...run(), ...foreign }, "else/where"],
    ] as const) {
      const { id, signal } = await send(event, payload);
      expect(signal).toBe("dropped");
      expect(await signalRow(event === "workflow_run" ? lastRun() : id)).toMatchObject({
        reason: `RULES names no repository ${name}`,
      });
    }
    const { id, signal } = await send("pull_request", { ...closed(true), ...other });
    expect(signal).toBe("queued");
    await vi.waitFor(
      async () => expect((await signalRow(id))?.reason).toContain("RULES names no repository acme/other"),
      20_000,
    );
  });
});
