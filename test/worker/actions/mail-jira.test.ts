import type { EffectResult } from "../../../shared/domain/sending.ts";
import type { ApplicableKind } from "../../../shared/policy/boundaries.ts";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type ActionKindModule,
  type ApprovedAction,
  sealActionKind,
} from "../../../shared/spine/action-kind.ts";
import { emailExternal } from "../../../shared/actions/email-external.ts";
import { emailStakeholder } from "../../../shared/actions/email-stakeholder.ts";
import { jiraComment } from "../../../shared/actions/jira-comment.ts";
import { jiraCreateTicket } from "../../../shared/actions/jira-create-ticket.ts";
import { jiraStatusChange } from "../../../shared/actions/jira-status-change.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { applied, faults, sandbox } from "../support/slack.ts";

const spine = configuredSpine(env);
const minute = 60_000;

/** Who a mail goes to and what it says; the mark is only this test's. */
const mail = (mark: string) => ({ to: ["maya@partner.example"], subject: mark, text: `About ${mark}` });

interface Case {
  name: string;
  kind: ReturnType<typeof sealActionKind>;
  service: "mail" | "jira";
  /** The request that writes. */
  path: string;
  /** What the request's body contains, so that a fault spares the reads. */
  match: (mark: string) => string;
  payload: (mark: string) => object;
  target: string;
  /** What stands in the sandbox because of it. */
  effects: (mark: string) => Promise<number>;
}

const sealed = <K extends ApplicableKind, P, R extends EffectResult>(
  name: string,
  kind: ActionKindModule<K, P, R>,
  rest: Omit<Case, "name" | "kind">,
): Case => ({
  name,
  kind: sealActionKind(kind),
  ...rest,
});

interface SandboxIssue {
  key: string;
  summary: string;
  status: string;
  comments: { text: string }[];
  history: { to: string }[];
}
const issues = async () => (await sandbox<{ issues: SandboxIssue[] }>("/jira/_people/issues")).issues;
const issue = async (key: string) => (await issues()).find((one) => one.key === key);

const mails = async (mark: string) => {
  const outbox = await sandbox<{ mails: { subject: string }[] }>("/mail/_people/mails");
  return outbox.mails.filter((one) => one.subject === mark).length;
};

const mailCase = {
  service: "mail",
  path: "/emails",
  match: (mark: string) => mark,
  payload: mail,
  target: "mail:maya@partner.example",
  effects: mails,
} as const;

const cases: Case[] = [
  sealed("email_external", emailExternal, mailCase),
  sealed("email_stakeholder", emailStakeholder, mailCase),
  sealed("jira_comment", jiraComment, {
    service: "jira",
    path: "/comment",
    match: (mark) => mark,
    payload: (mark) => ({ issue: "OPS-1", text: mark }),
    target: "jira:OPS-1",
    effects: async (mark) =>
      (await issue("OPS-1"))?.comments.filter((comment) => comment.text === mark).length ?? 0,
  }),
  sealed("jira_status_change", jiraStatusChange, {
    service: "jira",
    path: "/transitions",
    match: () => '"transition"',
    payload: () => ({ issue: "OPS-1", from: "To Do", to: "In Progress" }),
    target: "jira:OPS-1",
    effects: async () => (await issue("OPS-1"))?.history.length ?? 0,
  }),
  sealed("jira_create_ticket", jiraCreateTicket, {
    service: "jira",
    path: "/issue",
    match: (mark) => mark,
    payload: (mark) => ({ project: "WEB", type: "Bug", summary: mark, description: "Line one\n\nLine two" }),
    target: "jira:WEB",
    effects: async (mark) => (await issues()).filter((one) => one.summary === mark).length,
  }),
];

const caseOf = (name: string): Case => {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
};

const newMark = () => `mark-${crypto.randomUUID().slice(0, 8)}`;

function action(one: Case, payload: object, sentAt: number | null = Date.now()): ApprovedAction<unknown> {
  return {
    id: `task-1.${crypto.randomUUID()}`,
    taskId: "task-1",
    target: one.target,
    digest: "0".repeat(64),
    sentAt,
    firstSentAt: sentAt,
    payload,
  };
}

beforeEach(async () => {
  await sandbox("/mail/_sandbox/reset", {});
  await sandbox("/jira/_sandbox/reset", {});
});

