import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import { actionKinds } from "../../../shared/actions/registry.ts";
import { effects, executorAssignments, ledger, posts } from "../../../shared/db/schema.ts";
import { storedSpec } from "../../../shared/executor/full-spec.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { changeApproval } from "../../../shared/spine/change-approval.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { askAboutEffect } from "../../../shared/spine/resolve-effect.ts";
import { draftPayload, pullsOf, repository, resultOf } from "../support/github.ts";
import { applied, click, faults, sandbox, thread, writeInSlack } from "../support/slack.ts";
import { aTask, mailTo, proposeOne, spine, spineAt, unique } from "../support/spine.ts";
import { api, asked, request, send, taskIn } from "../support/task.ts";

interface Issue {
  key: string;
  summary: string;
  comments: { text: string }[];
  history: { to: string }[];
}
const issues = async () => (await sandbox<{ issues: Issue[] }>("/jira/_people/issues")).issues;
const mails = async (mark: string) =>
  (await sandbox<{ mails: { subject: string }[] }>("/mail/_people/mails")).mails.filter(
    (mail) => mail.subject === mark,
  ).length;

/** One way to try each kind that exists: what is proposed, where its answer is lost, and what then stands outside. */
const trials: Record<
  string,
  {
    payload: (mark: string) => object | Promise<object>;
    service: "slack" | "mail" | "jira" | "pages" | "github" | "sentry" | null;
    path: string;
    outside: (mark: string) => Promise<number>;
  }
