import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { wayOut } from "../../../shared/platform/way-out.ts";
import { contentsOf } from "../git/contents.ts";
import { git } from "../git/git.ts";
import type { Repositories } from "../git/repositories.ts";
import type { GithubState, Job, Run } from "../state.ts";
import { runStep } from "./run-step.ts";
import { isStartedBy, readWorkflow, type Workflow } from "./workflow-file.ts";

const keptLog = 200_000;

export type Occasion = Pick<Run, "event" | "repository" | "headBranch" | "headSha" | "actor"> & {
  /** The branch that a filter of the workflow is about. */
  filterBranch: string;
};

/** Plays GitHub Actions: checks the commit out and really runs the steps, one run at a time, without any secrets. */
export class Runner {
  /** Called when a run is over. */
  onDone: (run: Run) => void = () => undefined;
  readonly #state: GithubState;
  readonly #repositories: Repositories;
  #stopped = new AbortController();
  #working: Promise<void> | null = null;
  /** What was stopped before and still cleans up behind itself. */
  #ending: Promise<unknown> = Promise.resolve();

  constructor(state: GithubState, repositories: Repositories) {
    this.#state = state;
    this.#repositories = repositories;
  }

  /** Queues a run for each workflow of the commit that the occasion starts, or for one of them, by its path. Returns those runs. */
  async start({ filterBranch, ...occasion }: Occasion, only?: string): Promise<Run[]> {
    const started: Run[] = [];
    for (const { path, file } of await this.#workflowsAt(occasion.repository, occasion.headSha)) {
      if (only !== undefined && path !== only) continue;
      const read = readWorkflow(file);
      if ("workflow" in read && !isStartedBy(read.workflow, occasion.event, filterBranch)) continue;
      const at = this.#state.moment();
      const common = { ...occasion, id: this.#state.nextId(), path, createdAt: at, updatedAt: at };
      if ("problem" in read) {
        console.error(`github: ${occasion.repository}/${path} can't be run: ${read.problem}`);
        const run: Run = {
          ...common,
          name: path,
          status: "completed",
          conclusion: "startup_failure",
          jobs: [],
          problem: read.problem,
        };
        this.#state.keepRun(run);
        started.push(run);
        this.onDone(run);
        continue;
      }
      const jobs = Object.entries(read.workflow.jobs).map(([id, { name }]): Job => ({
        id: this.#state.nextId(),
        name: name ?? id,
        status: "queued",
        conclusion: null,
        startedAt: null,
        completedAt: null,
        steps: [],
        log: "",
      }));
      const name = read.workflow.name ?? path;
      const run: Run = { ...common, name, status: "queued", conclusion: null, jobs, problem: null };
      this.#state.keepRun(run);
      started.push(run);
    }
    this.resume();
    return started;
  }

  /** Works on what is queued, if nobody does yet. */
  resume(): void {
    // With nothing to do it would be over before it is kept, and be taken for at work ever after.
    if (this.#next() !== undefined) this.#working ??= this.#work(this.#stopped.signal);
  }

  /** Ends what runs; it counts as never begun. */
  async stop(): Promise<void> {
    this.#ending = Promise.all([this.#ending, this.#working]);
    this.#stopped.abort();
    this.#stopped = new AbortController();
    this.#working = null;
    await this.#ending;
  }

  async #work(signal: AbortSignal): Promise<void> {
    for (let run = this.#next(); run && !signal.aborted; run = this.#next()) await this.#play(run, signal);
    if (!signal.aborted) this.#working = null;
  }

  #next(): Run | undefined {
    return this.#state.runs.find((run) => run.status !== "completed");
  }

  async #play(run: Run, signal: AbortSignal): Promise<void> {
    run.status = "in_progress";
    try {
      const { workflow } = await this.#workflowOf(run);
      const jobs = Object.values(workflow.jobs);
      for (const [n, job] of run.jobs.entries()) {
        const described = jobs[n];
        if (described) await this.#playJob(run, job, workflow, described, signal);
      }
      run.conclusion = run.jobs.every((job) => job.conclusion === "success") ? "success" : "failure";
    } catch (error) {
      run.conclusion = "startup_failure";
      run.problem = String(error);
    }
    // Stopped in the middle, it is played again from its beginning after the next start.
    if (signal.aborted) return;
    run.status = "completed";
    run.updatedAt = this.#state.moment();
    this.onDone(run);
  }

