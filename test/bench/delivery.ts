import { z } from "zod";
import type { TaskView } from "../../scripts/demo/outside.ts";
import type { Section } from "./section.ts";
import { agreedDelivery } from "./support/deliveries.ts";
import { mean, rounded } from "./support/stats.ts";
import { modelMs, type Needs } from "./support/system.ts";

const needs: Needs = {};
const sizes = [10, 100];

/** The stages up to the agreed plan: what the model is asked for in each, and the fact that it ends with. */
const stages = [
  { name: "reading", purpose: "extract", ends: "documents.read" },
  { name: "putting together", purpose: "consolidate", ends: "requirements.settled" },
  { name: "designing", purpose: "design", ends: "design.made" },
  { name: "asking for a yes", purpose: null, ends: "approval.requested" },
  { name: "agreeing", purpose: null, ends: "effect.applied" },
] as const;

const call = z.object({
  purpose: z.string(),
  inputTokens: z.number(),
  cacheWriteTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number(),
});

interface Stage {
  name: string;
  calls: number;
  tokensIn: number;
  tokensOut: number;
  usd: number;
  ms: number;
}

/** What a delivery takes by stage, from the documents to the plan that people have agreed to, by how much is asked for. */
export const delivery: Section = {
  title: `documents → agreed plan, by stage; its tokens are the stand-in's, not Claude's, which takes ${modelMs} ms a call`,
  quickNeeds: needs,
  run: async (bench) => {
    const repeats = bench.quick ? 1 : 5;
    const found = await bench.on(needs, async (system) => {
      const all: { requirements: number; stages: Stage[] }[] = [];
      for (const requirements of sizes) {
        bench.progress(`${repeats} × ${requirements} requirements`);
        const runs: Stage[][] = [];
        for (let n = 0; n < repeats; n++) {
          const id = await agreedDelivery(system, requirements, `bench-${requirements}-${n}`);
          runs.push(stagesOf(await system.outside.task(id)));
        }
        all.push({ requirements, stages: meansOf(runs) });
      }
      return all;
    });
    return {
      data: { provider: "sandbox", repeats, sizes: found },
      lines: [
        "the tokens are what the stand-in for Claude has read and said, the dollars these at list prices; the yes comes at once",
        ...found.flatMap(({ requirements, stages: its }) => [
          row(`${requirements} requirements`, ["calls", "tokens in", "out", "$", "ms"]),
          ...[...its, totalOf(its)].map(({ name, calls, tokensIn, tokensOut, usd, ms }) =>
            row(`  ${name}`, [calls, tokensIn, tokensOut, usd.toFixed(4), ms]),
          ),
        ]),
      ],
    };
  },
};

/** Each stage from the fact before it to the last of its own. @throws Error for a task that lacks one. */
function stagesOf({ task, timeline }: TaskView): Stage[] {
  const calls = timeline.flatMap(({ type, data }) => (type === "llm.called" ? [call.parse(data)] : []));
  const started = timeline.find(({ type }) => type === "task.started");
  let before = Date.parse(started?.at ?? "");
  return stages.map(({ name, purpose, ends }) => {
    const end = timeline.findLast(
      ({ type, data }) => type === ends && (data["kind"] ?? "delivery_plan") === "delivery_plan",
    );
    const at = Date.parse(end?.at ?? "");
    const ms = at - before;
    if (!Number.isFinite(ms)) throw new Error(`the ledger of ${task.id} has no ${ends}`);
    before = at;
    const its = calls.filter((one) => one.purpose === purpose);
    const sum = (of: (one: z.infer<typeof call>) => number): number =>
      its.reduce((all, one) => all + of(one), 0);
    return {
      name,
      calls: its.length,
      tokensIn: sum((one) => one.inputTokens + one.cacheWriteTokens + one.cachedTokens),
      tokensOut: sum((one) => one.outputTokens),
      usd: sum((one) => one.usd),
      ms,
    };
  });
}

function meansOf(runs: readonly (readonly Stage[])[]): Stage[] {
  return stages.map(({ name }, n) => {
    const all = runs.flatMap((run) => run.slice(n, n + 1));
    return {
      name,
      calls: mean(all.map(({ calls }) => calls)),
      tokensIn: Math.round(mean(all.map(({ tokensIn }) => tokensIn))),
      tokensOut: Math.round(mean(all.map(({ tokensOut }) => tokensOut))),
      usd: rounded(all.reduce((sum, { usd }) => sum + usd, 0) / all.length, 6),
      ms: Math.round(mean(all.map(({ ms }) => ms))),
    };
  });
}

function totalOf(all: readonly Stage[]): Stage {
  const sum = (of: (one: Stage) => number): number =>
    rounded(
      all.reduce((more, one) => more + of(one), 0),
      6,
    );
  return {
    name: "together",
    calls: sum(({ calls }) => calls),
    tokensIn: sum(({ tokensIn }) => tokensIn),
    tokensOut: sum(({ tokensOut }) => tokensOut),
    usd: sum(({ usd }) => usd),
    ms: sum(({ ms }) => ms),
  };
}

function row(name: string, values: readonly (string | number)[]): string {
  return `${name.padEnd(24)}${values.map((value) => String(value).padStart(12)).join("")}`;
}
