import { Atlas } from "../replay/atlas.ts";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { approveInSlack, channel, endOf, type Meeting, meetingAt, propose } from "./meeting-outside.ts";
import { writeFollowUp } from "./meeting-post.ts";
import { expected, invited, said } from "./meeting-said.ts";
import { Outside } from "./outside.ts";
import { patienceMs } from "./patience.ts";

export interface MeetingResult {
  meeting: string;
  tickets: string[];
  decision: string;
  post: string;
  cites: string;
  steps: { at: number; step: string; detail: string }[];
}

const title = "The import that failed";
const address = "https://meet.example/atlas-import";

/**
 * Tells a meeting of the project atlas: recorded, noted, agreed, and what follows. Every step is seen from outside, or it throws.
 * @param older the post that was published before, which the new one has to cite.
 */
export async function tellMeetingStory(
  stack: Stack,
  older: { url: string; title: string },
  say: (step: string, detail: string) => void,
): Promise<MeetingResult> {
  const outside = new Outside(stack);
  const steps: MeetingResult["steps"] = [];
  const started = performance.now();
  const tell = (step: string, detail: string): void => {
    steps.push({ at: Math.round(performance.now() - started), step, detail });
    say(step, detail);
  };

  const atlas = new Atlas(stack);
  await recordMeeting(stack, outside, tell);
  const meeting = await agreeOnNotes(outside, tell);
  const tickets = await openTickets(outside, meeting, tell);
  const decided = await waitFor("the decision in atlas's log", patienceMs, async () =>
    (await atlas.artefact("decision_log")).entries.find((entry) =>
      JSON.stringify(entry).includes(expected.decision),
    ),
  );
  tell("decision", `${decided.id} in atlas's decision log: "…${expected.decision}"`);
  // What was published is remembered within a minute.
  await atlas.tick();
  const post = await writeFollowUp(outside, older, tell);
  return { meeting: meeting.id, tickets, decision: decided.id, post, cites: older.url, steps };
}

type Tell = (step: string, detail: string) => void;

/** A bot is asked for, agreed to, and let in; it hears what is said until the end. */
async function recordMeeting(stack: Stack, outside: Outside, tell: Tell): Promise<void> {
  const { taskId } = await propose(stack, {
    kind: "meeting_bot",
    project: "atlas",
    channel,
    payload: {
      title,
      url: address,
      startsAt: null,
      minutes: 15,
      attendees: invited,
      told: "the invitation says that it is recorded",
    },
  });
  const { body } = await approveInSlack(outside, taskId, "meeting_bot");
  if (!body.includes("invitation says")) throw new Error("who decides was not shown how people are told");
  tell("bot", "asked for in #general, with how people know that they are recorded; approved by Maya");
  const bot = await waitFor("the bot at Recall", patienceMs, async () => {
    const { bots } = await outside.sandboxPage<{
      bots: { id: string; meetingUrl: string; retentionHours: number | null }[];
    }>("recall", "bots");
    return bots.find(({ meetingUrl }) => meetingUrl === address);
  });
  const step = async (what: string, more: object = {}): Promise<void> =>
    outside.sandbox("recall", "step", { do: what, bot: bot.id, ...more });
  await step("join");
  await waitFor(
    "the meeting to be recorded",
    patienceMs,
    async () => (await meetingAt(outside, address)).botState === "recording",
  );
  for (const one of said) await step("say", one);
  await step("end");
  tell(
    "recorded",
    `${said.length} things are said, one by a caller without a name; Recall keeps it for ${bot.retentionHours} hours`,
  );
}

async function agreeOnNotes(outside: Outside, tell: Tell): Promise<Meeting> {
  const { taskId } = await waitFor("the notes' task", patienceMs, async () => {
    const meeting = await meetingAt(outside, address);
    return meeting.taskId === null ? null : { taskId: meeting.taskId };
  });
  await approveInSlack(outside, taskId, "meeting_notes");
  const meeting = await waitFor("the notes that people have agreed to", patienceMs, async () => {
    const now = await meetingAt(outside, address);
    return now.agreed ? now : null;
  });
  const { notes } = meeting;
  const has = (kind: "decisions" | "questions", words: string): boolean =>
    notes?.[kind].some(({ text, moment }) => text.includes(words) && moment.quote !== "") ?? false;
  const actions = notes?.actions ?? [];
  if (!has("decisions", expected.decision)) throw new Error("the notes don't have the decision");
  if (!has("questions", expected.question)) throw new Error("the notes don't have the open question");
  for (const { owner, words } of expected.actions)
    if (!actions.some((one) => one.owner === owner && one.due !== null && one.text.includes(words)))
      throw new Error(`the notes don't have ${owner} for "${words}" with a day`);
  if (actions.length !== expected.actions.length) throw new Error(`the notes have ${actions.length} actions`);
  tell(
    "notes",
    `${notes?.decisions.length} decision, ${actions.map(({ owner, due }) => `${owner} until ${due}`).join(", ")}, ${notes?.questions.length} open question; approved by Maya`,
  );
  const mail = await waitFor("the notes in the mailbox", patienceMs, async () => {
    const { mails } = await outside.sandboxPage<{ mails: { to: string[]; subject: string }[] }>(
      "mail",
      "mails",
    );
    return mails.find(({ subject }) => subject.startsWith(`Notes of ${title}`));
  });
  const strangers = mail.to.filter((one) => !invited.some(({ email }) => email === one));
  if (strangers.length > 0 || mail.to.length !== invited.length)
    throw new Error(`the notes went to ${mail.to.join(", ")}`);
  tell("mail", `"${mail.subject}", to ${mail.to.length} who were there`);
  return meeting;
}

/** Each action's ticket is a task with a verdict of its own. Answers their keys. */
async function openTickets(outside: Outside, { notes }: Meeting, tell: Tell): Promise<string[]> {
  const keys: string[] = [];
  for (const { text } of notes?.actions ?? []) {
    const ticket = await waitFor(`a ticket for "${text}"`, patienceMs, async () => {
      const { approvals } = await outside.api<{
        approvals: { taskId: string; kind: string; target: string }[];
      }>("/api/approvals?limit=100");
      return approvals.find(({ kind, target }) => kind === "jira_create_ticket" && target.endsWith(text));
    });
    await approveInSlack(outside, ticket.taskId, "jira_create_ticket");
    const view = await endOf(outside, ticket.taskId);
    const key = view.effects.find(({ kind }) => kind === "jira_create_ticket")?.result?.["issue"];
    const { issues } = await outside.sandboxPage<{ issues: { key: string; summary: string }[] }>(
      "jira",
      "issues",
    );
    const [made, ...more] = issues.filter(({ summary }) => summary === text);
    if (made === undefined || made.key !== key || more.length > 0)
      throw new Error(`Jira has ${more.length + (made === undefined ? 0 : 1)} tickets "${text}"`);
    keys.push(made.key);
    tell("ticket", `${made.key} "${text}", with its own yes`);
  }
  return keys;
}
