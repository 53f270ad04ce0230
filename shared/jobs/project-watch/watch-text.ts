import { levelNames } from "../../domain/autonomy.ts";
import { ourLink } from "../../integrations/slack/link.ts";
import { cutMrkdwn, joined, type Mrkdwn, mrkdwn, slackTime } from "../../integrations/slack/mrkdwn.ts";
import { dashboardLink } from "../../platform/config.ts";
import { cut } from "../../platform/cut.ts";
import { redact } from "../../platform/redact.ts";
import type { Spine } from "../../spine/context.ts";
import { age } from "../../spine/waiting-digest.ts";
import type { ShownSource } from "./standing.ts";
import { projectNames } from "../../policy/rules.ts";
import { watchSummaries, type WatchSummary } from "./summary.ts";

const longest = 3900;

const signs: Record<WatchSummary["state"], string> = {
  unwatched: ":white_circle:",
  starting: ":white_circle:",
  watching: ":large_green_circle:",
  degraded: ":large_orange_circle:",
  heartbeat: ":large_orange_circle:",
  blind: ":red_circle:",
};

/** How projects' watches are doing, as Slack shows it: of one all of it, of all a line each. */
export async function watchText(spine: Spine, project: string | null): Promise<Mrkdwn> {
  const known = projectNames(spine.settings.RULES);
  if (project !== null && !known.includes(project))
    return mrkdwn`:no_entry: There is no project ${project}; there are ${known.join(", ")}.`;
  const watched = Object.keys(spine.settings.RULES.projectWatch);
  const names = project === null ? watched : [project];
  if (names.length === 0) return mrkdwn`No project is watched: RULES have no \`projectWatch\`.`;
  const summaries = await watchSummaries(spine, names);
  const [first] = summaries;
  if (project !== null && first !== undefined) return whole(spine, first);
  return cutMrkdwn(joined(summaries.map((one) => line(spine, one))), longest);
}

function line(spine: Spine, { project, state, why, cycleAt, rag, ...counts }: WatchSummary): Mrkdwn {
  const looked = cycleAt === null ? "" : `, looked ${age(Math.max(0, spine.now() - cycleAt))} ago`;
  const delivery = rag === null ? "" : `, delivery is ${rag}`;
  const trouble = state === "watching" || why === null ? "" : `: ${harmless(why)}`;
  const waits = waiting(counts);
  return mrkdwn`${signs[state]} *${project}* ${state}${trouble}${looked}${delivery}${waits === "" ? "" : `; ${waits}`}`;
}

function whole(spine: Spine, summary: WatchSummary): Mrkdwn {
  const { project, level, dueAt, cycles, idle, sources } = summary;
  const page = dashboardLink(spine.settings, `/projects/${encodeURIComponent(project)}`);
  const told = [
    line(spine, summary),
    mrkdwn`Level ${level} (${levelNames[level]}); ${cycles} looks so far, ${idle} of them without anything new${dueAt === null ? "" : mrkdwn`; the next is due ${slackTime(dueAt)}`}`,
    ...sources.map((source) => sourceLine(spine, source)),
    ...(page === null ? [] : [ourLink("On the dashboard", page)]),
  ];
  return cutMrkdwn(joined(told), longest);
}

function sourceLine(spine: Spine, { label, state, error, okAt, watermark }: ShownSource): Mrkdwn {
  const ago = (at: number): string => `${age(Math.max(0, spine.now() - at))} ago`;
  const answered = okAt === null ? "has never answered" : `answered ${ago(okAt)}`;
  const newest = watermark === null ? "" : `, its newest is from ${ago(watermark)}`;
  return mrkdwn`• ${label}: ${state}, ${answered}${newest}${error === null ? "" : `: ${harmless(error)}`}`;
}

function waiting({
  waiting: signals,
  approvals,
  holds,
  suggestions,
}: Pick<WatchSummary, "waiting" | "approvals" | "holds" | "suggestions">): string {
  const parts = [
    [approvals, "approval"],
    [holds, "hold"],
    [suggestions, "suggestion"],
    [signals, "new signal"],
  ] as const;
  const some = parts.flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}${n === 1 ? "" : "s"}`]));
  return some.length === 0 ? "" : `${some.join(", ")} waiting`;
}

/** What a service has said, on one line and without personal data. */
function harmless(words: string): string {
  return cut(redact(words).replaceAll(/\s+/g, " "), 300);
}
