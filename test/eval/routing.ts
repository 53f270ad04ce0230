import "./outside-workers.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startSandbox } from "../../sandbox/server.ts";
import { projectRoot, readDevVars } from "../../scripts/stack/dev-vars.ts";
import { localSettings } from "../../scripts/stack/settings.ts";
import { askClaude } from "../../shared/llm/claude.ts";
import { costOf, tiers, worstCostOf } from "../../shared/llm/models.ts";
import { configOf } from "../../shared/platform/config.ts";
import type { Outcome } from "./score.ts";
import { matrix, summary } from "./score.ts";

// After the hook: what they import is written for Workers.
const { classificationSchema, classifyPrompt, classifySystem } =
  await import("../../shared/jobs/editorial/intent.ts");
const { routeOf } = await import("../../shared/jobs/editorial/route.ts");
const { rulesSchema } = await import("../../shared/jobs/rules.ts");

const help = `npm run eval:routing -- [--budget-usd 0.50] [--limit 200] [--wrong]

Sorts the 200 labelled requests of test/eval/requests.json by rules and classifier, and prints how many were right and the
confusion matrix. With ANTHROPIC_API_KEY (set, or in .dev.vars) the real model is asked, at most for the budget; without it
the sandbox's stand-in, which counts words: its figures say nothing of a model.`;

const labelled = z.array(z.strictObject({ intent: z.string(), via: z.string(), text: z.string() }));
type Labelled = z.infer<typeof labelled>[number];

/** A team's rules as the set takes them: a channel for feedback, and nothing else. */
const rules = rulesSchema.parse({
  editorial: { routes: [{ channel: "C0FEEDBACK", kind: "feedback_triage" }] },
});

/** The request as the rules see it. */
function signalOf({ via, text }: Labelled) {
  const [type = "", kind] = via.split(":");
  if (type === "mail")
    return { body: { type, mailbox: "crew@acme.example", to: [], text }, provenance: "external" as const };
  if (type === "schedule") return { body: { type, kind, text }, provenance: "internal" as const };
  const channel = type === "feedback" ? "C0FEEDBACK" : "C0GENERAL";
  return { body: { type: "slack", channel, text }, provenance: "internal" as const };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "budget-usd": { type: "string", default: "0.50" },
      limit: { type: "string", default: "200" },
      wrong: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(help);
  const budget = Number(values["budget-usd"]) * 1_000_000;
  const sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "eval" });
  const key = process.env["ANTHROPIC_API_KEY"];
  const devVars = key === undefined ? readDevVars() : `ANTHROPIC_API_KEY=${key}`;
  const port = Number(new URL(sandbox.url).port);
  const ports = { worker: 1, sandbox: port, blog: 1, dashboard: 1, executor: 1 };
  const local = localSettings(devVars, ports, "eval");
  const config = configOf({ ...workerVars(), ...local.values });
  const outside = { settings: config, now: Date.now, fetch };
  const threshold = config.INTENT_CONFIDENCE_THRESHOLD;
  console.log(`Model: ${local.services.Claude === "real" ? tiers.judge.model : "the sandbox's stand-in"}`);
  const requests = labelled
    .parse(JSON.parse(readFileSync(join(projectRoot, "test/eval/requests.json"), "utf8")))
    .slice(0, Number(values.limit));
  const outcomes: (Outcome & { text: string })[] = [];
  let spent = 0;
  try {
    for (const request of requests) {
      const routed = routeOf(rules, signalOf(request));
      const { intent, text } = request;
      if (routed !== null) {
        outcomes.push({ intent, text, taken: routed.kind, by: "rules" });
        continue;
      }
      const user = classifyPrompt(text, []);
      const characters = classifySystem.length + user.length;
      if (spent + worstCostOf(tiers.judge.model, { characters }, 2000) > budget) {
        console.log(
          `The budget of ${values["budget-usd"]} dollars ends here, after ${outcomes.length} requests.`,
        );
        break;
      }
      const prompt = {
        tier: "judge",
        system: classifySystem,
        user,
        schema: classificationSchema,
        maxTokens: 2000,
      } as const;
      const answered = await askClaude(outside, prompt);
      if (answered.kind !== "said") throw new Error(answered.reason);
      const { answer, tokens } = answered.said;
      spent += costOf(tiers.judge.model, tokens);
      const isSure = answer.value !== null && answer.value.confidence >= threshold;
      outcomes.push({ intent, text, taken: isSure ? answer.value.intent : null, by: "classifier" });
    }
  } finally {
    await sandbox.close();
  }
  console.log(`\n${summary(outcomes)}\n\n${matrix(outcomes)}`);
  // Every fourth was left unread when the rules for plain orders were written.
  const [seen, heldOut] = [false, true].map((isHeldOut) =>
    outcomes.filter(({ by }, at) => by === "rules" && (at % 4 === 3) === isHeldOut),
  );
  const rightOf = (some: readonly Outcome[] = []): string =>
    `${some.filter(({ intent, taken }) => intent === taken).length} of ${some.length}`;
  console.log(`\nrules, right: ${rightOf(seen)}; among the held out: ${rightOf(heldOut)}`);
  if (local.services.Claude === "real") console.log(`\nSpent ${(spent / 1_000_000).toFixed(3)} dollars`);
  if (values.wrong)
    for (const { intent, taken, text } of outcomes.filter((one) => one.taken !== one.intent))
      console.log(`${intent} → ${taken ?? "asked"}: ${text.replaceAll("\n", " / ").slice(0, 100)}`);
}

/** What wrangler.toml sets for the Worker. */
function workerVars(): Record<string, string> {
  const toml = readFileSync(join(projectRoot, "wrangler.toml"), "utf8");
  const [, vars = ""] = toml.split(/^\[vars\]$/m);
  const [own = ""] = vars.split(/^\[/m);
  return Object.fromEntries(
    Array.from(own.matchAll(/^(\w+) = "(.*)"$/gm), ([, name = "", value = ""]) => [name, value]),
  );
}

await main();
