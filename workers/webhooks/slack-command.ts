import { promotionById } from "../../shared/db/autonomy.ts";
import { listTasks } from "../../shared/db/tasks.ts";
import { budgetScopes } from "../../shared/domain/budget.ts";
import { orderUsage, readStopOrder, wantsToStop } from "../../shared/domain/stop-order.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import { projectOfChannel } from "../../shared/policy/rules.ts";
import type { Decision } from "../../shared/domain/approval.ts";
import { provenanceOf } from "../../shared/integrations/slack/map.ts";
import { code, joined, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { decidePromotion } from "../../shared/spine/autonomy.ts";
import { watchText } from "../../shared/jobs/project-watch/watch-text.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { decide } from "../../shared/spine/decide.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { receive } from "../../shared/spine/receive.ts";
import { resolveEffect } from "../../shared/spine/resolve-effect.ts";
import type { Resolution } from "../../shared/domain/effect.ts";
import { assertPot, topUp } from "../../shared/spine/top-up.ts";
import { digestText } from "../../shared/spine/waiting-digest.ts";
import {
  answer,
  type Invocation,
  type Command,
  type CommandTable,
  didNotCount,
  helpOf,
  readCommand,
  runCommand,
  type SlashCommand,
  whisper,
} from "./command-table.ts";
import { notUnderstood, obey, stopLines, unlessWaiting } from "./stop-order.ts";
import { taskLine } from "./task-line.ts";

/** Commands by their name; whatever else is said is a request. The help is made of this table. */
export const signalboxCommands: CommandTable = {
  status: {
    usage: "status",
    help: "lists what is stopped and the latest tasks",
    role: "viewer",
    needs: 0,
    run: status,
  },
  waiting: {
    usage: "waiting",
    help: "lists what waits for people, the riskiest first",
    role: "viewer",
    needs: 0,
    run: async ({ spine }) => digestText(spine),
  },
  watch: {
    usage: "watch [PROJECT]",
    help: "shows how watched projects are doing",
    role: "viewer",
    needs: 0,
    takes: 1,
    run: async ({ spine, words: [project = null] }) => watchText(spine, project),
  },
  stop: order("stop", "stops it: nothing of it begins and nothing of it leaves"),
  resume: order("resume", "lets it go on where it was: a project its approvers, anything else operators"),
  approve: decision("approve", "approved", "approves what you were shown; releases what is on hold"),
  reject: decision("reject", "rejected", "rejects it and says why; cancels what is on hold"),
  revise: decision("revise", "revised", "asks for another version and says what should change"),
  happened: resolution("happened", "happened", "says that an effect whose answer was lost has happened"),
  retry: resolution("retry", "did_not_happen", "says that it has not happened and is to be done again"),
  "give-up": resolution("give-up", "give_up", "leaves it as it is"),
  "top-up": {
    usage: `top-up ${budgetScopes.join("|")} USD [task or project]`,
    help: "adds money to a budget for its running period",
    role: "operator",
    needs: 2,
    run: runTopUp,
  },
  ratify: promotion("ratify", "ratified", "raises a level of autonomy as proposed"),
  decline: promotion("decline", "declined", "says not yet to a proposed level"),
};

/** `/signalbox …`: answers its caller alone; a request becomes a signal like any other. */
export async function onSlackCommand(spine: Spine, command: SlashCommand): Promise<Response> {
  const text = command.text.trim();
  const { name, command: known, invocation } = readCommand(spine, signalboxCommands, command);
  if (text === "" || name === "help")
    return whisper(
      joined([
        mrkdwn`\`/signalbox write a post about …\` starts a task; I ask here before anything is published`,
        ...helpOf("/signalbox", signalboxCommands),
      ]),
    );
  // A request may begin with a command's word: then it has other words behind it than the command would.
  const { needs = 0, takes = 0 } = known ?? {};
  if (known !== undefined && (needs > 0 || invocation.words.length <= takes))
    return whisper(await runCommand("/signalbox", known, invocation));
  if (wantsToStop(text)) return whisper(notUnderstood);
  await receive(spine, {
    id: `slack:command:${command.trigger_id}`,
    kind: "slack.command",
    provenance: provenanceOf(command.user_id, spine.settings.PEOPLE),
    body: {
      type: "slack",
      channel: command.channel_id,
      thread: null,
      reply: false,
      user: command.user_id,
      text,
    },
    dropReason: null,
  });
  const where = { project: projectOfChannel(spine.settings.RULES, command.channel_id), job: editorial.name };
  return whisper(await unlessWaiting(spine, where, mrkdwn`On it. I'll open a thread in this channel.`));
}

function order(verb: "stop" | "resume", text: string): Command {
  return {
    usage: `${verb} ${orderUsage}`,
    help: text,
    role: "approver",
    needs: 1,
    run: async ({ spine, text: said, person }) => {
      const read = readStopOrder(`${verb} ${said}`);
      return read === null
        ? mrkdwn`Like this: ${code(`/signalbox ${verb} ${orderUsage}`)}`
        : obey(spine, read, person);
    },
  };
}

function decision(name: string, verb: Decision, text: string): Command {
  const why = verb === "approved" ? "" : " WHY";
  return {
    usage: `${name} APPROVAL DIGEST${why}`,
    help: text,
    role: "approver",
    needs: 2,
    run: async ({ spine, words: [approvalId = "", digest = "", ...rest], person }) => {
      const outcome = await decide(spine, {
        approvalId,
        digest,
        decision: verb,
        by: person.id,
        channel: "slack",
        reason: rest.join(" ") || null,
      });
      if (outcome.kind === "refused") return didNotCount(outcome.reason);
      return outcome.kind === "voted"
        ? mrkdwn`:busts_in_silhouette: Counted; it needs a second person.`
        : mrkdwn`:white_check_mark: It is ${verb}.`;
    },
  };
}

function resolution(name: string, meaning: Resolution, text: string): Command {
  return {
    usage: `${name} ACTION`,
    help: text,
    role: "approver",
    needs: 1,
    run: async ({ spine, words: [actionId = ""], person }) =>
      answer(
        await resolveEffect(spine, {
          actionId,
          resolution: meaning,
          by: person.id,
          channel: "slack",
        }),
      ),
  };
}

function promotion(name: string, verb: "ratified" | "declined", text: string): Command {
  return {
    usage: `${name} PROMOTION [WHY]`,
    help: text,
    role: "operator",
    needs: 1,
    run: async ({ spine, words: [id = "", ...rest], person }) => {
      const proposed = await promotionById(spine.db, id);
      if (proposed) assertTheirs(spine, person, proposed);
      return answer(
        await decidePromotion(spine, {
          id,
          decision: verb,
          by: person.id,
          reason: rest.join(" ") || null,
        }),
      );
    },
  };
}

async function runTopUp({ spine, words: [name, usd, of], person, trigger }: Invocation): Promise<Mrkdwn> {
  const scope = budgetScopes.find((one) => one === name);
  const amount = Number(usd);
  if (scope === undefined)
    return mrkdwn`:no_entry: There is no budget ${name ?? ""}; there are ${budgetScopes.join(", ")}.`;
  if (!(amount > 0 && amount <= 1000)) return mrkdwn`:no_entry: Between 0 and 1000 dollars, please.`;
  if (scope === "task" && of === undefined) return mrkdwn`:no_entry: Whose budget? Name the task.`;
  await assertPot(spine, person, { scope, of: of ?? null });
  return answer(
    await topUp(spine, {
      id: trigger,
      scope,
      of: of ?? null,
      microUsd: Math.round(amount * 1_000_000),
      by: person.id,
    }),
  );
}

async function status({ spine }: Invocation): Promise<Mrkdwn> {
  const tasks = await listTasks(spine.db, {}, 10, null);
  const lines = tasks.length === 0 ? [mrkdwn`No tasks yet.`] : tasks.map(taskLine);
  return joined([...(await stopLines(spine)), ...lines]);
}
