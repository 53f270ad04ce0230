/** How many things have changed when a cycle is measured. */
export const changeSizes = [1, 10, 100] as const;
const mostRepeats = 20;

/** The watched projects that a system has: none is asked at a service, the bench looks at them itself. */
export const idleProject = "watch-idle";

export function busyProject(changes: number, repeat: number): string {
  return `watch-busy-${changes}-${repeat}`;
}

/** Their rules. */
export function watchProjectRules(): Record<string, object> {
  const busy = changeSizes.flatMap((changes) =>
    Array.from({ length: mostRepeats }, (_, repeat) => busyProject(changes, repeat)),
  );
  // A day apart, so that the clock doesn't begin any while it is measured.
  return Object.fromEntries([idleProject, ...busy].map((name) => [name, { intervalMinutes: 1440 }]));
}
