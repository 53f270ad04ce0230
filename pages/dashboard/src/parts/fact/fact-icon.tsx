import { type MantineColor, ThemeIcon } from "@mantine/core";
import type { ReactElement } from "react";
import type { Look } from "./fact-words.ts";

const looks: Record<Look, { color: MantineColor; path: string }> = {
  in: { color: "rail", path: "M12 4v11m-5-5 5 5 5-5M5 20h14" },
  thought: { color: "grape", path: "M4 20h4L19 9l-4-4L4 16v4M13 7l4 4" },
  model: { color: "grape", path: "M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z" },
  verdict: { color: "gray", path: "M12 4v16M6 20h12M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z" },
  wait: { color: "orange", path: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2" },
  decision: { color: "rail", path: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 4-6 8-6s8 2 8 6" },
  applied: { color: "green", path: "M5 12.5l5 5L19 7" },
  money: {
    color: "teal",
    path: "M12 3v18M16.5 7.5C16 6 14 5.5 12 5.5c-6 0-6 6 0 6.5s6 6.5 0 6.5c-2 0-4-.5-4.5-2",
  },
  system: { color: "gray", path: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4" },
  step: { color: "gray", path: "M5 12h13M13 7l5 5-5 5" },
  end: { color: "gray", path: "M6 6h12v12H6z" },
  trouble: { color: "red", path: "M12 4l9 16H3zM12 10v4M12 17v.5" },
};

/** A fact's kind as a small picture; its words stand beside it. */
export function FactIcon({ look }: { look: Look }): ReactElement {
  const { color, path } = looks[look];
  return (
    <ThemeIcon variant="light" color={color} radius="xl" size={26} aria-hidden="true">
      <svg
        width="14"
        height="14"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        focusable="false"
      >
        <path d={path} />
      </svg>
    </ThemeIcon>
  );
}