describe.each(cases)("$name", (one) => {
  const { kind, service, path, match, target, effects } = one;

  it("happens, and is about the target that its payload has", async () => {
    const mark = newMark();
    const payload = one.payload(mark);
    expect(kind.service).toBe(service);
    expect(kind.inspect(payload, { stakeholders: ["@partner.example"] })).toMatchObject({
      target: expect.stringContaining(target),
      outOfBounds: null,
    });
    expect(await kind.apply(spine, action(one, payload))).toMatchObject({ kind: "applied" });
    expect(await effects(mark)).toBe(1);
  });

  it("happens once when the answer is lost after it happened", async () => {
    const mark = newMark();
    const act = action(one, one.payload(mark));
    await faults(service, { path, match: match(mark), drop: true });
    expect(await kind.apply(spine, act)).toMatchObject({ kind: "lost" });
    expect(await effects(mark)).toBe(1);
    const seen = await kind.reconcile(spine, act);
    // A mail can't be looked for: it is sent again, under the same key.
    if (service === "mail") {
      expect(seen).toEqual({ kind: "repeatable" });
      expect(await kind.apply(spine, act)).toMatchObject({ kind: "applied" });
    } else {
      expect(seen).toMatchObject({ kind: "found" });
    }
    expect(await effects(mark)).toBe(1);
  });

  it("gives what it found the same result as what it did", async () => {
    const act = action(one, one.payload(newMark()));
    const done = await kind.apply(spine, act);
    const again = service === "mail" ? await kind.apply(spine, act) : await kind.reconcile(spine, act);
    expect("result" in again && again.result).toEqual("result" in done && done.result);
  });

  it("has not happened and says when to come back at 429", async () => {
    const mark = newMark();
    await faults(service, { path, match: match(mark), status: 429, retryAfter: 7 });
    expect(await kind.apply(spine, action(one, one.payload(mark)))).toMatchObject({
      kind: "not_applied",
      afterMs: 7000,
    });
    expect(await effects(mark)).toBe(0);
  });

  it("is lost at 500, is looked for in vain, and then happens", async () => {
    const mark = newMark();
    const act = action(one, one.payload(mark), Date.now() - minute);
    await faults(service, { path, match: match(mark), status: 500 });
    expect(await kind.apply(spine, act)).toMatchObject({ kind: "lost" });
    expect(await kind.reconcile(spine, act)).toEqual({ kind: service === "mail" ? "repeatable" : "absent" });
    expect(await kind.apply(spine, act)).toMatchObject({ kind: "applied" });
    expect(await effects(mark)).toBe(1);
  });

  it("is refused with the service's status when the service gives no reason", async () => {
    const mark = newMark();
    await faults(service, { path, match: match(mark), status: 403 });
    expect(await kind.apply(spine, action(one, one.payload(mark)))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("403"),
    });
    expect(await effects(mark)).toBe(0);
  });

  it("needs its setting, and says which", async () => {
    const poor = configuredSpine({ ...env, RESEND_API_KEY: "", JIRA_API_TOKEN: "" });
    await expect(kind.apply(poor, action(one, one.payload(newMark())))).rejects.toThrow(
      service === "mail" ? "RESEND_API_KEY" : "JIRA_API_TOKEN",
    );
  });
});

describe("mail", () => {
  const one = caseOf("email_external");

  it("is refused in Resend's words", async () => {
    const wrong = configuredSpine({ ...env, MAIL_FROM: "nobody" });
    expect(await one.kind.apply(wrong, action(one, mail(newMark())))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("Resend refused"),
    });
  });

  it("is neither sent again nor given up when Resend has forgotten the key", async () => {
    const old = action(one, mail(newMark()), Date.now() - 24 * 60 * minute);
    expect(await one.kind.reconcile(spine, old)).toMatchObject({ kind: "unclear" });
    expect(await one.kind.reconcile(spine, { ...old, firstSentAt: null })).toMatchObject({ kind: "unclear" });
  });

  it("is lost, not refused, while an earlier request under its key is under way", async () => {
    const busy = {
      statusCode: 409,
      name: "concurrent_idempotent_requests",
      message: "the first request is not through",
    };
    const busySpine = configuredSpine(env, { fetch: async () => Response.json(busy, { status: 409 }) });
    expect(await one.kind.apply(busySpine, action(one, mail(newMark())))).toMatchObject({ kind: "lost" });
  });

  it("is for stakeholders only when each address or its domain is listed", () => {
    const { kind } = caseOf("email_stakeholder");
    const verdict = (to: string[], stakeholders: string[]) =>
      kind.inspect({ to, subject: "s", text: "t" }, { stakeholders })?.outOfBounds;
    expect(verdict(["A@X.example", "b@y.example"], ["a@x.example", "@y.example"])).toBeNull();
    expect(verdict(["a@x.example", "b@y.example"], ["a@x.example"])).toContain("b@y.example");
    // A listed domain covers neither its subdomains nor names that end like it.
    expect(verdict(["a@sub.y.example"], ["@y.example"])).toContain("a@sub.y.example");
    expect(verdict(["a@notmy.example"], ["my.example", "@my.example"])).toContain("a@notmy.example");
    expect(verdict(["a@x.example"], [])).toContain("a@x.example");
  });

  it.each([
    ["a subject of two lines", { to: ["a@x.example"], subject: "a\nBcc: b@y.example", text: "t" }],
    ["an address twice", { to: ["a@x.example", "A@x.example"], subject: "s", text: "t" }],
    ["no address", { to: [], subject: "s", text: "t" }],
    ["what is no address", { to: ["a"], subject: "s", text: "t" }],
    ["a hidden copy", { to: ["a@x.example"], subject: "s", text: "t", bcc: ["b@y.example"] }],
    ["a blank text", { to: ["a@x.example"], subject: "s", text: " \n" }],
  ])("takes no payload with %s", (_name, payload) => {
    expect(one.kind.inspect(payload, { stakeholders: [] })).toBeNull();
  });

  it("has one target for the same people in any order", () => {
    const to = ["b@y.example", "A@x.example"];
    expect(one.kind.inspect({ to, subject: "s", text: "t" }, { stakeholders: [] })?.target).toBe(
      "mail:a@x.example,b@y.example",
    );
  });
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
    expect(await one.kind.reconcile(spine, act)).toMatchObject({ kind: "unclear" });
    const page = { total: 1, comments: [{ id: "1" }] };
    const bare = configuredSpine(env, { fetch: async () => Response.json(page) });
    expect(await one.kind.reconcile(bare, act)).toMatchObject({ kind: "unclear" });
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
    expect(await one.kind.reconcile(spine, action(one, one.payload("")))).toMatchObject({ kind: "unclear" });
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
      kind: "unclear",
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
    expect(one.kind.inspect(payload, { stakeholders: [] })).toBeNull();
  });
});
