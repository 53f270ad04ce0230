import type { Check } from "./check.ts";

/** What must be true of the moments that a run waited for. */
export const momentChecks: Check[] = [
  {
    title: "each moment at which the Worker was to be killed has come",
    run: ({ fix, delivery, diary }) => ({
      looked: [fix, delivery].filter((one) => one !== null).length,
      violations: diary.missed.map((what) => ({
        what: `it never came to this: ${what}`,
        taskId: delivery?.taskId ?? fix?.taskId ?? null,
      })),
    }),
  },
];
