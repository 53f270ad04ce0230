import type { RubricField } from "../../rubric.ts";

export const blogPostRubric: readonly RubricField[] = [
  { name: "topic", ask: "What is the post about?", isPresent: (brief) => Boolean(brief.topic?.trim()) },
  { name: "audience", ask: "Who should read it?", isPresent: (brief) => Boolean(brief.audience?.trim()) },
  {
    name: "key points",
    ask: "Which points must it cover? At least two, one a line, each starting with a dash.",
    isPresent: (brief) => brief.keyPoints.length >= 2,
  },
];
