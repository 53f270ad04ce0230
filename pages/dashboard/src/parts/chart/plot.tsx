import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { type ReactElement, useEffect, useRef, useState } from "react";
import UPlot from "uplot";
import classes from "./chart.module.css";
import type { Figures } from "./figures.ts";
import { plotData, plotOptions } from "./plot-options.ts";
import { Tooltip } from "./tooltip.tsx";

/** The picture of a chart, as wide as its box. It comes in a file of its own, because the library is only for this. */
export function Plot({ figures, height }: { figures: Figures; height: number }): ReactElement {
  const { ref: box, width } = useElementSize();
  const canvas = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const size = useRef({ width: 0, height });
  const scheme = useComputedColorScheme("light");
  const [cursor, setCursor] = useState<{ step: number; left: number } | null>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const made = new UPlot(
      { ...plotOptions(figures, scheme, setCursor), ...size.current },
      plotData(figures),
      canvas.current,
    );
    plot.current = made;
    return () => made.destroy();
  }, [figures, scheme]);
  useEffect(() => {
    size.current = { width, height };
    plot.current?.setSize(size.current);
  }, [width, height]);
  return (
    <div ref={box} className={classes["plot"]} style={{ height }}>
      <div ref={canvas} aria-hidden="true" />
      {cursor !== null && <Tooltip figures={figures} step={cursor.step} left={cursor.left} width={width} />}
    </div>
  );
}
