/** A color in the light and in the dark scheme. */
export interface Tone {
  light: string;
  dark: string;
}

/**
 * Colors that stay apart for the color-blind (by lightness too) and have 3 to 1 against their backgrounds. What they
 * mean is said in words beside them.
 */
export const tones = {
  blue: { light: "#27619d", dark: "#6fa8e0" },
  amber: { light: "#b58100", dark: "#f0c04a" },
  vermilion: { light: "#c43c12", dark: "#ff7a4d" },
  gray: { light: "#8a949e", dark: "#75808b" },
  ink: { light: "#1a2129", dark: "#f1f3f5" },
} as const satisfies Record<string, Tone>;

export interface Series {
  name: string;
  tone: Tone;
  /** Bars stand on each other in the order of the series; lines are by themselves. */
  shape: "bar" | "line";
  /** One a step. */
  values: readonly number[];
}

/** A span that has one figure of each series: an hour, a day. */
export interface Step {
  /** On the axis, where there is room. */
  short: string;
  /** In the tooltip and in the table. */
  long: string;
  /** Whether the axis may name it. */
  tick: boolean;
}

/** All that a chart shows, for the picture and for the table alike. */
export interface Figures {
  /** What a step is: the head of the table's first column. */
  stepName: string;
  steps: readonly Step[];
  series: readonly Series[];
  words: (value: number) => string;
  /** Whether all values are whole, so that the axis has no fractions. */
  whole: boolean;
}

/** Each list of values with all before it added: where the tops of bars are that stand on each other. */
export function stack(lists: readonly (readonly number[])[]): number[][] {
  let below: readonly number[] = [];
  return lists.map((list) => {
    const tops = list.map((value, index) => value + (below[index] ?? 0));
    below = tops;
    return tops;
  });
}

/** The steps that the axis names: as many of those that may be named as have room, evenly. */
export function axisTicks(steps: readonly Step[], width: number, room: number): number[] {
  const all = steps.flatMap(({ tick }, index) => (tick ? [index] : []));
  const every = Math.max(1, Math.ceil((all.length * room) / Math.max(width, 1)));
  return all.filter((_index, place) => place % every === 0);
}

/** What a reader of the picture sees at once: the sum of each series of bars. */
export function summaryOf({ series, words }: Figures): string {
  return series
    .filter(({ shape }) => shape === "bar")
    .map(({ name, values }) => `${name} ${words(values.reduce((sum, value) => sum + value, 0))}`)
    .join(", ");
}
