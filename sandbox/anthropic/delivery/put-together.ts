import { elementsIn } from "../watch/read.ts";
import { sharedWords } from "../watch/about.ts";
import { existingFiles } from "./existing-files.ts";
import { knownStories } from "./known-stories.ts";

interface Shown {
  id: string;
  priority: string;
  statement: string;
  /** Names of the documents that it rests on. */
  from: string[];
}

const bounding = /\b(?:until|before|after|within|at most|at least|no more than|only|never|always)\b/i;

/** A plan has a hundred stories at most; where there are more requirements, several make one. */
const mostOthers = 60;

/** Requirements as stories, by plain rules: those that the shipped example knows together, the others each for itself as far as that goes. */
export function putTogether(prompt: string): Record<string, unknown> {
  const requirements = elementsIn(prompt, "requirement").map(({ attributes, text }): Shown => {
    const [statement = "", ...quotes] = text.split("\n");
    const from = quotes.map((line) => line.replace(/: ".*$/, ""));
    return { id: attributes["id"] ?? "", priority: attributes["priority"] ?? "must", statement, from };
  });
  const questions = elementsIn(prompt, "question").map(({ attributes, text }) => ({
    id: attributes["id"] ?? "",
    text,
  }));
  const known = elementsIn(prompt, "story").map(({ attributes, text }) => ({
    id: attributes["id"] ?? "",
    text,
  }));
  const answers = requirements.filter(isAnswer);
  const against = pairsAgainst(requirements);
  const overruled = against.flatMap(([one, other]) => {
    const holds = answers.find((answer) => alike(answer, one) && alike(answer, other));
    if (holds === undefined) return [];
    return [one, other].filter((side) => side !== holds).map(({ id }) => ({ requirement: id, by: holds.id }));
  });
  const over = new Set(overruled.map(({ requirement }) => requirement));
  const conflicts = against.filter(
    (pair) => pair.every(({ id }) => !over.has(id)) && pair.every((one) => !isAnswer(one)),
  );
  const inConflict = new Set(conflicts.flatMap((pair) => pair.map(({ id }) => id)));
  const standing = requirements.filter(({ id }) => !over.has(id) && !inConflict.has(id));
  return {
    same: [],
    standings: standingsOf(standing, existingFiles(prompt)),
    overruled,
    conflicts: conflicts.map(([one, other]) => ({
      requirements: [one.id, other.id],
      question: `Which of the two holds: "${one.statement}" or "${other.statement}"`,
    })),
    stillOpen: questions
      .filter(({ text }) => !answers.some(({ statement }) => sharedWords(text, statement).shared >= 2))
      .map(({ id }) => id),
    stories: storiesOf(standing).map((story) => ({
      ...story,
      id: known.find(({ text }) => text.startsWith(`${story.title}:`))?.id ?? null,
    })),
    facts: factsOf(requirements.map(({ statement }) => statement).join(" ")),
  };
}

/** Requirements that name a part which is there already change it: "discounts", and there is src/discounts.js. */
function standingsOf(requirements: readonly Shown[], files: readonly string[]) {
  const parts = files.flatMap((file) => {
    const [, part = ""] = /^(?:src|app)\/(?:.*\/)?([a-z]{4,})\.\w+$/.exec(file) ?? [];
    return part === "" ? [] : [{ file, part }];
  });
  return requirements.flatMap(({ id, statement }) => {
    const changed = parts.find(({ part }) => new RegExp(`\\b${part}\\b`, "i").test(statement));
    return changed === undefined
      ? []
      : [{ requirement: id, standing: "edit", file: changed.file, why: `it is about ${changed.part}` }];
  });
}

function isAnswer({ from }: Shown): boolean {
  return from.some((name) => name.startsWith("Answer "));
}

function alike(one: Shown, other: Shown): boolean {
  return sharedWords(one.statement, other.statement).shared >= 2;
}

/** Two that are about the same and bound it in other words. */
function pairsAgainst(all: readonly Shown[]): [Shown, Shown][] {
  const bounded = all.filter(({ statement }) => bounding.test(statement));
  return bounded.flatMap((one, at) =>
    bounded.slice(at + 1).flatMap((other): [Shown, Shown][] => {
      const { shared, shorter } = sharedWords(one.statement, other.statement);
      return one.statement !== other.statement && shared >= 2 && shared / shorter >= 0.5
        ? [[one, other]]
        : [];
    }),
  );
}

function storiesOf(requirements: readonly Shown[]) {
  const left = new Set(requirements);
  const told = knownStories.flatMap(({ about, ...story }) => {
    const its = [...left].filter(({ statement }) => about.test(statement));
    for (const one of its) left.delete(one);
    return its.length === 0
      ? []
      : [{ ...story, priority: highest(its), requirements: its.map(({ id }) => id) }];
  });
  const rest = [...left];
  const each = Math.max(1, Math.ceil(rest.length / mostOthers));
  const others = Array.from({ length: Math.ceil(rest.length / each) }, (_, n) => {
    const its = rest.slice(n * each, (n + 1) * each);
    const [{ id, statement } = { id: "", statement: "" }] = its;
    return {
      key: id.toLowerCase(),
      title: statement.replace(/[.!?]+$/, "").slice(0, 100),
      narrative: statement,
      priority: highest(its),
      requirements: its.map((one) => one.id),
      criteria: its.map((one) => one.statement),
      dependsOn: [],
    };
  });
  const keys = new Set(told.map(({ key }) => key));
  return [
    ...told.map((story) => ({ ...story, dependsOn: story.dependsOn.filter((key) => keys.has(key)) })),
    ...others,
  ];
}

function highest(all: readonly Shown[]): string {
  return ["must", "should", "could"].find((one) => all.some(({ priority }) => priority === one)) ?? "must";
}

function factsOf(words: string) {
  const app = /\b(?:browser|screen|web page|website|click|dashboard|phone)\b/i.test(words);
  const wish = (["vue", "python", "react", "node"] as const).find((name) =>
    new RegExp(`\\b${name}\\b`, "i").test(words),
  );
  return {
    userInterface: app ? "app" : "none",
    serverNeeded: /\b(?:api|server|endpoint|service|GET|POST)\b/.test(words),
    persistence: /\b(?:save|store|keep|remember|database)/i.test(words),
    dataScience: /\b(?:forecast|predict|machine learning)\b/i.test(words),
    preferred: wish ?? null,
  };
}
