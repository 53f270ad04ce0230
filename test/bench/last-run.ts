import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../scripts/stack/dev-vars.ts";
import { everyFigure, type Figures, figures, isFigure } from "./figures.ts";

/** From how much on something has moved: counts are exact but for what chance adds, ratios are not. */
const moves = { count: 0.02, ratio: 0.15 } as const;

const keptForm = z.object({ at: z.iso.datetime(), figures: z.record(z.string(), z.number()) });

/** The run that was kept last: what is the same on any machine. */
export interface LastRun {
  at: string;
  figures: Figures;
}

const file = join(projectRoot, "docs/performance.json");

/** @throws Error when the file is there and has another form. */
export function lastRun(): LastRun | null {
  if (!existsSync(file)) return null;
  const { at, figures: all } = keptForm.parse(JSON.parse(readFileSync(file, "utf8")));
  return { at, figures: Object.fromEntries(Object.entries(all).filter(([name]) => isFigure(name))) };
}

/** Keeps what was measured; what wasn't stays as it was. */
export function keep(measured: Figures, last: LastRun | null, at: Date): void {
  const all: Figures = { ...last?.figures, ...comparable(measured, false) };
  writeFileSync(file, `${JSON.stringify({ at: at.toISOString(), figures: all }, null, 2)}\n`);
}

/** What has become more or less since, in words. In quick form only counts say anything. */
export function movedLines(measured: Figures, last: LastRun, quick: boolean): string[] {
  const now = comparable(measured, quick);
  return everyFigure().flatMap(([name, { words, nature }]) => {
    const [value, before] = [now[name], last.figures[name]];
    if (value === undefined || before === undefined || nature === "time") return [];
    if (Math.abs(value - before) <= moves[nature] * Math.abs(before)) return [];
    const percent =
      before === 0 ? "" : ` (${value > before ? "+" : ""}${Math.round((value / before - 1) * 100)} %)`;
    return [`${words.padEnd(34)} ${before} → ${value}${percent}`];
  });
}

function comparable(measured: Figures, quick: boolean): Figures {
  return Object.fromEntries(
    Object.entries(measured).filter(
      ([name]) =>
        isFigure(name) && figures[name].nature !== "time" && !(quick && figures[name].nature === "ratio"),
    ),
  );
}
