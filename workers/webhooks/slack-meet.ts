import { meetOrder, meetUsage } from "../../shared/domain/meeting/meet-order.ts";
import { code, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { unescapeMrkdwn } from "../../shared/integrations/slack/unescape.ts";
import { readByHand } from "../../shared/jobs/errand/by-hand.ts";
import { errand } from "../../shared/jobs/errand/job.ts";
import { knownChannels } from "../../shared/policy/known-places.ts";
import { isKnownProject, projectNames, projectOfChannel } from "../../shared/policy/rules.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { receive } from "../../shared/spine/receive.ts";
import { type Command, didNotCount, type Invocation } from "./command-table.ts";

/** Has a bot sent to a meeting, as the form on the dashboard does: it is proposed, and somebody says yes to it. */
export const meetCommand: Command = {
  usage: `meet ${meetUsage}`,
  help: "sends a bot to a meeting, which records it, after somebody has agreed; times are UTC",
  role: "approver",
  needs: 1,
  run: meet,
};

async function meet({ spine, text, person, channel, trigger }: Invocation): Promise<Mrkdwn> {
  const { RULES } = spine.settings;
  const { order, problem } = meetOrder(unescapeMrkdwn(text), spine.now());
  if (order === null) return mrkdwn`:no_entry: ${problem}. Like this: ${code(`/agent meet ${meetUsage}`)}`;
  const { project: named, ...about } = order;
  const project = named ?? projectOfChannel(RULES, channel);
  if (!isKnownProject(RULES, project))
    return mrkdwn`:no_entry: There is no project ${project}, only ${projectNames(RULES).join(", ")}.`;
  const read = await readByHand(spine, { kind: "meeting_bot", payload: about, project });
  if (read.kind === "refused") return didNotCount(read.why);
  const id = `slack:meet:${trigger}`;
  await receive(spine, {
    id,
    kind: "api.action",
    provenance: "internal",
    body: {
      type: "action",
      by: person.id,
      request: {
        kind: "meeting_bot",
        payload: read.payload,
        project,
        // Elsewhere the crew may not be able to ask: then it asks in the channel for operations.
        ...(knownChannels(RULES).includes(channel) ? { channel } : {}),
      },
    },
    dropReason: null,
  });
  const taskId = await taskIdOf(id, errand);
  return mrkdwn`A bot for ${about.url} is asked about as ${code(taskId)}; ${code(`/agent status ${taskId.slice(-6)}`)} tells how it stands.`;
}
