import { Box, Center, Stack, Text } from "@mantine/core";
import { type ReactElement, useEffect, useState } from "react";
import classes from "./chart.module.css";
import { FiguresTable } from "./figures-table.tsx";
import { type Figures, summaryOf } from "./figures.ts";
import { Legend } from "./legend.tsx";
import type { Plot as PlotPart } from "./plot.tsx";

/** Figures over time: a picture with its legend, and the same as a table. Memoise the figures: they are drawn anew when they change. */
export function Chart({
  title,
  figures,
  height = 220,
}: {
  title: string;
  figures: Figures;
  height?: number;
}): ReactElement {
  return (
    <Stack component="figure" gap="xs" className={classes["figure"]}>
      <Stack component="figcaption" gap={4}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Legend series={figures.series} />
      </Stack>
      <Box role="img" aria-label={`${title}: ${summaryOf(figures)}`}>
        <Picture figures={figures} height={height} />
      </Box>
      <FiguresTable title={title} figures={figures} />
    </Stack>
  );
}

/** The picture, when it is there: nothing else waits for its library. */
function Picture({ figures, height }: { figures: Figures; height: number }): ReactElement {
  const [Plot, setPlot] = useState<typeof PlotPart | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    import("./plot.tsx").then(
      (loaded) => setPlot(() => loaded.Plot),
      () => setFailed(true),
    );
  }, []);
  if (Plot !== null) return <Plot figures={figures} height={height} />;
  return (
    <Center h={height}>
      <Text size="sm" c="dimmed">
        {hasFailed ? "The picture could not be loaded. The table below has the same figures." : "Drawing …"}
      </Text>
    </Center>
  );
}
