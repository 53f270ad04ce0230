import { env } from "cloudflare:workers";
import definitions from "@octokit/webhooks-examples";
import { eq, like } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../sandbox/json.ts";
import { seededIssues } from "../../../sandbox/sentry/seed.ts";
import { issueView } from "../../../sandbox/sentry/views.ts";
import { sentryWebhook } from "../../../sandbox/sentry/webhooks.ts";
import { fixes, ledger, polls, signals } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { github } from "../../../workers/polls/github.ts";
import type { PollSource } from "../../../workers/polls/poll-source.ts";
import { pollSources } from "../../../workers/polls/poll-sources.ts";
import { sentry } from "../../../workers/polls/sentry.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { deliver, postHook } from "../support/webhooks.ts";

/** The spine in front of services that answer as they are told. */
function answering(answer: (path: string) => object | number): Spine {
  return configuredSpine(env, {
    fetch: async (input, init) => {
      const { pathname, search } = new URL(new Request(input, init).url);
      const path = pathname.replace(/^.*\/api\/(?:0\/)?/, "");
      if (path.endsWith("/installation")) return Response.json({ id: 1, app_slug: "signalbox" });
      if (path.endsWith("/access_tokens"))
        return Response.json({
          token: unique("ghs"),
          expires_at: new Date(Date.now() + 3_600_000).toISOString(),
        });
      const said = answer(`${path}${search}`);
      return typeof said === "number" ? new Response("no", { status: said }) : Response.json(said);
    },
  });
}

async function lookAt(source: PollSource, at: Spine): Promise<void> {
  await spine.db.update(polls).set({ dueAt: 0 });
  await pollSources(at, [source]);
}

const idsLike = async (form: string) =>
  (await spine.db.select({ id: signals.id }).from(signals).where(like(signals.id, form))).map(({ id }) => id);

it("what happens to a pull request is the same signal when it is asked for as when it is told", async () => {
  const name = "acme/checkout";
  const repository = { id: 5, full_name: name };
  const example = (event: string, action: string): Record<string, unknown> => {
    const all: readonly unknown[] = definitions.find((one) => one.name === event)?.examples ?? [];
    const found = all.find((one) => isObject(one) && one["action"] === action);
    if (!isObject(found)) throw new Error(`no example of ${event}.${action}`);
    return { ...found, repository };
  };
  const part = (payload: Record<string, unknown>, of: string) => {
    const found = payload[of];
    return isObject(found) ? found : expect.fail(`it has no ${of}`);
  };
  const onPull = { pull_requests: [{ number: 2, base: { repo: { id: 5 } } }] };
  const closed = example("pull_request", "closed");
  const review = example("pull_request_review", "submitted");
  const inline = example("pull_request_review_comment", "created");
  const begun = example("check_suite", "completed");
  const suite = { ...begun, check_suite: { ...part(begun, "check_suite"), ...onPull } };
  const ran = example("workflow_run", "completed");
  const run = {
    ...ran,
    workflow_run: { ...part(ran, "workflow_run"), ...onPull, status: "completed", conclusion: "success" },
  };
  const begunAt = Date.parse("2019-05-15T15:19:00Z");
  // Written before the fix was there, and edited since.
  const before = {
    ...part(inline, "comment"),
    body: "@agent approve",
    created_at: "2019-05-15T15:00:00Z",
    updated_at: "2019-05-15T15:20:00Z",
  };
  const asked: Record<string, object> = {
    "pulls/2": part(closed, "pull_request"),
    "issues/2": { closed_by: part(closed, "sender") },
    "issues/2/comments": [before],
    "pulls/2/comments": [part(inline, "comment")],
    "pulls/2/reviews": [part(review, "review")],
    pulls: [],
  };
  await lookAt(github, spine);
  await spine.db.update(polls).set({ createdAt: 0 });
  const fix = {
    state: "open",
    depth: "offer",
    repository: name,
    pullRequest: 2,
    createdAt: begunAt,
    updatedAt: begunAt,
  } as const;
  await spine.db.insert(fixes).values({ taskId: await aTask(), fingerprint: unique(), ...fix });
  const at = answering((path) => {
    const of = path.replace(`repos/${name}/`, "").replace(/\?.*$/, "");
    if (of === "actions/runs") return { workflow_runs: [run.workflow_run] };
    if (of.endsWith("/check-suites")) return { check_suites: [suite.check_suite] };
    return of.endsWith("/status") ? 403 : (asked[of] ?? expect.fail(`${path} is asked for`));
  });
  await lookAt(github, at);
  expect((await idsLike("github:%")).toSorted().map((id) => id.split(":")[1])).toEqual([
    "closed",
    "review",
    "review_comment",
    "run",
    "suite",
  ]);
  for (const [event, payload] of [
    ["pull_request", closed],
    ["pull_request_review", review],
    ["pull_request_review_comment", inline],
    ["check_suite", suite],
    ["workflow_run", run],
  ] as const)
    expect([event, (await deliver("github", payload, unique(), { "x-github-event": event })).signal]).toEqual(
      [event, "duplicate"],
    );
});

