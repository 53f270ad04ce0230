import type { OpenQuestion, Requirement, Requirements } from "../../../domain/delivery/requirement.ts";
import { cut } from "../../../platform/cut.ts";
import type { Consolidated } from "./consolidate.ts";
import type { FoundQuestion } from "./ground-extracted.ts";
import { type FixedStories, nothingFixed } from "./fixed-stories.ts";
import { numberQuestions } from "./number-requirements.ts";
import { settleStories } from "./settle-stories.ts";

/** What there was before a model put it together. */
type Before = Pick<Requirements, "requirements" | "questions" | "stories">;

/** What decides which of a model's words count. */
export interface Ground {
  /** Ids of the documents in which people have answered us. */
  answers: ReadonlySet<string>;
  /** Paths of the files that exist; empty where nothing does. */
  exists: readonly string[];
}

const oneLine = 1000;

/**
 * What is made of a model's answer, by rules: it names by id, and what it names that isn't there counts for nothing. A conflict is a
 * question with the words of both sides. What was overruled is gone, and so is what means the same as another. Only what people have
 * answered, or a later version of the same document, overrules; what has no source is asked until people have answered; and what changes
 * something, or is true already, names a file that is there. Stories that are fixed stay as they are, with what they answer.
 */
export function settleConsolidated(
  said: Consolidated,
  before: Before,
  ground: Ground,
  fixed: FixedStories = nothingFixed,
): Requirements {
  const held = new Set([...fixed.built, ...fixed.written].flatMap((story) => story.requirements));
  const joined = withoutDoubles(said, before.requirements, held);
  const { requirements, into } = withoutOverruled(said, joined, ground);
  const byId = new Map(requirements.map((one) => [one.id, one]));
  const conflicts = said.conflicts.flatMap((conflict): (FoundQuestion & { between: string[] })[] => {
    const between = [...new Set(conflict.requirements.map(into))].filter((id) => stands(byId.get(id)));
    const citations = between.flatMap((id) => byId.get(id)?.citations.slice(0, 2) ?? []).slice(0, 10);
    return between.length < 2
      ? []
      : [{ kind: "conflict", question: cut(conflict.question, oneLine), citations, between }];
  });
  const inConflict = new Set(conflicts.flatMap(({ between }) => between));
  const shown = standingsShown(said, ground);
  const open = before.questions.filter(
    ({ id, kind }) =>
      kind !== "conflict" &&
      (said.stillOpen.includes(id) || (kind === "no_source" && ground.answers.size === 0)),
  );
  const settled = requirements.map((one) => ({ ...one, standing: standingOf(one, shown, inConflict) }));
  const standing = new Map(settled.map((one) => [one.id, one.standing]));
  return {
    requirements: settled,
    questions: questionsOf(open, conflicts, before.questions),
    stories: settleStories(said, before.stories, fixed, { standing, into }),
  };
}

function stands(one: Requirement | undefined): boolean {
  return one !== undefined && one.standing !== "gone";
}

/** Requirements with their doubles folded in, and where each id has gone. @param held ids of those that fixed stories answer: they stay */
function withoutDoubles(
  { same }: Consolidated,
  all: readonly Requirement[],
  held: ReadonlySet<string>,
): { requirements: Requirement[]; into: (id: string) => string } {
  const target = new Map<string, string>();
  const ids = new Set(all.filter(stands).map(({ id }) => id));
  for (const { keep, drop } of same) {
    const alike = [keep, ...drop];
    const stays = alike.find((id) => held.has(id)) ?? keep;
    for (const id of alike)
      if (id !== stays && !held.has(id) && ids.has(id) && ids.has(stays) && !target.has(stays))
        target.set(id, stays);
  }
  const into = (id: string): string => target.get(id) ?? id;
  const requirements = all.map((one): Requirement => {
    if (target.has(one.id)) return { ...one, standing: "gone" };
    const doubles = all.filter(({ id }) => target.get(id) === one.id);
    return { ...one, citations: [one, ...doubles].flatMap(({ citations }) => citations).slice(0, 20) };
  });
  return { requirements, into };
}

function withoutOverruled(
  { overruled }: Consolidated,
  { requirements, into }: ReturnType<typeof withoutDoubles>,
  { answers }: Ground,
): ReturnType<typeof withoutDoubles> {
  const over = new Set<string>();
  for (const { requirement, by } of overruled) {
    const [id, holds] = [into(requirement), into(by)];
    const [one, other] = [id, holds].map((its) => requirements.find((each) => each.id === its));
    if (one === undefined || other === undefined || one === other) continue;
    if (!over.has(holds) && stands(other) && overrules(other, one, answers)) over.add(id);
  }
  return {
    into,
    requirements: requirements.map((one) => (over.has(one.id) ? { ...one, standing: "gone" } : one)),
  };
}

/** What a model says of requirements against what exists, as far as the files are there that it names. */
export function standingsShown(
  { standings }: Pick<Consolidated, "standings">,
  { exists }: Pick<Ground, "exists">,
): Consolidated["standings"] {
  const there = new Set(exists);
  return standings.filter(({ file }) => there.has(file));
}

/** Whether one rests on an answer, or on a later version of what the other rests on. */
function overrules(one: Requirement, other: Requirement, answers: ReadonlySet<string>): boolean {
  return one.citations.some(
    ({ document, version }) =>
      answers.has(document) ||
      other.citations.some((before) => before.document === document && before.version < version),
  );
}

function standingOf(
  { id, standing }: Requirement,
  standings: Consolidated["standings"],
  inConflict: ReadonlySet<string>,
): Requirement["standing"] {
  if (standing === "gone") return standing;
  if (inConflict.has(id)) return "conflict";
  return standings.find(({ requirement }) => requirement === id)?.standing ?? "new";
}

function questionsOf(
  open: readonly OpenQuestion[],
  conflicts: readonly FoundQuestion[],
  before: readonly OpenQuestion[],
): OpenQuestion[] {
  const numbered = numberQuestions(
    conflicts.map(({ kind, question, citations }) => ({ kind, question, citations })),
    before,
  );
  // What was open in the very words of a contradiction is that contradiction.
  return [...open.filter(({ id }) => !numbered.some((one) => one.id === id)), ...numbered];
}
