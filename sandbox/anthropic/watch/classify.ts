import { elementsIn, entriesIn, type Shown, type ShownEntry, signalsIn } from "./read.ts";
import { daysIn, later } from "./days.ts";

interface Fact {
  category: string;
  /** Without who says it. */
  words: string;
  text: string;
}

/** What the stand-in knows of the project, read out of the prompt. */
export interface Scene {
  today: string;
  people: { id: string; name: string; stakeholder: boolean }[];
  tickets: { key: string; status: string; title: string }[];
  statuses: string[];
  entries: ShownEntry[];
}

export interface SaidAction {
  kind: string;
  signals: string[];
  why: string;
  ticket: string | null;
  entry: string | null;
  people: string[];
  subject: string | null;
  text: string | null;
  value: string | null;
}
export interface SaidChange {
  artefact: string;
  op: string;
  entry: string;
  fields: { name: string; value: string | null }[];
  signals: string[];
  why: string;
}

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

export function sceneOf(prompt: string): Scene {
  const project = elementsIn(prompt, "project")[0]?.attributes ?? {};
  return {
    today: project["today"] ?? "2026-01-01",
    people: elementsIn(prompt, "person").map(({ attributes, text }) => ({
      id: attributes["id"] ?? "",
      name: text,
      stakeholder: attributes["stakeholder"] === "yes",
    })),
    tickets: elementsIn(prompt, "ticket").map(({ attributes, text }) => ({
      key: attributes["key"] ?? "",
      status: attributes["status"] ?? "",
      title: text,
    })),
    statuses: (elementsIn(prompt, "statuses")[0]?.text ?? "").split(", ").filter(Boolean),
    entries: entriesIn(prompt),
  };
}

function factsOf({ facts }: Shown): Fact[] {
  return facts.map(({ category, text }) => ({
    category,
    text,
    words: text.replace(/^[^:]{1,80} says: /, ""),
  }));
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
  const about = scene.entries.find((entry) => entry.artefact !== "decision_log" && alike(entry.name, words));
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
        on: daysIn(words, scene.today)[0] ?? scene.today,
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
  const name = category === "absence" ? titleOf(`${signal.author} is away: ${words}`) : title;
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

function actionsFor(signal: Shown, fact: Fact, scene: Scene): SaidAction[] {
  const { category, words, text } = fact;
  const none = { ticket: null, entry: null, people: [], subject: null, text: null, value: null };
  const base = { ...none, signals: [signal.id], why: text.slice(0, 300) };
  const key =
    ticketIn(words, scene) ?? scene.tickets.find((one) => one.key === signal.about["item"])?.key ?? null;
  const author = scene.people.find(({ name }) => name.toLowerCase() === signal.author.toLowerCase());
  const milestone = milestoneIn(words, scene);
  const day = milestone === null ? null : newDay(words, milestone, scene);
  switch (category) {
    case "dependency":
    case "issue":
      return key === null || /^[A-Z]+-\d+ is /.test(text)
        ? []
        : [
            {
              ...base,
              kind: "jira_comment",
              ticket: key,
              text: `Noted in the RAID log as ${category === "issue" ? "an issue" : "a dependency"}: ${words}`,
            },
          ];
    case "milestone":
      return milestone === null || day === null
        ? []
        : [{ ...base, kind: "milestone_change", entry: milestone.id, value: day }];
    case "question":
      if (author !== undefined)
        return [
          {
            ...base,
            kind: "email_stakeholder",
            people: [author.id],
            subject: `Your question: ${titleOf(words)}`,
            text: `Hello ${author.name},\n\nyou asked: “${words}”\n\nThe team looks into it and answers as soon as it knows.\n\nSignalbox, for the team`,
          },
        ];
      return key === null
        ? []
        : [{ ...base, kind: "jira_comment", ticket: key, text: `This question is open: ${words}` }];
    case "progress": {
      const done = scene.statuses.find((status) => /^(?:done|closed|resolved|erledigt)$/i.test(status));
      const ticket = scene.tickets.find((one) => one.key === ticketIn(words, scene));
      const byForm = /^[A-Z]+-\d+ (?:went|passed|is|has|was)\b/.test(text);
      return done === undefined || ticket === undefined || ticket.status === done || byForm
        ? []
        : [{ ...base, kind: "jira_status_change", ticket: ticket.key, value: done }];
    }
    case "scope":
      return /new requirement|also need|change request/i.test(words)
        ? [{ ...base, kind: "jira_create_ticket", subject: titleOf(words), text: words, value: "Task" }]
        : [];
    default:
      return [];
  }
}

function ticketIn(words: string, { tickets }: Scene): string | null {
  const named = words.match(/\b[A-Z][A-Z0-9]+-\d+\b/g) ?? [];
  return named.find((key) => tickets.some((one) => one.key === key)) ?? null;
}

/** The milestone that words are about: by its name, or the only one that is open. */
function milestoneIn(words: string, { entries }: Scene): ShownEntry | null {
  const milestones = entries.filter(
    ({ artefact, id, fields }) =>
      artefact === "delivery_state" && id !== "head" && fields["status"] !== "done",
  );
  const named = milestones.find(({ name }) => words.toLowerCase().includes(name.toLowerCase()));
  return named ?? milestones.find(({ name }) => alike(name, words)) ?? null;
}

/** The day that words move a milestone to: as they say it, or so much later than planned. */
function newDay(words: string, { fields }: ShownEntry, { today }: Scene): string | null {
  const [said] = daysIn(words, today);
  return said ?? later(fields["forecast"] ?? fields["due"] ?? null, words);
}

function titleOf(words: string): string {
  const plain = words.replace(/^(?:hi|hello|hey|dear)\b[^,]{0,40},\s*/i, "").replace(/[.!?]+$/, "");
  return plain.length > 110 ? `${plain.slice(0, 109).replace(/\s+\S*$/, "")}…` : plain;
}

const common = new Set(
  "the and that this with for from will have has are was were not but our you your they them into until about there would could should been because before after says".split(
    " ",
  ),
);

/** Whether two sentences share most of what matters in the shorter one. */
function alike(one: string, other: string): boolean {
  const { shared, shorter } = sharedWords(one, other);
  return shared >= 2 && shared / shorter >= 0.6;
}

function sharedWords(one: string, other: string): { shared: number; shorter: number } {
  const [a, b] = [one, other].map(
    (text) =>
      new Set(
        text
          .toLowerCase()
          .match(/[\p{L}\p{N}-]{4,}/gu)
          ?.filter((word) => !common.has(word)),
      ),
  );
  if (a === undefined || b === undefined) return { shared: 0, shorter: 0 };
  return { shared: [...a].filter((word) => b.has(word)).length, shorter: Math.min(a.size, b.size) };
}

function fieldsOf(fields: Readonly<Record<string, string | null>>): { name: string; value: string | null }[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}
