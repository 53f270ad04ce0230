import type { priorities } from "../../../../../../shared/domain/delivery/requirement.ts";
import { writtenStorySchema } from "../../../../../../shared/domain/delivery/written-story.ts";
import type { z } from "zod";

/** A story as somebody is writing it. */
export interface StoryDraft {
  title: string;
  narrative: string;
  /** One a line, as are the files. */
  criteria: string;
  priority: (typeof priorities)[number];
  dependsOn: string[];
  tests: string;
  code: string;
}

export const blankStory: StoryDraft = {
  title: "",
  narrative: "",
  criteria: "",
  priority: "should",
  dependsOn: [],
  tests: "",
  code: "",
};

type Written = z.input<typeof writtenStorySchema>;

/** What is sent of a draft, or what is to be mended: words by field. Files are for the design where none are named. */
export function storyOf(
  draft: StoryDraft,
): { story: Written; problems: null } | { story: null; problems: Partial<Record<keyof StoryDraft, string>> } {
  const { title, narrative, priority, dependsOn } = draft;
  const [criteria, tests, code] = [linesOf(draft.criteria), linesOf(draft.tests), linesOf(draft.code)];
  const files = tests.length === 0 && code.length === 0 ? {} : { files: { tests, code } };
  const story = { title, narrative, criteria, priority, dependsOn, ...files };
  const { error } = writtenStorySchema.safeParse(story);
  if (error === undefined) return { story, problems: null };
  const problems: Partial<Record<keyof StoryDraft, string>> = {};
  for (const { path, code: what, message } of error.issues) {
    const field = path[0] === "files" ? path[1] : path[0];
    if (!isField(field)) continue;
    problems[field] ??= (what === "too_small" ? missing[field] : undefined) ?? message;
  }
  return { story: null, problems };
}

const missing: Partial<Record<keyof StoryDraft, string>> = {
  title: "Say what it is",
  narrative: "Say who wants what, and what for",
  criteria: "Say at least one thing that can be seen when it is done",
  tests: "Name the files of its tests too",
  code: "Name the files of its code too",
};

function isField(name: unknown): name is keyof StoryDraft {
  return typeof name === "string" && Object.hasOwn(blankStory, name);
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*[-*•]\s+/, "").trim())
    .filter((line) => line !== "");
}
