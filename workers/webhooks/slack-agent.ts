import { namedRepository } from "../../shared/jobs/bug-fix/named-repository.ts";
import { knownRepository } from "../../shared/changes/known-repository.ts";
import { partReport } from "../../shared/jobs/bug-fix/part-report.ts";
import { reportTitle, reportWords } from "../../shared/jobs/bug-fix/report-words.ts";
import { parseTrace } from "../../shared/jobs/bug-fix/stack-trace.ts";
import { approvalsOf, pendingApprovalsOf } from "../../shared/db/approvals.ts";
import { fixOfTask } from "../../shared/db/fixes.ts";
import type { approvals, tasks } from "../../shared/db/schema.ts";
import { listTasks, tasksCalled } from "../../shared/db/tasks.ts";
import type { Decision } from "../../shared/domain/approval.ts";
import { provenanceOfPerson } from "../../shared/domain/person.ts";
import { taskStatuses } from "../../shared/domain/task-status.ts";
import { bareLink } from "../../shared/integrations/slack/link.ts";
import { code, joined, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { unescapeMrkdwn } from "../../shared/integrations/slack/unescape.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { projectOfChannel } from "../../shared/policy/rules.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { decide } from "../../shared/spine/decide.ts";
import { bugFix } from "../../shared/jobs/bug-fix/job.ts";
import { assertTheirs, matterOf } from "../../shared/spine/may-act.ts";
import { receive } from "../../shared/spine/receive.ts";
import { retryTask } from "../../shared/spine/retry-task.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import {
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
import { meetCommand } from "./slack-meet.ts";
import { taskLine } from "./task-line.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** The slash command that this is, among those that come in at Slack's one address. */
export const agentCommand = "/agent";

type TaskRow = typeof tasks.$inferSelect;
type ApprovalRow = typeof approvals.$inferSelect;

/** Commands by their name. The help is made of this table. */
export const agentCommands: CommandTable = {
  run: {
    usage: "run DESCRIPTION [repo:owner/name]",
    help: "reports a bug, to be fixed; a stack trace helps",
    role: "approver",
    needs: 1,
    run,
  },
  status: onTask({
    usage: "status TASK",
    help: "tells how a task stands and what it waits for",
    role: "viewer",
    needs: 1,
    run: status,
  }),
  approve: decision("approve TASK", "approved", "approves what waits in a task", 1),
  reject: decision("reject TASK WHY", "rejected", "rejects it and says why", 2),
  retry: onTask({
    usage: "retry TASK",
    help: "does a task again that has ended without success",
    role: "approver",
    needs: 1,
    run: retry,
  }),
  apart: onTask({
    usage: "apart TASK [SIGNAL]",
    help: "says that a report which was linked to a task is about another bug: it begins a fix of its own",
    role: "approver",
    needs: 1,
    run: apart,
  }),
  meet: meetCommand,
  list: {
    usage: "list [STATUS]",
    help: "lists the latest bug fixes",
    role: "viewer",
    needs: 0,
    run: list,
  },
};

/** `/agent …`: what people do about bug fixes and meetings from anywhere in Slack. It answers its caller alone. */
export async function onAgentCommand(spine: Spine, slash: SlashCommand): Promise<Response> {
  const { name, command, invocation } = readCommand(spine, agentCommands, slash);
  if (command !== undefined) return whisper(await runCommand(agentCommand, command, invocation));
  const help = [
    ...helpOf(agentCommand, agentCommands),
    mrkdwn`A TASK is its id, its beginning, or at least its last 6 characters. Where a task has asked more than once, the digest that you were shown follows it: ${code("approve TASK DIGEST")}.`,
  ];
  if (name !== "" && name !== "help") help.unshift(mrkdwn`:no_entry: There is no command ${code(name)}.`);
  return whisper(joined(help));
}

/** A command whose first word names a task. */
function onTask({
  run: runOn,
  ...rest
}: Omit<Command, "run"> & { run: (invocation: Invocation, task: TaskRow) => Promise<Mrkdwn> }): Command {
  return {
    ...rest,
    run: async (invocation) => {
      const [called = ""] = invocation.words;
      const [task, ...others] = await tasksCalled(invocation.spine.db, called, 5);
      const said = code(called);
      if (task === undefined)
        return mrkdwn`:no_entry: There is no task ${said}; ${code(`${agentCommand} list`)} shows them.`;
      if (others.length === 0) return runOn(invocation, task);
      return joined([
        mrkdwn`:no_entry: ${said} is the name of several tasks:`,
        ...[task, ...others].map(taskLine),
      ]);
    },
  };
}

function decision(usage: string, verb: Decision, help: string, needs: number): Command {
  return onTask({
    usage,
    help,
    role: "approver",
    needs,
    run: async ({ spine, words: [, ...words], person }, task) => {
      const asked = await approvalsOf(spine.db, task.id);
      const waiting = asked.filter((one) => one.status === "pending");
      if (waiting.length === 0)
        return mrkdwn`:no_entry: Nothing waits for a decision in ${task.id}: it is ${task.status.replaceAll("_", " ")}.`;
      const [first = ""] = words;
      const named = digestForm.test(first) ? first : null;
      const meant = named === null ? waiting : waiting.filter(({ digest }) => digest.startsWith(named));
      const [only] = meant;
      // Without a digest one word is enough for the first thing that a task asks, and for nothing else: it could be meant
      // for what waited a moment ago, and would be a yes to something unseen.
      if (only === undefined || meant.length > 1 || (named === null && asked.length > 1))
        return joined([
          mrkdwn`:no_entry: Say which by its digest, as you were shown it. What waits in ${task.id}:`,
          ...waiting.map(
            (one) =>
              mrkdwn`• ${described(one)}: ${code(`/signalbox ${usage.split(" ", 1)[0]} ${one.id} ${one.digest.slice(0, 12)}`)}`,
          ),
        ]);
      const outcome = await decide(spine, {
        approvalId: only.id,
        digest: only.digest,
        decision: verb,
        by: person.id,
        channel: "slack",
        reason: (named === null ? words : words.slice(1)).join(" ") || null,
      });
      if (outcome.kind === "refused") return didNotCount(outcome.reason);
      return outcome.kind === "voted"
        ? mrkdwn`:busts_in_silhouette: Counted; it needs a second person: ${described(only)}.`
        : mrkdwn`:white_check_mark: ${verb === "approved" ? "Approved" : "Rejected"}: ${described(only)}.`;
    },
  });
}

/** The beginning of a digest, long enough to name it. */
const digestForm = /^[0-9a-f]{12,64}$/;

function described({ kind, target, digest }: ApprovalRow): Mrkdwn {
  return mrkdwn`*${kind}* for ${target}, digest ${code(digest.slice(0, 12))}`;
}

async function status({ spine }: Invocation, task: TaskRow): Promise<Mrkdwn> {
  const [waiting, fix] = await Promise.all([
    pendingApprovalsOf(spine.db, task.id),
    fixOfTask(spine.db, task.id),
  ]);
  const link = dashboardLink(spine.settings, `/tasks/${encodeURIComponent(task.id)}`);
  return joined([
    taskLine(task),
    ...(fix?.repository
      ? [mrkdwn`in ${fix.repository}${fix.url === null ? "" : mrkdwn`: ${bareLink(fix.url)}`}`]
      : []),
    ...waiting.map((one) => mrkdwn`waits: ${described(one)}`),
    ...(link === null ? [] : [bareLink(link)]),
  ]);
}

async function retry({ spine, person }: Invocation, task: TaskRow): Promise<Mrkdwn> {
  assertTheirs(spine, person, matterOf(task));
  const outcome = await retryTask(spine, { taskId: task.id, by: person.id });
  return outcome.kind === "refused"
    ? didNotCount(outcome.reason)
    : mrkdwn`:white_check_mark: It is done again as ${outcome.taskId}.`;
}

async function apart({ spine, words: [, named], person }: Invocation, task: TaskRow): Promise<Mrkdwn> {
  assertTheirs(spine, person, matterOf(task));
  const outcome = await partReport(spine, { taskId: task.id, named: named ?? null, by: person.id });
  return outcome.kind === "refused"
    ? didNotCount(outcome.reason)
    : mrkdwn`:white_check_mark: ${code(outcome.signalId)} is a bug of its own now: ${code(outcome.taskId)}.`;
}

async function list({ spine, words }: Invocation): Promise<Mrkdwn> {
  const said = words.join("_").replaceAll("-", "_").toLowerCase();
  const wanted = taskStatuses.find((one) => one === said);
  if (said !== "" && wanted === undefined)
    return mrkdwn`:no_entry: There is no such status; there are ${taskStatuses.join(", ")}.`;
  const rows = await listTasks(spine.db, { kind: "bug_fix", status: wanted }, 10, null);
  return rows.length === 0 ? mrkdwn`There are none.` : joined(rows.map(taskLine));
}

async function run({ spine, text, person, user, channel, trigger }: Invocation): Promise<Mrkdwn> {
  const { RULES: rules } = spine.settings;
  const { repository: named, rest } = namedRepository(unescapeMrkdwn(text));
  if (rest === "") return mrkdwn`Like this: ${code(`${agentCommand} ${agentCommands["run"]?.usage}`)}`;
  const repository = named === null ? null : knownRepository(rules.repositories, named);
  if (named !== null && repository === null)
    return mrkdwn`:no_entry: RULES names no repository ${named}, only ${Object.keys(rules.repositories).join(", ") || "none"}.`;
  const words = reportWords(rest);
  const id = `slack:agent:${trigger}`;
  await receive(spine, {
    id,
    kind: "slack.agent",
    provenance: provenanceOfPerson(person),
    body: {
      type: "bug",
      source: "slack",
      by: person.id,
      title: reportTitle(rest, "A bug"),
      text: words,
      ...parseTrace(words),
      events: null,
      users: null,
      level: null,
      repository,
      origin: { kind: "slack", channel, user },
      project:
        (repository === null ? undefined : lookUp(rules.repositories, repository)?.project) ??
        projectOfChannel(rules, channel),
      channel,
    },
    dropReason: null,
  });
  const taskId = await taskIdOf(id, bugFix);
  return mrkdwn`On it as ${code(taskId)}. I'll open a thread in this channel; ${code(`${agentCommand} status ${taskId.slice(-6)}`)} tells how it stands.`;
}
