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
    // It stands in sentences, where a colour alone tells nobody that it is a link.
    <Anchor component={Link} href={projectAddress(project, tab, query)} size="sm" underline="always">
      {words}
    </Anchor>
  );
}
