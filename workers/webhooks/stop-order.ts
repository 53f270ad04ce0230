import { hasRole, type Person } from "../../shared/domain/person.ts";
import { describeScope, describeStop, type Whereabouts } from "../../shared/domain/stop.ts";
import { orderUsage, type StopOrder } from "../../shared/domain/stop-order.ts";
import { resumeWork, stopWork } from "../../shared/executor/stop-work.ts";
import { code, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { openStops, stopFor } from "../../shared/spine/stops.ts";

/** What somebody is answered who wants to stop something, in words that don't say what. */
export const notUnderstood = mrkdwn`:no_entry: NOTHING WAS STOPPED OR RESUMED. Like this: ${code(`/signalbox stop ${orderUsage}`)}`;

/** Does what somebody in Slack has ordered, if they may. Answers in words for them. */
export async function obey(spine: Spine, order: StopOrder, person: Person | null): Promise<Mrkdwn> {
  const { verb, scope, reason } = order;
  if (person === null || !hasRole(person, "approver"))
    return mrkdwn`:no_entry: This needs the role approver, and you are ${person?.role ?? "not on the list of people"}.`;
  const what = describeScope(scope.kind === "all" ? { scope: "all", name: "" } : named(scope));
  if (reason === "") return mrkdwn`:no_entry: Please say why: ${code(`${verb} ${orderUsage}`)}`;
  try {
    if (verb === "stop") {
      const { stop, isNew } = await stopWork(spine, { scope, person, reason });
      return isNew
        ? mrkdwn`:octagonal_sign: ${what} is stopped. Nothing of it begins and nothing of it leaves until somebody resumes it.`
        : mrkdwn`:octagonal_sign: It is stopped already: ${describeStop(stop)}.`;
    }
    const name = scope.kind === "all" ? "" : scope.name;
    const open = (await openStops(spine.db)).find((one) => one.scope === scope.kind && one.name === name);
    if (open === undefined) return mrkdwn`:no_entry: ${what} is not stopped.`;
    await resumeWork(spine, { stopId: open.id, person, reason });
    return mrkdwn`:arrow_forward: ${what} goes on.`;
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return mrkdwn`:no_entry: That did not count: ${error.message}.`;
  }
}

function named({ kind, name }: Exclude<StopOrder["scope"], { kind: "all" }>) {
  return { scope: kind, name };
}

/** What is stopped now, a line each; nothing when nothing is. */
export async function stopLines(spine: Spine): Promise<Mrkdwn[]> {
  return (await openStops(spine.db)).map((stop) => mrkdwn`:octagonal_sign: *${describeStop(stop)}*`);
}

/** What somebody is answered whose request begins now; or that it has to wait, and for whom. */
export async function unlessWaiting(spine: Spine, where: Whereabouts, text: Mrkdwn): Promise<Mrkdwn> {
  const stop = await stopFor(spine, where);
  if (stop === null) return text;
  return mrkdwn`:octagonal_sign: It is recorded, and waits: ${describeStop(stop)}.`;
}
