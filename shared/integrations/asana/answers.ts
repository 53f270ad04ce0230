import type { ServiceAnswers } from "../../domain/answers.ts";

/** Asana has statuses alone (developers.asana.com/docs/errors). */
export const asanaAnswers: ServiceAnswers = { name: "Asana", door: "asana" };
