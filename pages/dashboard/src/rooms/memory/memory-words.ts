import type { MemoryKind } from "../../../../../shared/domain/memory.ts";

/** What a memory is, as people call it. */
export const memoryWords: Record<MemoryKind, string> = {
  publication: "Published",
  decision: "Decision",
  revision: "Revision asked for",
  plan: "Agreed plan",
  note: "Note",
  feedback: "Feedback",
  answer: "Answer",
  document: "Document",
};