> = {
  notification_internal: {
    payload: async (mark) => ({
      channel: "C0CONTENT",
      thread: (await writeInSlack("U0PRIYA", "a thread")).ts,
      text: mark,
      blocks: [],
      update: null,
    }),
    service: "slack",
    path: "chat.postMessage",
    outside: async (mark) =>
      (
        await sandbox<{ messages: { text: string }[] }>("/slack/_people/messages?channel=C0CONTENT")
      ).messages.filter((message) => message.text === mark).length,
  },
  blog_rebuild: {
    payload: (mark) => ({ slug: mark }),
    service: "pages",
    path: "deploy_hooks",
    // The hook takes no key and can't be looked at: a build more than needed does no harm, so it is asked for again.
    outside: async () => 1,
  },
  blog_publish: {
    payload: (mark) => ({
      title: mark,
      slug: mark,
      summary: "A summary that is long enough to be one.",
      tags: ["a"],
      markdown: "word ".repeat(900),
      words: 900,
      author: "A",
    }),
    service: null,
    path: "",
    outside: async (mark) => (await spine.db.select().from(posts).where(eq(posts.slug, mark))).length,
  },
  email_stakeholder: {
    payload: (mark) => mailTo(`${mark}@signalbox.example`, mark),
    service: "mail",
    path: "/emails",
    outside: mails,
  },
  email_external: {
    payload: (mark) => mailTo(`${mark}@outside.example`, mark),
    service: "mail",
    path: "/emails",
    outside: mails,
  },
  jira_comment: {
    payload: (mark) => ({ issue: "OPS-1", text: mark }),
    service: "jira",
    path: "/comment",
    outside: async (mark) =>
      (await issues()).flatMap((one) => one.comments).filter((comment) => comment.text === mark).length,
  },
  pull_request_draft: {
    payload: draftPayload,
    service: "github",
    path: "/pulls",
    outside: async (mark) => (await pullsOf(`fix/${mark}`)).length,
  },
  pull_request_ready: {
    payload: async (mark) => {
      const draft = await draftPayload(mark);
      const { pullRequest, planCommit } = await resultOf(sealActionKind(pullRequestDraft), draft);
      const words = { title: mark, body: mark };
      return {
        repository,
        pullRequest: Number(pullRequest),
        branch: draft.branch,
        commit: planCommit,
        ...words,
      };
    },
    service: "github",
    path: "/graphql",
    outside: async (mark) =>
      (await pullsOf(`fix/${mark}`)).filter(({ state, body }) => state === "open" && body === mark).length,
  },
  github_comment: {
    payload: async (mark) => {
      const issue = { repository, login: "maya-ortiz", title: "It crashes", body: "", labels: [] };
      const { number } = await sandbox<{ number: number }>("/github/_people/issue", issue);
      return { repository, number, body: mark };
    },
    service: "github",
    path: "/comments",
    outside: async (mark) => {
      const seen = await sandbox<{ issues: { comments: { body: string }[] }[] }>("/github/_people/issues");
      return seen.issues.flatMap(({ comments }) => comments).filter(({ body }) => body.startsWith(mark))
        .length;
    },
  },
  sentry_resolve: {
    payload: async () => ({ organization: "acme", issueId: "5001" }),
    service: "sentry",
    path: "/issues/",
    outside: async () => (await applied("sentry", "/issues/5001/", "resolvedInNextRelease")).length,
  },
  code_execute: {
    payload: async (mark) => {
      const draft = await draftPayload(mark);
      const { pullRequest, planCommit = "" } = await resultOf(sealActionKind(pullRequestDraft), draft);
      const { repository: name, base, baseCommit, branch } = draft;
      return {
        repository: name,
        base,
        baseCommit,
        branch,
        planCommit,
        pullRequest: Number(pullRequest),
        revision: 1,
        planned: aPlan(mark),
        testCommand: null,
        protectedFiles: [],
        report: mark,
        deadlineMs: 60_000,
      };
    },
    service: null,
    path: "",
    outside: async (mark) => {
      const jobs = await spine.db.select().from(executorAssignments);
      const specs = await Promise.all(jobs.map(async (job) => storedSpec(spine, job)));
      return specs.filter(({ report }) => report === mark).length;
    },
  },
  code_protected: {
    payload: (mark) => ({
      repository,
      branch: `fix/${mark}`,
      files: ["package-lock.json"],
      why: ["a lock file"],
      planDigest: "0".repeat(64),
      summary: mark,
    }),
    service: null,
    path: "",
    // It leaves nothing behind but its own record.
    outside: async () => 1,
  },
  jira_status_change: {
    payload: () => ({ issue: "OPS-2", from: null, to: "Done" }),
    service: "jira",
    path: "/transitions",
    outside: async () =>
      (await issues()).find((one) => one.key === "OPS-2")?.history.filter((move) => move.to === "Done")
        .length ?? 0,
  },
  jira_create_ticket: {
    payload: (mark) => ({ project: "WEB", type: "Bug", summary: mark, description: "" }),
    service: "jira",
    path: "/issue",
    outside: async (mark) => (await issues()).filter((one) => one.summary === mark).length,
  },
};

function aPlan(summary: string) {
  return {
    discovery: {
      repository,
      confidence: 0.9,
      affectedFiles: ["src/cart.js"],
      rootCause: "It reads what is not there.",
      reasoning: "The trace ends there.",
      relatedFiles: [],
    },
    plan: {
      summary,
      scope: "cart",
      steps: [
        { type: "test", file: "test/cart.test.js", action: "Show it." },
        { type: "implement", file: "src/cart.js", action: "Mend it." },
      ],
      testCommand: "npm test",
      estimatedMinutes: 5,
      riskLevel: "low",
      risks: [],
    },
  };
}

/** Words by which a request that writes is told from those that look; the others have the mark in them. */
const writing: Record<string, string> = {
  jira_status_change: '"transition"',
  blog_rebuild: "",
  pull_request_ready: "markPullRequestReadyForReview",
  sentry_resolve: "resolvedInNextRelease",
};

/** Proposes an action and sees to it that it may happen. */
async function allowed(kind: string, payload: object): Promise<string> {
  const one = await proposeOne({ kind, payload });
  if (one.approval !== null) {
    const { id, holdUntil } = one.approval;
    const outcome =
      holdUntil === null
        ? await decide(spine, {
            approvalId: id,
            digest: one.digest,
            decision: "approved",
            by: "maya",
            channel: "api",
            reason: null,
          })
        : await changeApproval(spineAt(holdUntil - Date.now() + 1), id, { kind: "release" });
    expect(outcome.kind).not.toBe("refused");
  }
  return one.actionId;
}

