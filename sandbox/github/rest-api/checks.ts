import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { commitOf } from "../git/git.ts";
import { defaultBranch } from "../git/repositories.ts";
import { notFound } from "../refusal.ts";
import { type Desk, doorsOf, pageOf } from "./doors.ts";
import { checkSuiteView, statusView } from "../check-views.ts";

const repo = "/api/repos/:owner/:repo";

/** What CI says of commits, and what must pass before a merge. docs.github.com/rest/{checks,commits/statuses,repos/rules,branches} */
export function checksApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, views, terms, repositories } = desk;
  const { inRepository } = doorsOf(desk);

  const commitNamed = async (dir: string, rest: string | undefined, end: RegExp): Promise<string> => {
    const sha = await commitOf(dir, (rest ?? "").replace(end, ""));
    if (sha === null) throw notFound();
    return sha;
  };

  routes.get(
    `${repo}/commits/:rest{.+/check-runs}`,
    inRepository("checks", "read", async (c, repository, dir) => {
      const sha = await commitNamed(dir, c.req.param("rest"), /\/check-runs$/);
      const checks = state.runs
        .filter((run) => run.repository === repository && run.headSha === sha)
        .flatMap((run) => run.jobs.map((job) => views.checkRun(run, job)));
      return c.json({ total_count: checks.length, check_runs: pageOf(c, views, checks) });
    }),
  );

  routes.get(
    `${repo}/commits/:rest{.+/check-suites}`,
    inRepository("checks", "read", async (c, repository, dir) => {
      const sha = await commitNamed(dir, c.req.param("rest"), /\/check-suites$/);
      const suites = state.runs.filter((run) => run.repository === repository && run.headSha === sha);
      const shown = pageOf(c, views, suites).map((run) => checkSuiteView(views, run));
      return c.json({ total_count: suites.length, check_suites: shown });
    }),
  );

  routes.get(
    `${repo}/commits/:rest{.+/status}`,
    inRepository("statuses", "read", async (c, repository, dir) => {
      const sha = await commitNamed(dir, c.req.param("rest"), /\/status$/);
      const statuses = state.statuses
        .filter((one) => one.repository === repository && one.sha === sha)
        .map((one) => statusView(one));
      const fails = statuses.some((one) => one.state === "failure" || one.state === "error");
      const passes = statuses.length > 0 && statuses.every((one) => one.state === "success");
      return c.json({
        state: fails ? "failure" : passes ? "success" : "pending",
        sha,
        total_count: statuses.length,
        statuses: pageOf(c, views, statuses),
      });
    }),
  );

  const requiredOn = (branch: string | undefined): readonly string[] =>
    branch === defaultBranch ? terms.now.requiredChecks : [];
  routes.get(
    `${repo}/rules/branches/:branch{.+}`,
    inRepository("metadata", "read", (c, repository) => {
      if (!terms.now.readsRules) throw notFound();
      const checks = requiredOn(c.req.param("branch")).map((context) => ({ context }));
      const rule = {
        type: "required_status_checks",
        ruleset_source_type: "Repository",
        ruleset_source: repositories.called(repository),
        ruleset_id: 1,
        parameters: { strict_required_status_checks_policy: false, required_status_checks: checks },
      };
      return c.json(checks.length > 0 ? [rule] : []);
    }),
  );
  routes.get(
    `${repo}/branches/:branch{.+}`,
    inRepository("contents", "read", async (c, _repository, dir) => {
      if (!terms.now.readsRules) throw notFound();
      const name = c.req.param("branch") ?? "";
      const sha = await commitOf(dir, name);
      if (sha === null) throw notFound();
      return c.json({ name, commit: { sha }, protected: false, protection: { enabled: false } });
    }),
  );
}
