import { z } from "zod";
import { howTestedLines, howTestedSchema } from "../../../../shared/domain/how-tested.ts";
import { plannedSchema } from "../../../../shared/domain/plan.ts";
import { planFields, planLists } from "../parts/plan/plan-fields.ts";
import { shortCommit } from "../parts/short-commit.ts";
import type { ActionView } from "./action-view.ts";
import type { CodeExecute } from "../../../../shared/actions/code-execute.ts";

const form = z.looseObject({ planned: plannedSchema });

/** The version is said above; which one it is changes always. */
const unsaid: readonly (keyof CodeExecute)[] = ["revision"];

const short = (value: unknown): unknown => (typeof value === "string" ? shortCommit(value) : value);

/** What a plan's payload says beside the plan, as readers know it. */
const said: Partial<Record<keyof CodeExecute, { words: string; text: (value: unknown) => unknown }>> = {
  protectedFiles: {
    words: "Protected files",
    text: (value) => (Array.isArray(value) ? value.join("\n") : value),
  },
  baseCommit: { words: "Begins at commit", text: short },
  planCommit: { words: "Commit of the plan", text: short },
  howTested: {
    words: "How it is tested",
    text: (value) => {
      const { data } = howTestedSchema.safeParse(value);
      return data === undefined
        ? value
        : howTestedLines(data)
            .map(({ name, text }) => `${name}: ${text}`)
            .join("\n");
    },
  },
  testCommand: { words: "Command for all tests", text: (value) => value ?? "found by the referee" },
};

/** Plans are compared part by part, each under its own name, and with short commits. */
export const comparedPlan: NonNullable<ActionView["compared"]> = {
  lists: planLists,
  textsOf: (payload) => {
    const { data } = form.safeParse(payload);
    if (data === undefined) return payload;
    const { planned, ...others } = data;
    const members = new Map<string, unknown>(Object.entries(others));
    for (const name of unsaid) members.delete(name);
    for (const [name, { words, text }] of Object.entries(said))
      if (members.has(name)) {
        const value = members.get(name);
        members.delete(name);
        members.set(words, text(value));
      }
    return { ...planFields(planned), ...Object.fromEntries(members) };
  },
};
