import type { Brief } from "./intent.ts";

/** What the desk needs to know before it may start on a kind of work. */
export interface RubricField {
  name: string;
  /** How a person is asked for it. */
  ask: string;
  isPresent: (brief: Brief) => boolean;
}

/** The names of the required fields that a brief lacks, with the question for each. Pure: no model is asked. */
export function missingFields(rubric: readonly RubricField[], brief: Brief): RubricField[] {
  return rubric.filter((field) => !field.isPresent(brief));
}
