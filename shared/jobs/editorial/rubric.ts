/** Where a request was made. */
export interface Asked {
  /** Slack channel; null: it was typed on the dashboard and talks nowhere. */
  channel: string | null;
  /** Everything that was said so far: the request, then the answers. */
  said: string;
}

/** What the desk needs to know before it may start on a kind of work. */
export interface RubricField<B> {
  name: string;
  /** How a person is asked for it. */
  ask: string;
  isPresent: (brief: B, asked: Asked) => boolean;
}

/** The required fields that a brief lacks, with the question for each. Pure: no model is asked. */
export function missingFields<B>(
  rubric: readonly RubricField<B>[],
  brief: B,
  asked: Asked,
): RubricField<B>[] {
  return rubric.filter((field) => !field.isPresent(brief, asked));
}
