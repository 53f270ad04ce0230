import { alike, milestoneIn, newDay, sharedWords, titleOf } from "./about.ts";
import { actionsFor } from "./actions.ts";
import { daysIn } from "./days.ts";
import { type Shown, signalsIn } from "./read.ts";
import { type Fact, factsOf, type SaidAction, type SaidChange, type Scene, sceneOf } from "./scene.ts";

const weights: Readonly<Record<string, string>> = {
  milestone: "urgent",
  issue: "notable",
  risk: "notable",
  dependency: "notable",
  decision: "notable",
  assumption: "notable",
  absence: "notable",
  scope: "notable",
  question: "notable",
};
const order = [
  "milestone",
  "issue",
  "decision",
  "dependency",
  "risk",
  "absence",
  "scope",
  "assumption",
  "question",
  "progress",
];

/** Weighs facts and proposes what follows, by plain rules. */
export function classify(prompt: string): {
  thoughts: unknown[];
  actions: SaidAction[];
  changes: SaidChange[];
} {
  const scene = sceneOf(prompt);
  const signals = signalsIn(prompt);
  const changes: SaidChange[] = [];
  const actions: SaidAction[] = [];
  for (const signal of signals) {
    for (const fact of factsOf(signal)) {
      const made = changeFor(signal, fact, scene, changes.length + 1);
      if (made !== null) changes.push(made);
      const taken = takenBack(signal, fact, scene);
      if (taken !== null) changes.push(taken);
      actions.push(...actionsFor(signal, fact, scene).slice(0, 2));
    }
  }
  return { thoughts: signals.map(thoughtOf), actions, changes };
}

function thoughtOf(signal: Shown) {
  const facts = factsOf(signal);
  const main = order.find((category) => facts.some((fact) => fact.category === category));
  const fromTicket = signal.about["type"]?.startsWith("ticket_") === true;
  const importance =
    main === undefined
      ? "noise"
      : main === "progress" || (main === "scope" && fromTicket)
        ? "routine"
        : (weights[main] ?? "routine");
  return {
    signal: signal.id,
    importance: main === "milestone" && fromTicket ? "notable" : importance,
    category: main ?? "other",
    why:
      main === undefined
        ? "Nothing in it concerns the project."
        : (facts.find((fact) => fact.category === main)?.text ?? "").slice(0, 200),
  };
}

const raidTypes: Readonly<Record<string, string>> = {
  risk: "risk",
  issue: "issue",
  dependency: "dependency",
  assumption: "assumption",
  milestone: "risk",
  absence: "risk",
};

function changeFor(
  signal: Shown,
  { category, words, text }: Fact,
  scene: Scene,
  n: number,
): SaidChange | null {
  const base = { signals: [signal.id], why: text.slice(0, 300) };
  const title = titleOf(words);
  const about = scene.entries.find(
    (entry) =>
      entry.artefact !== "decision_log" &&
      alike(entry.name, words) &&
      // Absences are told in the same words, and each is somebody else's.
      (!/ is away: /.test(words) || entry.name.startsWith(signal.author)),
  );
  if (category === "decision")
    return {
      ...base,
      artefact: "decision_log",
      op: "add",
      entry: `new-${n}`,
      fields: fieldsOf({
        title,
        decision: words,
        by: signal.author,
        on: signal.about["at"]?.slice(0, 10) ?? scene.today,
        status: "made",
      }),
    };
  if (category === "progress" && about?.artefact === "raid_log")
    return {
      ...base,
      artefact: "raid_log",
      op: "set",
      entry: about.id,
      fields: fieldsOf({ status: "closed" }),
    };
  const milestone = milestoneIn(words, scene);
  if (category === "milestone" && milestone !== null)
    return {
      ...base,
      artefact: "delivery_state",
      op: "set",
      entry: milestone.id,
      fields: fieldsOf({
        status: "at_risk",
        forecast: newDay(words, milestone, scene),
        note: words.slice(0, 300),
      }),
    };
  const type = raidTypes[category];
  // What a ticket tells by its form alone stands in the ticket.
  if (
    type === undefined ||
    (signal.about["type"]?.startsWith("ticket_") === true && /^[A-Z]+-\d+ is /.test(text))
  )
    return null;
  if (about?.artefact === "raid_log" && about.fields["type"] === type)
    return {
      ...base,
      artefact: "raid_log",
      op: "set",
      entry: about.id,
      fields: fieldsOf({ description: words }),
    };
  const name =
    category === "absence" && isOfThemselves(words) ? titleOf(`${signal.author} is away: ${words}`) : title;
  return {
    ...base,
    artefact: "raid_log",
    op: "add",
    entry: `new-${n}`,
    fields: fieldsOf({
      type,
      title: name,
      description: words,
      owner: signal.author,
      impact: category === "milestone" || category === "issue" ? "high" : "medium",
      probability: type === "risk" ? "medium" : null,
      due: daysIn(words, scene.today)[0] ?? null,
      status: "open",
    }),
  };
}

/** A decision that words take back: the one that is most like them. */
function takenBack(signal: Shown, { category, words, text }: Fact, { entries }: Scene): SaidChange | null {
  if (category !== "decision" || !/\b(?:take back|going back|no longer)\b/i.test(words)) return null;
  const [old] = entries
    .filter(({ artefact, fields }) => artefact === "decision_log" && fields["status"] !== "superseded")
    .map(({ id, name }) => ({ id, ...sharedWords(name, words) }))
    .filter(({ shared }) => shared >= 2)
    .toSorted((a, b) => b.shared / b.shorter - a.shared / a.shorter);
  return old === undefined
    ? null
    : {
        artefact: "decision_log",
        op: "set",
        entry: old.id,
        fields: fieldsOf({ status: "superseded" }),
        signals: [signal.id],
        why: text.slice(0, 300),
      };
}

function fieldsOf(fields: Readonly<Record<string, string | null>>): { name: string; value: string | null }[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

/** Whether somebody speaks of their own absence; "Deniz is away" says by itself who it is. */
function isOfThemselves(words: string): boolean {
  return /\bI\b|\bI'(?:m|ll)\b/.test(words);
}