  async #playJob(
    run: Run,
    job: Job,
    workflow: Workflow,
    described: Workflow["jobs"][string],
    signal: AbortSignal,
  ): Promise<void> {
    const home = await mkdtemp(join(tmpdir(), "signalbox-runner-"));
    const [tree, temp] = [join(home, "work"), join(home, "temp")];
    const log = (line: string): void => {
      job.log = `${job.log}${new Date(this.#state.now()).toISOString()} ${line}\n`.slice(-keptLog);
    };
    Object.assign(job, { status: "in_progress", startedAt: this.#state.moment(), steps: [], log: "" });
    try {
      await mkdir(temp);
      await this.#checkOut(run, tree);
      const env = { ...environment(run, tree, home, temp), ...workflow.env, ...described.env };
      let failed = false;
      for (const step of described.steps) {
        const name =
          step.name ?? (step.uses === undefined ? `Run ${step.run?.split("\n")[0]}` : `Run ${step.uses}`);
        if (failed || signal.aborted) {
          job.steps.push({ name, conclusion: "skipped" });
          continue;
        }
        log(`##[group]${name}`);
        if (step.run === undefined) {
          const isCheckout = step.uses?.startsWith("actions/checkout@") === true;
          log(isCheckout ? "The tree is checked out." : "The sandbox's runner doesn't execute actions.");
          log("##[endgroup]");
          job.steps.push({ name, conclusion: isCheckout ? "success" : "skipped" });
          continue;
        }
        for (const line of step.run.trimEnd().split("\n")) log(line);
        log("##[endgroup]");
        const timeoutMs = described["timeout-minutes"] * 60_000;
        const exitCode = await runStep(
          { ...step, run: step.run },
          { tree, temp, env, timeoutMs, signal },
          log,
        );
        failed = exitCode !== 0;
        if (failed)
          log(
            exitCode === null
              ? `##[error]The job has exceeded the maximum execution time of ${described["timeout-minutes"]}m.`
              : `##[error]Process completed with exit code ${exitCode}.`,
          );
        job.steps.push({ name, conclusion: failed ? "failure" : "success" });
      }
      job.conclusion = failed ? "failure" : "success";
    } catch (error) {
      log(`##[error]${String(error)}`);
      job.conclusion = "failure";
    } finally {
      await rm(home, { recursive: true, force: true });
    }
    job.status = "completed";
    job.completedAt = this.#state.moment();
  }

  /** A shallow clone, as actions/checkout makes one. */
  async #checkOut(run: Run, tree: string): Promise<void> {
    await mkdir(tree);
    await git(tree, ["init", "--quiet", "--template="]);
    await git(tree, [
      "fetch",
      "--quiet",
      "--depth=1",
      `file://${this.#repositories.path(run.repository)}`,
      run.headSha,
    ]);
    await git(tree, ["checkout", "--quiet", "--detach", run.headSha]);
  }

  async #workflowOf({ repository, headSha, path }: Run): Promise<{ workflow: Workflow }> {
    const file = (await this.#workflowsAt(repository, headSha)).find((one) => one.path === path);
    const read = readWorkflow(file?.file ?? "");
    if ("problem" in read) throw new Error(read.problem);
    return read;
  }

  async #workflowsAt(repository: string, sha: string): Promise<{ path: string; file: string }[]> {
    const dir = this.#repositories.path(repository);
    const folder = await contentsOf(dir, sha, ".github/workflows");
    if (!folder || !("folder" in folder)) return [];
    const paths = folder.folder.map(({ path }) => path).filter((path) => /\.ya?ml$/.test(path));
    const files = await Promise.all(
      paths.map(async (path) => {
        const contents = await contentsOf(dir, sha, path);
        return contents && "bytes" in contents ? [{ path, file: contents.bytes.toString() }] : [];
      }),
    );
    return files.flat();
  }
}

/** What a step's process gets: nothing of the sandbox's own environment but the way to its programs, and to where they install from. */
function environment(run: Run, tree: string, home: string, temp: string): Record<string, string> {
  return {
    ...wayOut(process.env),
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    HOME: home,
    TMPDIR: temp,
    LANG: "C.UTF-8",
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: tree,
    GITHUB_REPOSITORY: run.repository,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_SHA: run.headSha,
    GITHUB_REF_NAME: run.headBranch,
    GITHUB_REF: `refs/heads/${run.headBranch}`,
    GITHUB_RUN_ID: String(run.id),
    RUNNER_OS: "Linux",
    RUNNER_TEMP: temp,
  };
}
