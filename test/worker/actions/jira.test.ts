import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { action, caseOf, issue, newMark } from "./cases.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { kindRules } from "../support/kind-rules.ts";

const spine = configuredSpine(env);

const minute = 60_000;

beforeEach(async () => {
  await sandbox("/mail/_sandbox/reset", {});
  await sandbox("/jira/_sandbox/reset", {});
});

describe("a comment in Jira", () => {
  const one = caseOf("jira_comment");

  it("is found behind a page full of others", async () => {
    const act = action(one, one.payload(newMark()));
    await one.kind.apply(spine, act);
    for (let n = 0; n < 100; n++) await one.kind.apply(spine, action(one, one.payload(`later ${n}`)));
    expect(await one.kind.reconcile(spine, act)).toMatchObject({ kind: "found" });
    expect(await one.kind.reconcile(spine, action(one, one.payload("none")))).toEqual({ kind: "absent" });
  });

  it("stays unclear while Jira doesn't show the comments or their properties", async () => {
    const act = action(one, one.payload(newMark()));
    await faults("jira", { path: "/comment", status: 500 });
    expect(await one.kind.reconcile(spine, act)).toMatchObject({ kind: "unseen" });
    const page = { total: 1, comments: [{ id: "1" }] };
    const bare = configuredSpine(env, { fetch: async () => Response.json(page) });
    expect(await one.kind.reconcile(bare, act)).toMatchObject({ kind: "unseen" });
  });

  it("is refused in Jira's words", async () => {
    const nowhere = action(one, { issue: "OPS-999", text: "x" });
    expect(await one.kind.apply(spine, nowhere)).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("does not exist"),
    });
  });
});

describe("a change of status in Jira", () => {
  const one = caseOf("jira_status_change");
  const apply = async (payload: object) => one.kind.apply(spine, action(one, payload));

  it("is refused when the issue has moved on meanwhile", async () => {
    expect(await apply({ issue: "OPS-3", from: "To Do", to: "In Progress" })).toEqual({
      kind: "refused",
      error: "OPS-3 is Done now, not To Do",
    });
  });

  it("is refused with the ways that there are when none leads there", async () => {
    expect(await apply({ issue: "OPS-1", from: null, to: "Done" })).toEqual({
      kind: "refused",
      error: "OPS-1 can't go from To Do to Done, only to In Progress",
    });
  });

  it("is done when the issue is there already", async () => {
    expect(await apply({ issue: "OPS-3", from: "To Do", to: "Done" })).toMatchObject({ kind: "applied" });
    expect((await issue("OPS-3"))?.history).toEqual([]);
  });

  it("has changed nothing when it could not even look", async () => {
    await faults("jira", { path: "/issue/OPS-1", status: 500 });
    expect(await apply({ issue: "OPS-1", from: null, to: "In Progress" })).toMatchObject({
      kind: "not_applied",
    });
    await faults("jira", { path: "/issue/OPS-1", drop: true });
    expect(await one.kind.reconcile(spine, action(one, one.payload("")))).toMatchObject({ kind: "unseen" });
    expect(await applied("jira", "/transitions", "transition")).toEqual([]);
  });
});

describe("a new issue in Jira", () => {
  const one = caseOf("jira_create_ticket");

  it("is not given up while the search may not know it yet", async () => {
    const now = Date.now();
    const still = configuredSpine(env, { now: () => now });
    const fresh = action(one, one.payload(newMark()), now - 20_000);
    expect(await one.kind.reconcile(still, fresh)).toMatchObject({ kind: "unclear", afterMs: 10_000 });
    expect(await one.kind.reconcile(still, { ...fresh, sentAt: null })).toMatchObject({ afterMs: 30_000 });
    expect(await one.kind.reconcile(spine, { ...fresh, sentAt: Date.now() - 31_000 })).toEqual({
      kind: "absent",
    });
    await faults("jira", { path: "/search/jql", status: 503 });
    expect(await one.kind.reconcile(spine, { ...fresh, sentAt: Date.now() - minute })).toMatchObject({
      kind: "unseen",
    });
  });

  it("has the words of its payload and a link", async () => {
    const mark = newMark();
    const outcome = await one.kind.apply(spine, action(one, one.payload(mark)));
    expect(outcome).toMatchObject({
      kind: "applied",
      result: { issue: "WEB-4", url: expect.stringMatching(/\/browse\/WEB-4$/) },
    });
    expect(await issue("WEB-4")).toMatchObject({
      type: "Bug",
      summary: mark,
      description: "Line one\n\nLine two",
      labels: [expect.stringMatching(/^signalbox-[0-9a-f]{16}$/)],
    });
    const bare = action(one, { project: "WEB", type: "Bug", summary: "no description", description: "" });
    expect(await one.kind.apply(spine, bare)).toMatchObject({ kind: "applied" });
  });

  it("is refused in Jira's words", async () => {
    const odd = action(one, { project: "NONE", type: "Bug", summary: "s", description: "" });
    expect(await one.kind.apply(spine, odd)).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("project"),
    });
  });

  it.each([
    ["a key that would change the search", { project: 'OPS" OR "' }],
    ["a summary of two lines", { summary: "a\nb" }],
  ])("takes no payload with %s", (_name, wrong) => {
    const payload = { project: "OPS", type: "Bug", summary: "s", description: "", ...wrong };
    expect(one.kind.inspect(payload, kindRules())).toBeNull();
  });
});
