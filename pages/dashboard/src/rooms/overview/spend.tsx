import { Anchor, Divider, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Panel } from "../../parts/panel.tsx";
import { type Pot, potOf } from "../../parts/pot.ts";
import { PotBar } from "../../parts/pot-bar.tsx";
import { CostHeadline } from "./cost-headline.tsx";

/** What the work costs, and how much of its money is left. */
export function Spend({ pots }: { pots: readonly Pot[] }): ReactElement {
  const projects = [...new Set(["default", ...pots.flatMap((pot) => potOf(pot) ?? [])])];
  return (
    <Panel
      title="Money"
      actions={
        <Anchor component={Link} href="/budgets" size="sm">
          Budgets
        </Anchor>
      }
    >
      <CostHeadline projects={projects} />
      <Divider />
      <Stack gap="md">
        {pots.map((pot) => (
          <PotBar key={pot.key} pot={pot} />
        ))}
      </Stack>
    </Panel>
  );
}
