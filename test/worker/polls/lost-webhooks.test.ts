import { env } from "cloudflare:workers";
import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import { fixes, ledger, polls, signals } from "../../../shared/db/schema.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { github } from "../../../workers/polls/github.ts";
import { jira } from "../../../workers/polls/jira.ts";
import type { PollSource } from "../../../workers/polls/poll-source.ts";
import { pollSources } from "../../../workers/polls/poll-sources.ts";
import { draftPayload, quietGithub, repository, resultOf } from "../support/github.ts";
import { sandbox } from "../support/slack.ts";
import { approvalRow, spine, unique } from "../support/spine.ts";
import { waitingPlan } from "../support/waiting-plan.ts";
import { deliver } from "../support/webhooks.ts";

/** A look when the source has its turn. */
async function lookAt(source: PollSource, at = spine): Promise<void> {
  await spine.db.update(polls).set({ dueAt: 0 });
  expect(await pollSources(at, [source])).toBe(1);
}

const factsOf = async (taskId: string, type: "checks.finished" | "pull_request.merged") =>
  spine.db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, type)));

describe("a pull request whose webhooks never come", () => {
  beforeAll(async () => {
    await quietGithub();
    await pollSources(spine, [github]);
  });

  let other: ReturnType<typeof openPull> | undefined;
  async function openPull() {
    const { pullRequest } = await resultOf(sealActionKind(pullRequestDraft), await draftPayload());
    const plan = await waitingPlan(1, Number(pullRequest));
    const at = { repository, number: plan.number };
    return {
      ...plan,
      act: async (what: string, more: object) =>
        sandbox<{ id: number }>(`/github/_people/${what}`, { ...at, ...more }),
    };
  }

  it("is approved, its CI is seen and its merge is known nevertheless", async () => {
    const { taskId, number, approvalId, act } = await openPull();
    await act("comment", { login: "maya-ortiz", body: "@agent approve" });
    await lookAt(github);
    await vi.waitFor(
      async () =>
        expect(await approvalRow(approvalId)).toMatchObject({ status: "approved", decidedBy: "maya" }),
      20_000,
    );

    await act("ready", { login: "maya-ortiz" });
    const pull = await githubClient(spine).pullRequest(repository, number);
    if (pull.kind !== "answered") throw new Error(pull.error);
    const sha = pull.value.head;
    const status = { repository, login: "maya-ortiz", sha, context: "ci/deep", state: "failure" };
    await sandbox("/github/_people/status", status);
    await lookAt(github);
    await vi.waitFor(
      async () =>
        expect(await factsOf(taskId, "checks.finished")).toMatchObject([
          { data: { name: "ci/deep", conclusion: "failure", commit: sha, isActions: false } },
        ]),
      20_000,
    );

    await act("merge", { login: "lena-f" });
    await lookAt(github);
    await vi.waitFor(
      async () =>
        expect(await factsOf(taskId, "pull_request.merged")).toMatchObject([{ data: { by: "lena" } }]),
      20_000,
    );
    const fix = await spine.db.select().from(fixes).where(eq(fixes.taskId, taskId)).get();
    expect(fix?.state).toBe("merged");
  });

  it("counts what is said about it once, whichever way is the first", async () => {
    const { number, act } = await (other = openPull());
    const written = async (body: string) => {
      const { id } = await act("comment", { login: "maya-ortiz", body });
      const said = await githubClient(spine).commentsSince(repository, number, "2020-01-01T00:00:00Z");
      const comment = said.kind === "answered" ? said.value.find((one) => one.id === id) : undefined;
      const issue = { number, title: "It", html_url: "https://github.com", pull_request: {} };
      return {
        rows: async () => spine.db.$count(signals, like(signals.id, `github:comment:${id}:%`)),
        deliver: async () =>
          deliver(
            "github",
            {
              action: "created",
              issue,
              comment,
              repository: { full_name: repository },
              sender: comment?.user,
            },
            unique(),
            { "x-github-event": "issue_comment" },
          ),
      };
    };
    const first = await written("Hm.");
    await lookAt(github);
    expect(await first.rows()).toBe(1);
    expect(await first.deliver()).toMatchObject({ signal: "duplicate" });
    const second = await written("Hm, hm.");
    expect(await second.deliver()).toMatchObject({ signal: "queued" });
    await lookAt(github);
    expect([await first.rows(), await second.rows()]).toEqual([1, 1]);
  });

  it("is asked about no more than is new, and not at all when its fix is over", async () => {
    const { taskId, act } = await (other ?? openPull());
    await act("review", {
      login: "maya-ortiz",
      state: "CHANGES_REQUESTED",
      body: "Please look at the plan",
      comments: [{ path: "PLAN.md", line: 2, body: "@agent revise say which cart" }],
    });
    const asked: string[] = [];
    const listening = configuredSpine(env, {
      fetch: async (input, init) => {
        asked.push(new URL(new Request(input, init).url).pathname.replace(/^.*\/api\//, ""));
        return fetch(input, init);
      },
    });
    await spine.db
      .update(fixes)
      .set({ state: "closed" })
      .where(and(eq(fixes.state, "open"), eq(fixes.repository, repository)));
    await spine.db.update(fixes).set({ state: "open" }).where(eq(fixes.taskId, taskId));
    await lookAt(github, listening);
    const heard = await spine.db
      .select({ body: signals.body })
      .from(signals)
      .where(like(signals.id, "github:review%"));
    expect(heard.map(({ body }) => body)).toMatchObject([
      { event: { text: "@agent revise say which cart", at: "PLAN.md:2" } },
      { event: { text: "Please look at the plan", at: null } },
    ]);
    // It is looked at once more when its last change is surely over.
    const later = { ...listening, now: () => Date.now() + 2 * 60_000 };
    asked.length = 0;
    await lookAt(github, later);
    expect(asked.length).toBeGreaterThan(1);
    asked.length = 0;
    await lookAt(github, later);
    expect(asked).toEqual([`repos/${repository}/pulls`]);
    await spine.db.update(fixes).set({ state: "closed" }).where(eq(fixes.taskId, taskId));
    asked.length = 0;
    await spine.db.update(polls).set({ dueAt: 0 });
    expect(await pollSources(listening, [github])).toBe(0);
    expect(asked).toEqual([]);
  });
});

describe("a label whose webhook never comes", () => {
  const reports = async () =>
    (await spine.db.select({ id: signals.id }).from(signals).where(eq(signals.kind, "jira.labelled"))).map(
      ({ id }) => id,
    );

  it("is found, at an issue's beginning or later, once and with the id that its webhook has", async () => {
    await sandbox("/jira/_sandbox/reset", {});
    const make = async (labels: string) => {
      const made = { project: "WEB", summary: unique("It breaks"), labels };
      await sandbox("/jira/_people/issue", made);
      const { issues } = await sandbox<{ issues: Issue[] }>("/jira/_people/issues");
      return issues.find(({ summary }) => summary === made.summary) ?? expect.fail("it is not there");
    };
    const before = await make("ai-fix");
    await lookAt(jira);
    expect(await reports()).toEqual([]);
    const born = await make("AI-Fix");
    const plain = await make("shop");
    const labelled = { kind: "edit", issue: plain.key, labels: ["shop", "AI-Fix"] };
    await sandbox("/jira/_/play", {
      events: [labelled, { ...labelled, issue: before.key, labels: ["ai-fix", "shop"] }],
    });
    const { issues } = await sandbox<{ issues: Issue[] }>("/jira/_people/issues");
    const entry = issues.find(({ id }) => id === plain.id)?.changelog.at(-1)?.id;
    await lookAt(jira);
    expect((await reports()).toSorted()).toEqual(
      [`jira:${born.id}:created:labelled`, `jira:${plain.id}:${entry}:labelled`].toSorted(),
    );

    const fields = {
      summary: "It breaks",
      description: null,
      labels: ["shop", "AI-Fix"],
      project: { key: "WEB" },
    };
    const changelog = {
      id: entry,
      items: [{ field: "labels", fromString: "shop", toString: "shop AI-Fix" }],
    };
    const told = {
      webhookEvent: "jira:issue_updated",
      issue: { id: plain.id, key: plain.key, fields },
      changelog,
    };
    expect(await deliver("jira", told, unique())).toMatchObject({ signal: "duplicate" });
  });
});

describe("an answer in Jira whose webhook never comes", () => {
  it("is found on a ticket of the desk, once and with the id that its webhook has", async () => {
    await sandbox("/jira/_sandbox/reset", {});
    await lookAt(jira);
    const made = { project: "OPS", summary: unique("A text") };
    await sandbox("/jira/_people/issue", made);
    const { issues } = await sandbox<{ issues: Issue[] }>("/jira/_people/issues");
    const ticket = issues.find(({ summary }) => summary === made.summary) ?? expect.fail("it is not there");
    await sandbox("/jira/_/play", {
      events: [{ kind: "comment", issue: ticket.key, text: "Shorter, please" }],
    });
    await lookAt(jira);
    await lookAt(jira);
    const found = await spine.db
      .select({ id: signals.id, body: signals.body })
      .from(signals)
      .where(like(signals.id, `jira:${ticket.id}:comment:%`));
    expect(found).toMatchObject([{ body: { issue: ticket.key, text: "Shorter, please" } }]);
    expect(found[0]?.id).toMatch(/^jira:\d+:comment:\d+:commented$/);
  });
});

interface Issue {
  id: string;
  key: string;
  summary: string;
  changelog: { id: string }[];
}
