import { describeError, SignalboxError } from "../../platform/errors.ts";
import { redact } from "../../platform/redact.ts";
import type { Ground } from "../../spine/ground.ts";
import type { WatchRules } from "./rules.ts";
import { signalSources } from "./sources/registry.ts";
import type { Health, SealedSource } from "./sources/signal-source.ts";

export interface Checked {
  name: SealedSource["name"];
  label: string;
  ok: boolean;
  detail: string;
}

/** Asks the sources that some rules name whether they answer and show what they are asked for; side by side. */
export async function checkSources(
  ground: Ground,
  project: string,
  rules: WatchRules,
  sources: readonly SealedSource[] = signalSources,
): Promise<Checked[]> {
  return Promise.all(
    sources
      .filter((source) => source.isUsed(rules))
      .map(async (source) => {
        const { ok, detail } = await healthOf(ground, project, rules, source);
        return { name: source.name, label: source.label, ok, detail: redact(detail) };
      }),
  );
}

async function healthOf(
  ground: Ground,
  project: string,
  rules: WatchRules,
  source: SealedSource,
): Promise<Health> {
  try {
    const line = await source.open(ground, project, rules);
    return line.kind === "open" ? await line.session.healthCheck() : { ok: false, detail: line.error };
  } catch (error) {
    // A missing setting is named in the error's own words.
    return { ok: false, detail: error instanceof SignalboxError ? error.message : describeError(error) };
  }
}
