import { Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import classes from "./wordmark.module.css";

/** The name, with a signal at clear. @param isShort on a phone the signal alone stands for it */
export function Wordmark({ isShort = false }: { isShort?: boolean }): ReactElement {
  return (
    <Group gap={10} wrap="nowrap">
      <svg className={classes["mark"]} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect x="7" y="4" width="3.4" height="25" rx="1.4" className={classes["post"]} />
        <g className={classes["arm"]}>
          <rect x="8" y="7.2" width="19" height="6.2" rx="1.2" />
          <rect x="21" y="7.2" width="2.6" height="6.2" className={classes["stripe"]} />
        </g>
        <circle cx="8.7" cy="10.3" r="2.6" className={classes["lamp"]} />
      </svg>
      <Text component="span" fw={700} fz="lg" lh={1} {...(isShort ? { visibleFrom: "xs" } : {})}>
        Signalbox
      </Text>
    </Group>
  );
}
