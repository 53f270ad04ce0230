import type { Answer } from "../../api/client.ts";

export type LetterView = Answer<"GET /api/dead-letters">["deadLetters"][number];
