import type { Rules } from "../setting.ts";

const risks = ["low", "medium", "high"] as const;
const steps = ["toArtefact", "toTactical"] as const;

const more = "More than nothing.";
const wholeFromOne = "A whole number, 1 or more.";
const wholeFromNone = "A whole number, 0 or more.";

/** What is wrong with rules, by the path of the field, in words. NaN is an empty field. */
export function rulesProblems(rules: Rules): ReadonlyMap<string, string> {
  const { digestHour, approvalValidHours, patience, windows, promotion, demotion, bugFix } = rules;
  const found = new Map<string, string>();
  const check = (path: string, isRight: boolean, words: string): void => {
    if (!isRight) found.set(path, words);
  };
  const isHour = Number.isInteger(digestHour) && digestHour >= 0 && digestHour <= 23;
  check("digestHour", isHour, "A whole hour from 0 to 23.");
  check("approvalValidHours", approvalValidHours > 0, more);
  for (const risk of risks) {
    const { remindHours, expireHours } = patience[risk];
    check(`patience.${risk}.remindHours`, remindHours > 0, more);
    check(`patience.${risk}.expireHours`, expireHours === null || expireHours > 0, `${more} Empty: never.`);
    if (expireHours !== null && expireHours <= remindHours)
      check(`patience.${risk}.expireHours`, false, "Later than the reminder.");
  }
  for (const [kind, seconds] of Object.entries(windows)) check(`windows.${kind}`, seconds > 0, more);
  for (const step of steps) {
    const { days, accepted, reviewedMessages } = promotion[step];
    check(`promotion.${step}.days`, isWhole(days, 1), wholeFromOne);
    check(`promotion.${step}.accepted`, isWhole(accepted, 0), wholeFromNone);
    check(`promotion.${step}.reviewedMessages`, isWhole(reviewedMessages, 0), wholeFromNone);
  }
  check("demotion.days", demotion.days > 0, more);
  check("demotion.rejected", isWhole(demotion.rejected, 1), wholeFromOne);
  check("demotion.reverted", isWhole(demotion.reverted, 1), wholeFromOne);
  const { label, channel, depth, confidence, phaseMinutes, jiraDone } = bugFix;
  check("bugFix.label", label.trim() !== "", "It needs a name.");
  check("bugFix.channel", channel === undefined || /^[CGD][A-Z0-9]+$/.test(channel), "A channel’s id.");
  check("bugFix.jiraDone", jiraDone.trim() !== "", "It needs a name.");
  for (const [name, score] of Object.entries(depth))
    check(`bugFix.depth.${name}`, !Number.isNaN(score), "A number.");
  check("bugFix.confidence", confidence >= 0 && confidence <= 1, "From 0 to 1.");
  check("bugFix.phaseMinutes", phaseMinutes > 0 && phaseMinutes <= 60, `${more} 60 at most.`);
  return found;
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}
