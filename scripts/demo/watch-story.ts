import { recentMonday } from "../../sandbox/story/calendar.ts";
import { playEvents } from "../../sandbox/story/play.ts";
import type { StoryMail } from "../../sandbox/story/events.ts";
import { cast } from "../../sandbox/story/people.ts";
import { daysOf, storyFrom } from "../../sandbox/story/story.ts";
import { Atlas, type Proposal } from "../replay/atlas.ts";
import { enterMilestones } from "../replay/milestones.ts";
import { eventsBySignal, notedIn } from "../replay/noted.ts";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { Outside } from "./outside.ts";
import { patienceMs } from "./patience.ts";

export interface WatchResult {
  entries: number;
  signals: number;
  usd: number;
  steps: { at: number; step: string; detail: string }[];
}

/** Tells a day of the project atlas: what comes in, what is noted, held and withdrawn. Every step is seen from outside, or it throws. */
export async function tellWatchStory(
  stack: Stack,
  say: (step: string, detail: string) => void,
): Promise<WatchResult> {
  const outside = new Outside(stack);
  const atlas = new Atlas(stack);
  const steps: WatchResult["steps"] = [];
  const started = performance.now();
  const tell = (step: string, detail: string): void => {
    steps.push({ at: Math.round(performance.now() - started), step, detail });
    say(step, detail);
  };
  // The campaign has written to its readers.
  const sentBefore = (await sentMails(outside)).length;
  const monday = recentMonday(Date.now());
  const story = storyFrom(monday);
  const earlier = daysOf(story, 1, 2).filter(({ kind }) => kind !== "mail");
  await playEvents(stack.urls.sandbox, [...story.before, ...earlier], false);
  await enterMilestones(stack, monday);
  await putLevel(stack);
  tell(
    "project",
    "atlas, the relaunch of a customer portal, 122 tickets on its board; an operator sets level 3",
  );

  const days = daysOf(story, 3, 4);
  await playEvents(stack.urls.sandbox, days, true);
  const mails = days.filter(({ kind }) => kind === "mail").length;
  tell(
    "signals",
    `two of its days: ${mails} mails and ${days.length - mails} changes of tickets, most of them noise`,
  );
  await atlas.catchUp();
  const signals = await atlas.signals();
  const events = eventsBySignal(signals, [...story.before, ...story.events]);
  const noise = signals.filter(({ importance }) => importance === "noise").length;
  tell(
    "read",
    `${signals.length} signals, ${noise} of them noise; each fact has the very words that it rests on`,
  );

  const raid = notedIn("raid_log", (await atlas.artefact("raid_log")).entries, events);
  for (const [as, event] of [
    ["risk", "load-2"],
    ["assumption", "load-3"],
    ["issue", "duplicates-1"],
  ] as const) {
    const entry = raid.find((one) => one.as === as && one.events.includes(event));
    if (!entry) throw new Error(`the RAID log has no ${as} from ${event}`);
    tell(as, `${entry.id} "${entry.title.slice(0, 90)}", from ${entry.events.join(", ")}`);
  }
  const decided = notedIn("decision_log", (await atlas.artefact("decision_log")).entries, events);
  const frankfurt = decided.find((one) => one.events.includes("region-3"));
  if (!frankfurt) throw new Error("the decision log has no decision from region-3");
  tell("decision", `${frankfurt.id} "${frankfurt.title.slice(0, 90)}"`);

  const order = signals.find(({ id }) => events.get(id) === "order-by-mail-1");
  if (order?.flag === null || order === undefined) throw new Error("a stranger's order was not flagged");
  const proposals = await atlas.proposals();
  if (proposals.some(({ sources }) => sources.includes(order.id)))
    throw new Error("something followed from a stranger's order");
  tell("stranger's order", `"${order.title}": flagged, and nothing follows from it`);

  const held = proposals.find((one) => isHeld(one));
  if (!held) throw new Error(`no mail is held, of ${proposals.map(({ title }) => title).join("; ")}`);
  tell("mail held", `"${held.title}", for 30 minutes: ${held.why.slice(0, 80)}`);
  await playEvents(stack.urls.sandbox, [answered(Date.now())], true);
  tell("mail", "Maya writes in the same conversation that it is settled");
  await atlas.catchUp();
  const withdrawn = await waitFor("the held mail to be withdrawn", patienceMs, async () =>
    (await atlas.proposals()).find(({ id, state }) => id === held.id && state === "withdrawn"),
  );
  tell("withdrawn", withdrawn.reason ?? "");

  const digest = await waitFor("the digest in Maya's mailbox", patienceMs, async () => {
    const sent = await sentMails(outside);
    const since = sent.slice(0, sent.length - sentBefore);
    if (since.some(({ to }) => to.some((address) => !address.endsWith("@signalbox.example"))))
      throw new Error("a mail went to somebody outside");
    return since.find(({ subject }) => subject.startsWith("Digest of atlas"));
  });
  tell("digest", `"${digest.subject}", to ${digest.to.join(", ")}; no other mail has left the house`);
  const { cycles, idle } = await atlas.summary();
  const usd = (await atlas.cycles()).reduce((sum, cycle) => sum + cycle.usd, 0);
  tell("looks", `${cycles}, of which ${idle} found nothing, asked no model and began no workflow`);
  return { entries: raid.length, signals: signals.length, usd, steps };
}

/** Maya's own word, now, that what she had asked needs nobody any more. */
function answered(now: number): StoryMail {
  return {
    kind: "mail",
    id: "demo-settled",
    at: now,
    sentAt: now,
    from: cast.maya,
    to: [cast.jonas.address],
    cc: [cast.atlas.address],
    subject: "RE: Map on the outage page",
    text: "Ms Roth has rung me up about the contract, so this is settled.",
    html: null,
    conversation: "map-licence",
    attachments: [],
  };
}

/** What has left by mail, newest first. */
async function sentMails(outside: Outside): Promise<{ to: string[]; subject: string }[]> {
  const { mails } = await outside.sandboxPage<{ mails: { to: string[]; subject: string }[] }>(
    "mail",
    "mails",
  );
  return mails;
}

function isHeld({ kind, state, errandStatus }: Proposal): boolean {
  return kind === "email_stakeholder" && state === "proposed" && errandStatus === "on_hold";
}

async function putLevel({ urls, apiToken }: Stack): Promise<void> {
  const response = await fetch(`${urls.worker}/api/autonomy`, {
    method: "PUT",
    headers: { authorization: `Bearer ${apiToken}` },
    body: JSON.stringify({ project: "atlas", kind: "*", level: 3, reason: "It has earned it" }),
  });
  if (!response.ok) throw new Error(`the level was not set: ${response.status} ${await response.text()}`);
}
