import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { commitOf } from "../git/git.ts";
import { bot } from "../accounts.ts";
import { notFound, Refusal } from "../refusal.ts";
import { dispatchRequest } from "../wire.ts";
import { bodyOf, type Desk, doorsOf, pageOf } from "./doors.ts";

const repo = "/api/repos/:owner/:repo";
const logLinkLivesMs = 60_000;

/** Runs, their jobs and logs. docs.github.com/rest/actions */
export function actionsApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, views, hub } = desk;
  const { inRepository } = doorsOf(desk);
  /** Secret of a link → the log that it leads to. */
  const links = new Map<string, { log: string; until: number }>();

  const runsOf = (repository: string) => state.runs.filter((run) => run.repository === repository);

  routes.get(
    `${repo}/commits/:rest{.+/check-suites}`,
    inRepository("checks", "read", async (c, repository, dir) => {
      const sha = await commitOf(dir, (c.req.param("rest") ?? "").replace(/\/check-suites$/, ""));
      if (sha === null) throw notFound();
      const suites = runsOf(repository).filter((run) => run.headSha === sha);
      const shown = pageOf(c, views, suites).map((run) => views.checkSuite(run));
      return c.json({ total_count: suites.length, check_suites: shown });
    }),
  );

  routes.get(
    `${repo}/actions/runs`,
    inRepository("actions", "read", (c, repository) => {
      const { head_sha, branch, event, status } = c.req.query();
      const found = runsOf(repository)
        .filter((run) => head_sha === undefined || run.headSha === head_sha)
        .filter((run) => branch === undefined || run.headBranch === branch)
        .filter((run) => event === undefined || run.event === event)
        .filter((run) => status === undefined || run.status === status || run.conclusion === status)
        .toReversed();
      const runs = pageOf(c, views, found).map((run) => views.run(run));
      return c.json({ total_count: found.length, workflow_runs: runs });
    }),
  );
  routes.get(
    `${repo}/actions/runs/:id{[0-9]+}`,
    inRepository("actions", "read", (c, repository) => {
      const run = runsOf(repository).find((one) => one.id === Number(c.req.param("id")));
      if (!run) throw notFound();
      return c.json(views.run(run));
    }),
  );
  routes.post(
    `${repo}/actions/workflows/:file/dispatches`,
    inRepository("actions", "write", async (c, repository, dir) => {
      const { ref, return_run_details: wantsRun } = bodyOf(c, dispatchRequest);
      const headSha = await commitOf(dir, ref);
      if (headSha === null) throw new Refusal(422, `No ref found for: ${ref}`);
      const path = `.github/workflows/${c.req.param("file")}`;
      const event = "workflow_dispatch";
      const where = { repository, headSha, headBranch: ref, filterBranch: ref };
      const [run] = await hub.dispatch({ ...where, event, actor: bot.login }, path);
      if (!run) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
      if (!wantsRun) return c.body(null, 204);
      const { id, url: run_url, html_url } = views.run(run);
      return c.json({ workflow_run_id: id, run_url, html_url });
    }),
  );
  routes.get(
    `${repo}/actions/runs/:id{[0-9]+}/jobs`,
    inRepository("actions", "read", (c, repository) => {
      const run = runsOf(repository).find((one) => one.id === Number(c.req.param("id")));
      if (!run) throw notFound();
      const jobs = run.jobs.map((job) => views.job(run, job));
      return c.json({ total_count: jobs.length, jobs: pageOf(c, views, jobs) });
    }),
  );
  routes.get(
    `${repo}/actions/jobs/:id{[0-9]+}/logs`,
    inRepository("actions", "read", (c, repository) => {
      const job = runsOf(repository)
        .flatMap((run) => run.jobs)
        .find((one) => one.id === Number(c.req.param("id")));
      if (!job || job.status !== "completed") throw notFound();
      const secret = crypto.randomUUID();
      for (const [old, { until }] of links) if (until < state.now()) links.delete(old);
      links.set(secret, { log: job.log, until: state.now() + logLinkLivesMs });
      return c.redirect(views.web(`_logs/${secret}`), 302);
    }),
  );
  // Elsewhere than the API in reality: the link itself is the permission, for a minute.
  routes.get("/_logs/:secret", (c) => {
    const link = links.get(c.req.param("secret"));
    return link && link.until >= state.now() ? c.text(link.log) : c.text("The link has expired.", 403);
  });
}
