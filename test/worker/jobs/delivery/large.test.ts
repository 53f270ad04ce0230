import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { deliveryPlanSchema } from "../../../../shared/domain/delivery/delivery-plan.ts";
import type { DeliveredDocument } from "../../../../shared/domain/delivery/stage.ts";
import { makePdf } from "../../../support/documents/make-pdf.ts";
import { KillableSteps } from "../../support/killable-steps.ts";
import { actionsOf, aDelivery, bring, deliveryRow, factsOf, peopleOf } from "./scene.ts";
import { untilAgreed } from "../../support/delivery.ts";

/** Bindings like the given ones that count what is asked of them. */
function counted(of: Env) {
  const counts = { statements: 0, texts: 0 };
  const watch = <T extends object>(what: T, method: string, key: keyof typeof counts): T =>
    new Proxy(what, {
      get: (on, name) => {
        const value = Reflect.get(on, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name === method) counts[key]++;
          return Reflect.apply(value, on, args);
        };
      },
    });
  const at: Env = {
    ...of,
    DB: watch(of.DB, "prepare", "statements"),
    ARTEFACTS: watch(of.ARTEFACTS, "get", "texts"),
  };
  return { at, counts };
}

/** Has a delivery's plan agreed on, and says what that took. */
async function agreed(documents: DeliveredDocument[]) {
  const taskId = await aDelivery(documents);
  const { at, counts } = counted(env);
  const work = new KillableSteps({ work: untilAgreed, people: peopleOf(taskId, () => "go on"), at });
  expect(await work.run(taskId)).toBe("ended");
  const facts = await factsOf(taskId);
  expect(facts.filter(({ type }) => type === "task.failed").map(({ summary }) => summary)).toEqual([]);
  const calls = facts
    .filter(({ type }) => type === "llm.called")
    .map(({ data }) => Number(data["inputTokens"]));
  const { requirements, agreed: digest } = await deliveryRow(taskId);
  const [plan] = await actionsOf(taskId);
  return {
    digest,
    requirements: requirements?.requirements ?? [],
    plan: deliveryPlanSchema.parse(JSON.parse(plan?.payload ?? "")),
    used: {
      ...counts,
      steps: work.names.length,
      calls: calls.length,
      longestPrompt: Math.max(...calls),
      longestResult: work.longestResult,
      row: JSON.stringify(requirements).length,
    },
  };
}

/** What is used grows with what is read, and with nothing else; nothing is larger than what has to hold it. */
function expectBounded(used: Awaited<ReturnType<typeof agreed>>["used"], documents: number): void {
  const { steps, calls, statements, texts, longestPrompt, longestResult, row } = used;
  const said = JSON.stringify(used);
  expect(steps, said).toBeLessThan(calls + 25);
  expect(statements, said).toBeLessThan(steps * 15);
  // Each text once to be cut, and once a part that it has something in.
  expect(texts, said).toBeLessThanOrEqual(2 * documents + calls);
  expect(longestPrompt, said).toBeLessThan(20_000);
  // A step keeps a megabyte, a row of D1 has two.
  expect(longestResult, said).toBeLessThan(800_000);
  expect(row, said).toBeLessThan(800_000);
}

const filler = "The house has many floors and everybody knows the way to the kitchen. ".repeat(35);

describe("a delivery of much to read", () => {
  it("of 300 pages reads each once, and keeps within what a step, a prompt and a row may hold", async () => {
    const pages = Array.from(
      { length: 300 },
      (_, n) => `Chapter ${n + 1}\n${filler}\nThe page ${n + 1} must show figure ${n + 1}x.`,
    );
    const documents = await bring({ "handbook.pdf": makePdf([["handbook"]]) }, pages);
    const { used, requirements, plan, digest } = await agreed(documents);
    expectBounded(used, documents.length);
    expect(requirements).toHaveLength(300);
    expect(plan.requirements).toHaveLength(300);
    expect(digest).not.toBeNull();
  }, 120_000);

  it("of 50 documents reads each when its part is read, and no other", async () => {
    const files = Array.from({ length: 50 }, (_, n): [string, string] => [
      `note-${n}.md`,
      `# Note ${n}\n\n${filler}\nThe room ${n}x must have a plan ${n}x on its door.\n`,
    ]);
    const documents = await bring(Object.fromEntries(files));
    const { used, requirements, digest } = await agreed(documents);
    expectBounded(used, documents.length);
    expect(requirements).toHaveLength(50);
    expect(digest).not.toBeNull();
  }, 120_000);
});
