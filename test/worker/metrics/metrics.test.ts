import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { LedgerType } from "../../../shared/domain/ledger.ts";
import { countUp } from "../../../workers/metrics/count-up.ts";
import { agents } from "../../../workers/metrics/agents.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { app } from "../../../workers/app.ts";
import { heldMail, mailOut, spine, unique } from "../support/spine.ts";

interface Scraped {
  types: Record<string, string>;
  samples: Map<string, number>;
}

/** A scraper's reading of text format 0.0.4, which takes nothing that Prometheus wouldn't. */
function read(text: string): Scraped {
  expect(text.endsWith("\n")).toBe(true);
  const types: Record<string, string> = {};
  const samples = new Map<string, number>();
  let family = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const help = /^# HELP ([a-zA-Z_:][\w:]*) (.+)$/.exec(line);
    const type = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram)$/.exec(line);
    if (help) {
      [, family = ""] = help;
      expect(types).not.toHaveProperty(family);
    } else if (type) {
      expect(type[1]).toBe(family);
      types[family] = type[2] ?? "";
    } else {
      const label = String.raw`[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"`;
      const parts = new RegExp(
        String.raw`^(([a-zA-Z_:][\w:]*)(?:\{${label}(?:,${label})*\})?) (-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$`,
      ).exec(line);
      if (!parts) throw new Error(`a scraper can't read this: ${line}`);
      const [, sample = "", name = "", value = ""] = parts;
      const own = types[family] === "histogram" ? name.replace(/_(?:bucket|sum|count)$/, "") : name;
      expect([line, own]).toEqual([line, family]);
      expect([line, samples.has(sample)]).toEqual([line, false]);
      samples.set(sample, Number(value));
    }
  }
  return { types, samples };
}

async function scrape(
  settings: Partial<Record<keyof Env, string>> = { METRICS_TOKEN: "metrics-secret" },
  authorization = "Bearer metrics-secret",
) {
  const request = new Request("http://signalbox.test/metrics", { headers: { authorization } });
  return app.fetch(request, { ...env, ...settings });
}
const facts = async (taskId: string, list: [LedgerType, Record<string, unknown>?][]) =>
  record(
    spine,
    list.map(([type, data], n) => fact(spine, taskId, `${type}/${n}`, type, type, data)),
  );

describe("the metrics", () => {
  it("tell all of it, in Prometheus' own form", async () => {
    const planned = unique("bug-fix");
    const job = { assignmentId: `${planned}.run-1.1`, mode: "execute" };
    await facts(planned, [
      ["task.started"],
      ["llm.called", { model: "claude-sonnet-5-5", inputTokens: 10, outputTokens: 20, usd: 0.25 }],
      ["plan.written"],
      ["assignment.started", job],
      ["assignment.ended", { ...job, kind: "failed", phase: "red", code: "refused" }],
    ]);
    await facts(unique("editorial"), [["task.started"]]);
    await facts(unique("errand"), [["hold.released", { lateMs: 1700 }]]);
    await mailOut();
    await heldMail(60_000);
    const response = await scrape();
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const { types, samples } = read(await response.text());
    // What a file before this one has begun may still put an assignment here.
    const queued = await env.DB.prepare(
      "SELECT count(*) AS n FROM executor_assignments WHERE state = 'queued'",
    ).first<number>("n");
    expect(types).toEqual({
      ai_agent_tasks_started_total: "counter",
      ai_agent_tasks_completed_total: "counter",
      ai_agent_task_duration_seconds: "histogram",
      ai_agent_errors_total: "counter",
      signalbox_hold_lateness_seconds: "histogram",
      signalbox_llm_tokens_total: "counter",
      signalbox_llm_dollars_total: "counter",
      signalbox_fixes_merged_total: "counter",
      ai_agent_queue_length: "gauge",
      signalbox_approvals_waiting: "gauge",
      signalbox_effects: "gauge",
    });
    expect(Object.fromEntries(samples)).toMatchObject({
      'ai_agent_tasks_started_total{agent="planning"}': 1,
      'ai_agent_tasks_started_total{agent="executor"}': 1,
      'ai_agent_tasks_started_total{agent="editorial"}': 1,
      'ai_agent_tasks_started_total{agent="errand"}': 0,
      'ai_agent_tasks_completed_total{agent="planning",status="planned"}': 1,
      'ai_agent_tasks_completed_total{agent="executor",status="failed"}': 1,
      'ai_agent_task_duration_seconds_bucket{agent="planning",status="planned",le="+Inf"}': 1,
      'ai_agent_errors_total{agent="executor",error_type="refused"}': 1,
      'signalbox_hold_lateness_seconds_bucket{le="1"}': 0,
      'signalbox_hold_lateness_seconds_bucket{le="2"}': 1,
      signalbox_hold_lateness_seconds_sum: 1.7,
      'signalbox_llm_tokens_total{model="claude-sonnet-5-5",direction="output"}': 20,
      'signalbox_llm_dollars_total{model="claude-sonnet-5-5"}': 0.25,
      'ai_agent_queue_length{queue_name="execution-tasks"}': queued,
      // The held mail waits for its window, not for a person.
      'signalbox_approvals_waiting{risk="high"}': 1,
      'signalbox_approvals_waiting{risk="medium"}': 0,
      'signalbox_effects{state="pending"}': 0,
    });
    expect([...samples.keys()].filter((name) => name.startsWith("ai_agent_queue_length"))).toHaveLength(9);
  });

  it("are the same for a scraper that comes at once again", async () => {
    const before = await (await scrape()).text();
    await facts(unique("errand"), [["task.started"]]);
    expect(await (await scrape()).text()).toBe(before);
  });

  it("are closed but to their token, where there is one, and to people's", async () => {
    const kept = { METRICS_TOKEN: "metrics-secret" };
    for (const settings of [{}, kept]) {
      expect((await scrape(settings, "")).status).toBe(401);
      expect((await scrape(settings, "Bearer viewer-token")).status).toBe(200);
    }
    expect((await scrape({}, "Bearer metrics-secret")).status).toBe(401);
    for (const header of ["", "Bearer", "Bearer wrong", "metrics-secret", "Bearer metrics-secret2"])
      expect([header, (await scrape(kept, header)).status]).toEqual([header, 401]);
    expect((await scrape(kept)).status).toBe(200);
  });
});

