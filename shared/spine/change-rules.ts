import { SignalboxError } from "../platform/errors.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { projectNames, projectRules, type Rules } from "../policy/rules.ts";
import { discordWords, newDiscord } from "../policy/settings-guards.ts";
import { someWords, whatChangedInRules } from "../policy/what-changed.ts";
import { changeSetting, originOf } from "./change-settings.ts";
import type { Spine } from "./context.ts";

/** Replaces the team's own rules. Returns their version. */
export async function setRules(
  spine: Spine,
  { rules, version, by }: { rules: Rules; version: number; by: string },
): Promise<number> {
  return changeSetting(spine, { name: "RULES", by, version }, (settings) => {
    const { words, data } = accepted(settings, rules);
    if (words.length === 0) return null;
    return { value: rules, summary: `${by} changed the rules: ${someWords(words)}`, data };
  });
}

/** Goes back to the configuration's rules. Returns the setting's version. */
export async function resetRules(
  spine: Spine,
  { version, by }: { version: number; by: string },
): Promise<number> {
  return changeSetting(spine, { name: "RULES", by, version }, (settings, changes) => {
    if (originOf(changes, "RULES").source === "configuration") return null;
    const { words, data } = accepted(settings, settingsOf(spine.env, spine.jobs.rules).RULES);
    const what = someWords(words) || "the same as before";
    return { value: null, summary: `${by} went back to the configuration's rules: ${what}`, data };
  });
}

/** What changes with rules, when they may take the others' place. */
function accepted({ PEOPLE: people, RULES }: Settings, rules: Rules) {
  const discord = newDiscord({ people, rules: RULES }, { people, rules });
  if (discord.length > 0) throw new SignalboxError("bad_request", discordWords(discord));
  const { words, names } = whatChangedInRules(RULES, rules);
  const budgets = [...new Set([...projectNames(RULES), ...projectNames(rules)])]
    .filter((name) => projectRules(RULES, name).budgetUsdDay !== projectRules(rules, name).budgetUsdDay)
    .map((name) => `project-day:${name}`);
  return { words, data: { rules: names, ...(budgets.length === 0 ? {} : { budgets }) } };
}
