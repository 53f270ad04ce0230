import UPlot from "uplot";
import { axisTicks, type Figures, type Series, stack } from "./figures.ts";

/** How wide a name on the axis is at most, CSS pixels. */
const tickRoom = 64;
/** What the axis of money reaches at least: below, its steps would have no words that differ. */
const leastUsd = 0.01;
const lines = {
  light: { text: "#5b6670", grid: "#e4e8ec" },
  dark: { text: "#a6b0ba", grid: "#3a424b" },
} as const;
const font = "12px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Lines are drawn over bars, and a bar over those that reach higher: so the tops come from the highest down. */
function drawn({ series }: Figures): { series: Series; tops: readonly number[] }[] {
  const bars = series.filter(({ shape }) => shape === "bar");
  const tops = stack(bars.map(({ values }) => values));
  const stacked = bars.map((one, index) => ({ series: one, tops: tops[index] ?? [] }));
  const over = series.filter(({ shape }) => shape === "line");
  return [...stacked.toReversed(), ...over.map((one) => ({ series: one, tops: one.values }))];
}

export function plotData(figures: Figures): UPlot.AlignedData {
  return [figures.steps.map((_step, index) => index), ...drawn(figures).map(({ tops }) => [...tops])];
}

/** How a chart is drawn. `onCursor` is told which step the pointer is over. */
export function plotOptions(
  figures: Figures,
  scheme: "light" | "dark",
  onCursor: (at: { step: number; left: number } | null) => void,
): Omit<UPlot.Options, "width" | "height"> {
  const { steps, words, whole } = figures;
  const { text, grid } = lines[scheme];
  const axis = { stroke: text, font, ticks: { show: false } } as const;
  return {
    legend: { show: false },
    padding: [8, 8, 0, 0],
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    scales: {
      x: { time: false, range: () => [-0.6, steps.length - 0.4] },
      y: { range: (_plot, _min, max) => [0, Math.max(max * 1.08, whole ? 1 : leastUsd)] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        splits: (plot) => axisTicks(steps, plot.width, tickRoom),
        values: (_plot, ticks) => ticks.map((tick) => steps[tick]?.short ?? ""),
      },
      {
        ...axis,
        size: 56,
        grid: { stroke: grid, width: 1 },
        ...(whole ? { incrs: wholeSteps } : {}),
        values: (_plot, ticks) => ticks.map((tick) => words(tick)),
      },
    ],
    series: [{}, ...drawn(figures).map(({ series }) => seriesOptions(series, scheme))],
    hooks: {
      setCursor: [
        ({ cursor: { idx, left } }) => {
          const isOver = typeof idx === "number" && left !== undefined && left >= 0;
          onCursor(isOver ? { step: idx, left } : null);
        },
      ],
    },
  };
}

function seriesOptions({ shape, tone, name }: Series, scheme: "light" | "dark"): UPlot.Series {
  const color = tone[scheme];
  const common = { label: name, points: { show: false } };
  if (shape === "line") {
    return { ...common, stroke: color, width: 2, dash: [6, 4], paths: acrossSteps };
  }
  const bars = UPlot.paths.bars?.({ size: [0.72, 48] });
  return { ...common, fill: color, width: 0, ...(bars ? { paths: bars } : {}) };
}

/** A line that is level over each step, from its left end to its right: what holds for a day holds all day. */
const acrossSteps: UPlot.Series.PathBuilder = (plot, series, first, last) => {
  const path = new Path2D();
  for (let step = first; step <= last; step++) {
    const y = plot.valToPos(plot.data[series]?.[step] ?? 0, "y", true);
    path.lineTo(plot.valToPos(step - 0.5, "x", true), y);
    path.lineTo(plot.valToPos(step + 0.5, "x", true), y);
  }
  return { stroke: path };
};
