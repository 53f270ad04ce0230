import type { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { people, rightOf } from "./accounts.ts";
import type { Deliveries } from "./deliveries.ts";
import type { PeopleViews } from "./people-views.ts";
import { git } from "./git/git.ts";
import { defaultBranch } from "./git/repositories.ts";
import { inputOf, isForm } from "./people-input.ts";
import { leaveReview } from "./leave-review.ts";
import type { Desk } from "./rest-api/doors.ts";
import type { Issue, PullRequest } from "./state.ts";
import { conditionsRequest } from "./terms.ts";
import * as wire from "./wire.ts";

interface Done {
  answer: object;
  /** Where the page's form leads back to, below the web root. */
  page: string;
}

/** What the pages, the demo and the tests use to act as one of the people. Forms and JSON alike. */
export function peopleRoutes(
  routes: Hono<TwinEnv>,
  { state, hub, repositories, views, terms }: Desk,
  peopleViews: PeopleViews,
  deliveries: Deliveries,
): void {
  routes.get("/_people/pulls", async (c) => c.json({ pulls: await peopleViews.pulls() }));
  routes.get("/_people/issues", (c) => c.json({ issues: peopleViews.issues() }));
  routes.get("/_people/runs", (c) => c.json({ runs: state.runs.toReversed() }));
  routes.get("/_people/repositories", (c) =>
    c.json({ repositories: repositories.names.map((name) => views.repository(name)) }),
  );
  routes.get("/_people/commits", async (c) => {
    const { repository = "", branch = defaultBranch } = c.req.query();
    if (!repositories.has(repository))
      throw new HTTPException(404, { message: `there is no repository ${repository}` });
    const range = ["log", "--format=%s", "-50", `refs/heads/${branch}`];
    return c.json({ commits: (await git(repositories.path(repository), range)).split("\n") });
  });
  routes.get("/_people/people", (c) => c.json({ people }));
  routes.get("/_people/deliveries", (c) =>
    c.json({
      deliveries: state.deliveries
        .toReversed()
        .map(({ body, ...delivery }) => ({ ...delivery, payload: parseJson(body) })),
    }),
  );
  // What owners of a repository and of its organisation set, rather than people who work in it.
  routes.post("/_people/terms", (c) => {
    terms.set(inputOf(c, conditionsRequest));
    return c.json({ ok: true });
  });
  routes.post("/_people/rename", (c) => {
    const { repository, to } = inputOf(c, wire.renaming);
    if (!repositories.has(repository))
      throw new HTTPException(404, { message: `there is no repository ${repository}` });
    repositories.rename(repository, to);
    const [owner = "", name = ""] = repository.split("/");
    const isTransferred = !to.startsWith(`${owner}/`);
    const action = isTransferred ? "transferred" : "renamed";
    deliveries.send("repository", action, to, {
      action,
      changes: isTransferred
        ? { owner: { from: { organization: { login: owner } } } }
        : { repository: { name: { from: name } } },
      repository: views.repository(to),
      sender: views.user(people[0]?.login ?? "ghost"),
      installation: views.installation(),
    });
    return c.json({ ok: true });
  });
  routes.post("/_people/redeliver", async (c) => {
    const delivery = await deliveries.redeliver(inputOf(c, wire.redelivery).id);
    if (!delivery) throw new HTTPException(404, { message: "there was no such delivery" });
    return c.json({ id: delivery.id, status: delivery.status });
  });

  /** An act of a person: from a form it leads back to the page, from JSON it answers. */
  const act = <T extends { repository: string; login: string }>(
    name: string,
    schema: z.ZodType<T>,
    right: "read" | "write",
    work: (input: T) => Promise<Done>,
  ): void => {
    routes.post(`/_people/${name}`, async (c) => {
      const input = inputOf(c, schema);
      if (!repositories.has(input.repository))
        throw new HTTPException(404, { message: `there is no repository ${input.repository}` });
      demandRight(input.login, right);
      const { answer, page } = await work(input);
      return isForm(c) ? c.redirect(views.web(page), 303) : c.json({ ok: true, ...answer });
    });
  };
  const issueOf = ({ repository, number }: { repository: string; number: number }): Issue => {
    const issue = state.issue(repository, number);
    if (issue) return issue;
    throw new HTTPException(404, { message: `there is no #${number} in ${repository}` });
  };
  const pullOf = ({ repository, number }: { repository: string; number: number }): PullRequest => {
    const issue = state.pull(repository, number);
    if (issue) return issue;
    throw new HTTPException(404, { message: `there is no pull request #${number} in ${repository}` });
  };
  const pageOf = (issue: Issue): string =>
    `${issue.repository}/${issue.pull ? "pull" : "issues"}/${issue.number}`;

  act("comment", wire.personComment, "read", async (input) => {
    const issue = issueOf(input);
    const comment = hub.comment(issue, input.body, input.login);
    return { answer: { id: comment.id }, page: `${pageOf(issue)}#issuecomment-${comment.id}` };
  });
  act("review", wire.personReview, "read", async (input) => {
    const issue = pullOf(input);
    const review = leaveReview({ state, views, deliveries }, issue, input);
    return { answer: { id: review.id }, page: pageOf(issue) };
  });
  act("issue", wire.personIssue, "read", async ({ repository, login, title, body, labels }) => {
    if (labels.length > 0) demandRight(login, "write");
    const issue = hub.openIssue(repository, { title, body, user: login, labels });
    return { answer: { number: issue.number }, page: pageOf(issue) };
  });
  act("label", wire.personLabel, "write", async (input) => {
    const issue = issueOf(input);
    await hub.label(issue, [input.label], input.login);
    return { answer: { labels: issue.labels }, page: pageOf(issue) };
  });
  act("close", wire.personAct, "write", async (input) => {
    const issue = issueOf(input);
    await hub.close(issue, input.login);
    return { answer: {}, page: pageOf(issue) };
  });
  act("ready", wire.personAct, "write", async (input) => {
    const issue = pullOf(input);
    await hub.setDraft(issue, false, input.login);
    return { answer: {}, page: pageOf(issue) };
  });
  act("merge", wire.personMerge, "write", async (input) => {
    const issue = pullOf(input);
    const sha = await hub.merge(issue, { method: input.method }, input.login);
    return { answer: { sha }, page: pageOf(issue) };
  });
  act("status", wire.personStatus, "write", async ({ login, ...said }) => {
    const status = await hub.report(said, login);
    return { answer: { id: status.id }, page: said.repository };
  });
  act(
    "push-commit",
    wire.personCommit,
    "write",
    async ({ repository, branch, path, content, message, login }) => {
      const changes = { additions: [{ path, contents: Buffer.from(content) }], deletions: [] };
      const sha = await hub.branches.commit(repository, branch, changes, message, login, null);
      return { answer: { sha }, page: repository };
    },
  );
}

function demandRight(login: string, right: "read" | "write"): void {
  const has = rightOf(login);
  if (has === null) throw new HTTPException(404, { message: `nobody here is called ${login}` });
  if (right === "write" && has !== "write")
    throw new HTTPException(403, { message: `${login} may only read` });
}
