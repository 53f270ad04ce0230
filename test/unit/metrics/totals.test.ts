import { describe, expect, it } from "vitest";
import { add, exposition, observe, sample, type Samples } from "../../../workers/metrics/prometheus.ts";
import { countFact, type CountedFact, noTotals } from "../../../workers/metrics/totals.ts";

const nothing: Omit<CountedFact, "type"> = {
  at: 0,
  taskId: null,
  assignmentId: null,
  mode: null,
  kind: null,
  phase: null,
  code: null,
  lateMs: null,
  model: null,
  input: null,
  cacheWrite: null,
  cacheRead: null,
  output: null,
  usd: null,
};
/** The job by whose name a task begins; a bug's task counts as planning. */
const agentOf = (taskId: string): string => taskId.replace(/-\d+$/, "").replace("bug-fix", "planning");
type Told = Partial<CountedFact> & Pick<CountedFact, "type">;

/** What was counted of facts that come a second apart, without the buckets. */
function counted(...facts: Told[]): Samples {
  const totals = noTotals(["planning"]);
  facts.forEach((fact, n) => countFact(totals, { ...nothing, at: n * 1000, ...fact }, agentOf));
  const shown = Object.entries(totals.samples).filter(
    ([name, value]) => value !== 0 && !name.includes("le="),
  );
  return Object.fromEntries(shown);
}
const bug = (type: CountedFact["type"], more: Partial<CountedFact> = {}): Told => ({
  taskId: "bug-fix-1",
  type,
  ...more,
});

describe("the totals", () => {
  it("take a bug's task for planning until its first plan, and its job for the executor", () => {
    const job = { assignmentId: "bug-fix-1.run-1.1" };
    const plan = { assignmentId: "bug-fix-1.plan-1.1" };
    expect(
      counted(
        bug("task.started"),
        bug("assignment.started", { ...plan, mode: "plan" }),
        bug("assignment.ended", { ...plan, kind: "planned" }),
        bug("plan.written"),
        bug("plan.written"),
        bug("assignment.started", { ...job, mode: "execute" }),
        // Its container was lost, and another went on.
        bug("assignment.started", { ...job, mode: "execute" }),
        bug("assignment.ended", { ...job, kind: "ready" }),
        bug("pull_request.merged"),
        bug("task.done"),
      ),
    ).toEqual({
      'ai_agent_tasks_started_total{agent="planning"}': 1,
      'ai_agent_tasks_started_total{agent="executor"}': 1,
      'ai_agent_tasks_completed_total{agent="planning",status="planned"}': 1,
      'ai_agent_task_duration_seconds_sum{agent="planning",status="planned"}': 3,
      'ai_agent_task_duration_seconds_count{agent="planning",status="planned"}': 1,
      'ai_agent_tasks_completed_total{agent="executor",status="ready"}': 1,
      'ai_agent_task_duration_seconds_sum{agent="executor",status="ready"}': 2,
      'ai_agent_task_duration_seconds_count{agent="executor",status="ready"}': 1,
      signalbox_fixes_merged_total: 1,
    });
  });

  it("blame a failure on who was at work", () => {
    const failures = (...facts: Told[]) =>
      Object.entries(counted(...facts)).filter(([name]) => name.startsWith("ai_agent_errors"));
    expect(failures(bug("task.started"), bug("task.failed", { code: "unavailable" }))).toEqual([
      ['ai_agent_errors_total{agent="planning",error_type="unavailable"}', 1],
    ]);
    const refused = { assignmentId: "j", kind: "failed", phase: "green", code: "refused" };
    expect(
      failures(
        bug("task.started"),
        bug("plan.written"),
        bug("assignment.ended", refused),
        bug("task.failed", { code: "effect_failed" }),
      ),
    ).toEqual([
      ['ai_agent_errors_total{agent="executor",error_type="refused"}', 1],
      ['ai_agent_errors_total{agent="executor",error_type="effect_failed"}', 1],
    ]);
    const text = { taskId: "editorial-1" };
    expect(
      failures({ ...text, type: "task.started" }, { ...text, type: "task.failed", code: "no_answer" }),
    ).toEqual([['ai_agent_errors_total{agent="editorial",error_type="no_answer"}', 1]]);
  });

  it("count what began, not what was over before", () => {
    const cancelled = { taskId: "errand-1", type: "task.cancelled" } as const;
    expect(counted(cancelled)).toEqual({});
    expect(counted({ taskId: "errand-1", type: "task.started" }, cancelled)).toMatchObject({
      'ai_agent_tasks_completed_total{agent="errand",status="cancelled"}': 1,
    });
  });

  it("keep tokens and dollars by model, and no error of addition", () => {
    const call = {
      type: "llm.called",
      model: "m",
      input: 1,
      output: 2,
      cacheRead: 3,
      cacheWrite: 4,
      usd: 0.1,
    } as const;
    expect(counted(call, call, call)).toEqual({
      'signalbox_llm_tokens_total{model="m",direction="input"}': 3,
      'signalbox_llm_tokens_total{model="m",direction="output"}': 6,
      'signalbox_llm_tokens_total{model="m",direction="cache_read"}': 9,
      'signalbox_llm_tokens_total{model="m",direction="cache_write"}': 12,
      'signalbox_llm_dollars_total{model="m"}': 0.3,
    });
  });
});

describe("the text for Prometheus", () => {
  it("escapes what labels hold", () => {
    expect(sample("m", { a: 'say "no"\\\nnow' })).toBe('m{a="say \\"no\\"\\\\\\nnow"}');
  });

  it("has cumulative buckets, a sum and a count", () => {
    const samples: Samples = {};
    for (const value of [0.5, 1, 7]) observe(samples, "s", {}, [1, 5], value);
    add(samples, "s_total", 4);
    expect(exposition([{ name: "s", type: "histogram", help: "Seconds." }], samples)).toBe(
      [
        "# HELP s Seconds.",
        "# TYPE s histogram",
        's_bucket{le="1"} 2',
        's_bucket{le="5"} 2',
        's_bucket{le="+Inf"} 3',
        "s_sum 8.5",
        "s_count 3",
        "",
      ].join("\n"),
    );
  });
});
