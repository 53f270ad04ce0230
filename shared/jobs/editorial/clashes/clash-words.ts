import { type Mrkdwn, mrkdwn, slackTime } from "../../../integrations/slack/mrkdwn.ts";
import type { Clash } from "./clashes.ts";

/** So many stand beside a preview in Slack; the dashboard has all. */
const mostFacts = 2;

/** What a piece gets in the way of, and what was said before, as facts beside its preview. */
export function clashFacts(clashes: readonly Clash[]): Mrkdwn[] {
  const told = clashes.slice(0, mostFacts).map(factOf);
  const more = clashes.length - told.length;
  return more > 0 ? [...told, mrkdwn`:warning: and ${more} more like that`] : told;
}

function factOf({ sort, at, isOut, likeness, begins }: Clash): Mrkdwn {
  const when = at === null ? mrkdwn`as soon as it is approved` : slackTime(at);
  if (sort === "due") return mrkdwn`:warning: within an hour of ${when}: “${begins}”`;
  const where = isOut ? mrkdwn`went out ${when}` : mrkdwn`goes out ${when}`;
  return sort === "same"
    ? mrkdwn`:warning: exactly this ${where}`
    : mrkdwn`:warning: ${Math.round(likeness * 100)} % of this ${where}: “${begins}”`;
}