describe("the totals", () => {
  it("are the same whether counted at once, bit by bit, or by another isolate from where they rest", async () => {
    const bit = await countUp(spine, null);
    const { samples } = bit;
    await env.DB.prepare(
      `INSERT INTO ledger (id, at, task_id, type, summary, data)
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2499)
       SELECT 'errand-many-' || i || '/started', 1000, 'errand-many-' || i, 'task.started', '', '{}' FROM n`,
    ).run();
    const further = await countUp(spine, bit);
    expect(bit.samples).toBe(samples);
    expect(Object.keys(further.open).length - Object.keys(bit.open).length).toBe(2500);
    expect(await env.ARTEFACTS.head("metrics/totals.json")).not.toBeNull();
    await facts("errand-many-0", [["task.done"]]);
    const byAnother = await countUp(spine, null);
    expect(byAnother).toEqual(await countUp(spine, further));
    await env.ARTEFACTS.delete("metrics/totals.json");
    expect(await countUp(spine, null)).toEqual(byAnother);
    expect(byAnother.samples['ai_agent_tasks_completed_total{agent="errand",status="done"}']).toBe(1);
    for (const agent of agents)
      expect(byAnother.samples).toHaveProperty([`ai_agent_tasks_started_total{agent="${agent}"}`]);
  });

  it("of a long ledger are counted a piece a scrape, and none of them twice", async () => {
    const before = await countUp(spine, null);
    await env.DB.prepare(
      `INSERT INTO ledger (id, at, task_id, type, summary, data)
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 11999)
       SELECT 'errand-long-' || i || '/started', 1000, 'errand-long-' || i, 'task.started', '', '{}' FROM n`,
    ).run();
    let looks = 0;
    const impatient = configuredSpine(env, { now: () => 2000 * looks++ });
    const piece = await countUp(impatient, before);
    expect(piece.seq).toBe(before.seq + 10_000);
    // However busy the machine is, it has all the time that it needs.
    const patient = configuredSpine(env, { now: () => 0 });
    expect(await countUp(impatient, null)).toEqual(await countUp(patient, before));
  });

  it("begin anew when the ledger was put back to an earlier day", async () => {
    const now = await countUp(spine, null);
    const ahead = { ...now, seq: now.seq + 50, id: "a fact that is no more" };
    expect(await countUp(spine, ahead)).toEqual(now);
    const other = { ...now, id: "a fact of another history" };
    expect(await countUp(spine, other)).toEqual(now);
  });
});