describe("an issue of Sentry", () => {
  const [seed = expect.fail("the sandbox has no issue")] = seededIssues(Date.now());
  let numbers = 900_000;
  const issue = (over: Partial<typeof seed> = {}) => ({ ...seed, id: String(++numbers), ...over });
  const listing = (of: () => (typeof seed)[]) =>
    answering((path) =>
      path.startsWith("projects/acme/checkout/issues/")
        ? of().map((one) => issueView(one, "https://sentry.example"))
        : [],
    );

  it("is told when it is new, has come back or has grown, and nothing of what was there before", async () => {
    const [old, growing, back] = [issue(), issue({ events: 9 }), issue()];
    let all = [old, growing, back];
    const at = listing(() => all);
    await lookAt(sentry, at);
    expect(await idsLike("sentry:issue:%")).toEqual([]);
    const fresh = issue({ firstSeen: new Date(Date.now() + 1000).toISOString(), events: 1 });
    const told = issue({ firstSeen: new Date(Date.now() + 1000).toISOString() });
    const hook = sentryWebhook("issue", told, { secret: env.SENTRY_CLIENT_SECRET });
    await postHook("sentry", hook.body, hook.headers);
    all = [fresh, told, { ...growing, events: 14 }, { ...back, isBack: true }, old];
    await lookAt(sentry, at);
    await lookAt(sentry, at);
    expect((await idsLike("sentry:issue:%")).toSorted()).toEqual(
      [
        `sentry:issue:${fresh.id}:created`,
        `sentry:issue:${told.id}:created`,
        `sentry:issue:${growing.id}:events:10`,
        `sentry:issue:${back.id}:unresolved:${back.lastSeen}`,
      ].toSorted(),
    );
    const late = sentryWebhook("issue", fresh, { secret: env.SENTRY_CLIENT_SECRET });
    const answer = await postHook("sentry", late.body, late.headers);
    expect(await answer.json()).toMatchObject({ signal: "duplicate" });
  });

  it("that has come back is told once, whichever way is the first and however often it happens meanwhile", async () => {
    const polled = (one: typeof seed, minutes: number): typeof seed => ({
      ...one,
      isBack: true,
      lastSeen: new Date(Date.parse(seed.lastSeen) + minutes * 60_000).toISOString(),
    });
    const tell = async (one: typeof seed): Promise<unknown> => {
      const secret = env.SENTRY_CLIENT_SECRET;
      const hook = sentryWebhook("issue", polled(one, 1), { secret, action: "unresolved" });
      return (await postHook("sentry", hook.body, hook.headers)).json();
    };
    const [byHook, byPoll] = [issue(), issue()];
    let all = [byHook, byPoll];
    const at = listing(() => all);
    await lookAt(sentry, at);
    expect(await tell(byHook)).toMatchObject({ signal: "queued" });
    all = [polled(byHook, 3), polled(byPoll, 3)];
    await lookAt(sentry, at);
    expect(await tell(byPoll)).toMatchObject({ signal: "duplicate" });
    const told = async (id: string) => idsLike(`sentry:issue:${id}:unresolved:%`);
    expect([await told(byHook.id), await told(byPoll.id)].map((ids) => ids.length)).toEqual([1, 1]);
    // Resolved, and back once more a day later.
    all = [];
    const dayLater = 24 * 60 * 60_000;
    await lookAt(sentry, { ...at, now: () => Date.now() + dayLater });
    all = [polled(byPoll, 24 * 60)];
    await lookAt(sentry, { ...at, now: () => Date.now() + dayLater + 10 * 60_000 });
    expect(await told(byPoll.id)).toHaveLength(2);
  });

  it("can't be asked for in one project, which is told once and keeps no other from being asked", async () => {
    const asked: string[] = [];
    let down = true;
    const at = answering((path) => {
      asked.push(path.split("/")[2] ?? "");
      return down && path.includes("/calendar/") ? 404 : [];
    });
    for (let look = 0; look < 4; look += 1) await lookAt(sentry, at);
    expect(asked.filter((one) => one === "checkout")).toHaveLength(4);
    const stateOf = async () =>
      (await spine.db.select().from(polls).where(eq(polls.source, "sentry:calendar")).get())?.state;
    expect(await stateOf()).toMatchObject({ failures: 4, error: expect.stringContaining("404") });
    down = false;
    await lookAt(sentry, at);
    expect(await stateOf()).toMatchObject({ failures: 0, error: null });
    const turns = await spine.db
      .select({ type: ledger.type, summary: ledger.summary })
      .from(ledger)
      .where(like(ledger.id, "poll/sentry:calendar/%"));
    expect(turns).toMatchObject([
      { type: "poll.failing", summary: expect.stringContaining("sentry:calendar can't be asked") },
      { type: "poll.recovered" },
    ]);
    // Until its turn comes it is left alone.
    asked.length = 0;
    expect(await pollSources(at, [sentry])).toBe(0);
    expect(asked).toEqual([]);
  });
});
