import { Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { projectAddress, type Tab } from "../tabs.ts";

/** A way to another tab of the same project. */
export function Way({
  project,
  tab,
  query,
  words,
}: {
  project: string;
  tab: Tab;
  query?: Record<string, string>;
  words: string;
}): ReactElement {
  return (
    <Anchor component={Link} href={projectAddress(project, tab, query)} size="sm">
      {words}
    </Anchor>
  );
}
