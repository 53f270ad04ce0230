import type { Options } from "./options.ts";
import type { Bench, Report } from "./section.ts";
import { sections } from "./sections.ts";
import { rounded } from "./support/stats.ts";
import { allOf, type Conditions, lastWords, withSystem } from "./support/system.ts";

/** What a section found, or why nothing. */
export type Outcome = { name: string; title: string } & (
  | { kind: "measured"; report: Report }
  | { kind: "failed"; reason: string }
);

/** Measures the chosen sections one after the other and tells each outcome when it is there. */
export async function measure(
  conditions: Conditions,
  { only, quick, reference }: Pick<Options, "only" | "quick" | "reference">,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const { interrupted, progress } = conditions;
  const chosen = Object.entries(sections).filter(([name]) => only.includes(name));
  const left = new Map(quick ? chosen.filter(([, { quickNeeds }]) => quickNeeds !== null) : chosen);
  const fail = (name: string, title: string, error: unknown): void =>
    tell({ name, title, kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  const apart: Bench["apart"] = async (needs, look) => withSystem(conditions, needs, look);
  const each = async (on: Bench["on"]): Promise<void> => {
    for (const [name, { title, run }] of left) {
      if (interrupted.aborted) return;
      progress(`${name}: ${title}`);
      const startedAt = performance.now();
      left.delete(name);
      try {
        const report = await run({ ...conditions, reference, on, apart });
        tell({ name, title, kind: "measured", report });
      } catch (error) {
        // One section that can't be measured takes nothing from the others.
        fail(name, title, error);
      }
      progress(`${name} took ${rounded((performance.now() - startedAt) / 1000)} s`);
    }
  };
  if (!quick) return each(apart);
  const needs = allOf([...left.values()].map(({ quickNeeds }) => quickNeeds ?? {}));
  try {
    await withSystem(conditions, needs, async (system) =>
      each(async (_, look) => {
        try {
          return await look(system);
        } catch (error) {
          if (!interrupted.aborted) progress(lastWords(system.stack.stateDir));
          throw error;
        }
      }),
    );
  } catch (error) {
    // What doesn't start fails all that were to be measured on it.
    for (const [name, { title }] of left) fail(name, title, error);
    // All have been measured, and it could not be stopped.
    if (left.size === 0) throw error;
  }
}
