/** Whether a number is the same on any machine: a count, even in the quick form; a ratio; or a time of this one. */
type Nature = "count" | "ratio" | "time";

interface Figure {
  words: string;
  nature: Nature;
  goal?: { most: number } | { least: number };
}

/** The numbers that have a name: for goals, bounds and the comparison with the run that was kept last. */
export const figures = {
  d1Calls: { words: "D1 calls a task", nature: "count", goal: { most: 14 } },
  d1Statements: { words: "D1 statements a task", nature: "count", goal: { most: 60 } },
  objectCalls: { words: "Durable Object calls a task", nature: "count", goal: { most: 8 } },
  steps: { words: "workflow steps a task", nature: "count", goal: { most: 9 } },
  publishedAlone: { words: "published alone ÷ bare", nature: "ratio", goal: { most: 1.35 } },
  publishedAtRate: { words: "published at 5 tasks/s ÷ bare", nature: "ratio", goal: { most: 1.5 } },
  ackAtRate: { words: "ack at 5 tasks/s ÷ bare", nature: "ratio", goal: { most: 1.3 } },
  saturated: { words: "saturated tasks/s ÷ bare", nature: "ratio", goal: { least: 0.7 } },
  clickToApplied: { words: "click → applied alone, ms", nature: "time", goal: { most: 25 } },
  firstPageGrowth: { words: "first page at 1 M tasks ÷ at 1 k", nature: "ratio", goal: { most: 1.3 } },
  bundleKiB: { words: "bundle, KiB gzip", nature: "count", goal: { most: 900 } },
  editorialPlatform: { words: "platform's $ per 1000 posts", nature: "ratio" },
  fixPlatform: { words: "platform's $ per 1000 fixes", nature: "ratio" },
  editorialCache: { words: "share of a post's prompts from the cache", nature: "ratio" },
  startUpMs: { words: "start-up, ms CPU", nature: "time", goal: { most: 200 } },
} as const satisfies Record<string, Figure>;

export type FigureName = keyof typeof figures;
/** What was measured of them. */
export type Figures = Partial<Record<FigureName, number>>;

export function isFigure(name: string): name is FigureName {
  return Object.hasOwn(figures, name);
}

/** All of them, in their order. */
export function everyFigure(): [FigureName, Figure][] {
  return Object.keys(figures)
    .filter(isFigure)
    .map((name) => [name, figures[name]]);
}