/** Performs as a durable step would: again and again, later each time, until there is an end. */
async function performed(actionId: string): Promise<string> {
  let outcome = await perform(spine, actionId);
  for (let n = 1; n < 8 && (outcome.kind === "retry" || outcome.kind === "wait"); n++)
    outcome = await perform(spineAt(n * 31_000), actionId);
  return outcome.kind;
}

describe("an answer that is lost after it happened", () => {
  it("is tried for every kind that has code", () => {
    const built = Object.entries(actionKinds).flatMap(([kind, code]) => (code === null ? [] : [kind]));
    expect(Object.keys(trials).toSorted()).toEqual(built.toSorted());
  });

  it.each(Object.entries(trials))("leaves %s done exactly once", { timeout: 90_000 }, async (kind, trial) => {
    const mark = unique();
    const actionId = await allowed(kind, await trial.payload(mark));
    const match = writing[kind] ?? mark;
    if (trial.service !== null) await faults(trial.service, { path: trial.path, match, drop: true });
    else {
      // Nobody drops an answer of our own storage: the Worker dies between the effect and its record.
      await perform(spine, actionId);
      await spine.db
        .update(effects)
        .set({ state: "pending", sentAt: Date.now() - 60_000, result: null })
        .where(eq(effects.actionId, actionId));
    }
    expect(await performed(actionId)).toBe("done");
    expect(await trial.outside(mark)).toBe(1);
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "effect.applied"));
    expect(facts.filter((one) => one.data["actionId"] === actionId)).toHaveLength(1);
  });
});

describe("an effect that nobody can see", () => {
  /** A mail whose answer was lost so long ago that Resend has forgotten its key. */
  async function forgotten() {
    const mark = unique();
    const actionId = await allowed("email_external", mailTo(`${mark}@outside.example`, mark));
    await faults("mail", { path: "/emails", match: mark, drop: true });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "retry", code: "effect_unknown" });
    const aDay = 24 * 3_600_000;
    await spine.db
      .update(effects)
      .set({ sentAt: Date.now() - aDay, firstSentAt: Date.now() - aDay })
      .where(eq(effects.actionId, actionId));
    expect(await perform(spine, actionId)).toMatchObject({ kind: "retry", code: "effect_unknown" });
    await askAboutEffect(spine, actionId);
    return { actionId, mark };
  }
  const resolve = async (actionId: string, resolution: string, token = "approver-token") =>
    send(`/api/effects/${actionId}/resolution`, { resolution }, { authorization: `Bearer ${token}` });

  it("waits for a person, and is not sent again meanwhile", async () => {
    const { actionId, mark } = await forgotten();
    for (let n = 0; n < 5; n++) expect((await perform(spineAt(n * 60_000), actionId)).kind).toBe("retry");
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
    const inbox = JSON.parse(await (await api("/api/approvals")).text());
    expect(inbox.unknownEffects).toContainEqual(expect.objectContaining({ actionId, asked: true }));
  });

  it("is done when a person says that it happened", async () => {
    const { actionId, mark } = await forgotten();
    expect((await resolve(actionId, "happened", "viewer-token")).status).toBe(403);
    expect((await resolve(actionId, "happened")).status).toBe(200);
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
    expect((await resolve(actionId, "did_not_happen")).status).toBe(409);
  });

  it("is given up when a person says so, and never sent", async () => {
    const { actionId, mark } = await forgotten();
    await resolve(actionId, "give_up");
    expect(await perform(spine, actionId)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("arno gave it up"),
    });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("is asked about in the task's thread, and a click settles it", async () => {
    const mark = unique();
    const response = await send(
      "/api/actions",
      {
        kind: "jira_create_ticket",
        payload: { project: "WEB", type: "Bug", summary: mark, description: "" },
        channel: "C0CONTENT",
      },
      { "idempotency-key": mark },
    );
    const { taskId }: { taskId: string } = JSON.parse(await response.text());
    const waiting = await taskIn(taskId, "waiting_approval", (view) =>
      view.effects.some((effect) => effect.actionId.endsWith(".ask-action-1") && effect.state === "applied"),
    );
    const row = await env.DB.prepare("SELECT conversation FROM tasks WHERE id = ?")
      .bind(taskId)
      .first<{ conversation: string }>();
    const ts = row?.conversation.split(":").at(-1) ?? "";
    // The answer is lost, and then the search fails for as long as anybody looks.
    await faults(
      "jira",
      { path: "/issue", match: mark, drop: true },
      { path: "/search/jql", status: 400, times: 12 },
    );
    expect(waiting.approvals).toHaveLength(1);
    await click("U0LENA", ts, "approval.approve");
    await taskIn(taskId, "waiting_approval", (view) =>
      view.effects.some(
        (effect) => effect.actionId.includes("ask-what-happened") && effect.state === "applied",
      ),
    );
    expect(JSON.stringify(await thread(ts))).toContain("I can't tell whether");
    await click("U0LENA", ts, "effect.happened");
    await taskIn(taskId, "done");
    expect((await issues()).filter((one) => one.summary === mark)).toHaveLength(1);
    await sandbox("/jira/_sandbox/reset", {});
  }, 60_000);
});

