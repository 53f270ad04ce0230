import { Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import classes from "./line.module.css";

/** One stage of an action, beside its name. */
export function Line({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className={classes["line"]}>
      <Text component="span" size="sm" c="dimmed">
        {name}
      </Text>
      <div className={classes["words"]}>{children}</div>
    </div>
  );
}
