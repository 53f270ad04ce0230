import { Group, Paper, SimpleGrid, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/types.ts";
import { Merges } from "../../parts/merges.tsx";
import { Panel } from "../../parts/panel.tsx";
import classes from "./overview.module.css";
import { type Waiting, waitingList } from "./waiting-list.ts";

/** What waits for a person, each a way into its room. */
export function Waits({
  waiting,
  merges,
}: {
  waiting: Waiting;
  merges: Answer<"GET /api/overview">["merges"];
}): ReactElement {
  const list = waitingList(waiting);
  return (
    <Panel title="Waits for a person">
      <div aria-live="polite">
        {list.length === 0 ? (
          <Text size="sm">Nothing waits. What needs a decision appears here by itself.</Text>
        ) : (
          <SimpleGrid
            cols={{ base: 2, md: 3, lg: 4 }}
            spacing="xs"
            component="ul"
            className={classes["list"]}
          >
            {list.map(({ count, words, href, urgent }) => (
              <li key={words}>
                <Paper component={Link} href={href} withBorder px="sm" py="xs" className={classes["tile"]}>
                  <Group gap="sm" wrap="nowrap" align="baseline">
                    <Text component="span" className={classes["count"]} data-urgent={urgent || undefined}>
                      {count}
                    </Text>
                    <Text component="span" size="sm">
                      {words}
                    </Text>
                  </Group>
                </Paper>
              </li>
            ))}
          </SimpleGrid>
        )}
      </div>
      {merges.length > 0 && <Merges merges={merges} />}
    </Panel>
  );
}
