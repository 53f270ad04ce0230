import { type Person, peopleSchema } from "../domain/person.ts";
import { type Config, configSchema, misconfigured } from "../platform/config.ts";
import type { Rules, RulesSchema } from "../policy/rules.ts";

/** The settings that the system goes by: the configuration, with people and rules in their own forms. */
export interface Settings extends Omit<Config, "PEOPLE" | "RULES"> {
  PEOPLE: Person[];
  RULES: Rules;
}

const parsed = new WeakMap<object, Settings>();

/**
 * An environment's settings, checked once an isolate.
 * @throws SignalboxError `not_configured`, naming each setting that is wrong (never its value).
 */
export function settingsOf(env: object, rulesSchema: RulesSchema): Settings {
  const known = parsed.get(env);
  if (known) return known;
  const { PEOPLE, RULES } = configSchema.shape;
  const result = configSchema
    .extend({ PEOPLE: PEOPLE.pipe(peopleSchema.default([])), RULES: RULES.pipe(rulesSchema.prefault({})) })
    .safeParse(env);
  if (!result.success) throw misconfigured(result.error);
  parsed.set(env, result.data);
  return result.data;
}