describe("a service that is down", () => {
  it("shuts its door for all, visibly, and opens it again when it answers", async () => {
    await sandbox("/pages/_sandbox/reset", {});
    await faults("pages", { path: "deploy_hooks", drop: true, times: 5 });
    // Whatever other tests have met with there is forgotten.
    await env.SERVICE_GATE.getByName("pages").leave("nobody", { kind: "answered" });
    const taskId = await aTask();
    const ids: string[] = [];
    for (let n = 0; n < 6; n++)
      ids.push(
        (await proposeOne({ kind: "blog_rebuild", payload: { slug: unique() }, taskId, key: `rebuild-${n}` }))
          .actionId,
      );
    for (const id of ids.slice(0, 5)) expect((await perform(spine, id)).kind).toBe("retry");
    const before = (await applied("pages", "deploy_hooks")).length;
    expect(await perform(spine, ids[5] ?? "")).toMatchObject({
      kind: "wait",
      reason: expect.stringContaining("pages does not answer"),
    });
    expect((await applied("pages", "deploy_hooks")).length).toBe(before);
    const health = JSON.parse(await (await api("/health", {})).text());
    expect(health.circuits).toMatchObject({ pages: "open", slack: "closed" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "circuit.opened"));
    expect(facts.map((one) => one.data["service"])).toContain("pages");
    // The circuit looks again after 15 s; here its door is simply told that all is well.
    await env.SERVICE_GATE.getByName("pages").leave("nobody", { kind: "answered" });
    expect(await perform(spine, ids[5] ?? "")).toMatchObject({ kind: "done" });
  });
});

describe("a task whose effect is refused", () => {
  it("fails with the service's reason, and nothing is sent later", async () => {
    const { thread: ts, taskId } = await request();
    const view = await asked(taskId);
    const publish = view.actions.find((one) => one.kind === "blog_publish");
    const slug = JSON.parse(
      (
        await env.DB.prepare("SELECT payload FROM actions WHERE id = ?")
          .bind(publish?.id)
          .first<{ payload: string }>()
      )?.payload ?? "{}",
    ).slug;
    await env.DB.prepare(
      "INSERT INTO posts (slug, action_id, task_id, title, summary, tags, body_key, words, author, published_at, updated_at) VALUES (?, 'x', 'other', 't', 's', '[]', 'k', 1, 'a', 1, 1)",
    )
      .bind(slug)
      .run();
    await click("U0MAYA", ts, "approval.approve");
    const failed = await taskIn(taskId, "failed");
    expect(failed.task.failure?.message).toContain("already has the address");
    await env.DB.prepare("DELETE FROM posts WHERE slug = ?").bind(slug).run();
    expect(await perform(spineAt(3_600_000), publish?.id ?? "")).toMatchObject({ kind: "failed" });
  });
});
