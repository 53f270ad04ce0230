import type { Design } from "./design.ts";
import type { Requirements } from "./requirement.ts";
import type { storyStates } from "./stage.ts";

/** What is known of a story once it is being built. */
export interface BuiltStory {
  id: string;
  state: (typeof storyStates)[number];
  pullRequest: number | null;
  url: string | null;
  commit: string | null;
  note: string | null;
  /** Names of the tests that the referee has seen fail without its code, and pass with it. */
  tests: string[];
}

/** A requirement with all that became of it. */
export interface TracedRequirement {
  requirement: string;
  statement: string;
  standing: Requirements["requirements"][number]["standing"];
  /** The documents that ask for it, by id. */
  documents: string[];
  stories: {
    id: string;
    title: string;
    state: BuiltStory["state"] | "planned";
    code: string[];
    /** Test files of the plan, and the tests in them that have proven it. */
    testFiles: string[];
    tests: string[];
    pullRequest: number | null;
    url: string | null;
    commit: string | null;
    note: string | null;
  }[];
}

/** Each requirement with its stories, their code, their tests and their pull requests, in the requirements' order. */
export function traceabilityOf(
  { requirements, stories }: Pick<Requirements, "requirements" | "stories">,
  design: Pick<Design, "stories"> | null,
  built: readonly BuiltStory[],
): TracedRequirement[] {
  return requirements.map(({ id, statement, standing, citations }) => ({
    requirement: id,
    statement,
    standing,
    documents: [...new Set(citations.map(({ document }) => document))],
    stories: stories
      .filter((story) => story.requirements.includes(id))
      .map((story) => {
        const files = design?.stories.find((one) => one.story === story.id);
        const now = built.find((one) => one.id === story.id);
        return {
          id: story.id,
          title: story.title,
          state: now?.state ?? "planned",
          code: files?.code ?? [],
          testFiles: files?.tests ?? [],
          tests: [...(now?.tests ?? [])],
          pullRequest: now?.pullRequest ?? null,
          url: now?.url ?? null,
          commit: now?.commit ?? null,
          note: now?.note ?? null,
        };
      }),
  }));
}
