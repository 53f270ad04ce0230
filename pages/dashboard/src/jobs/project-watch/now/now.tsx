import { Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { levelWords } from "../../../parts/level-words.ts";
import { Panel } from "../../../parts/panel.tsx";
import { type Document, entryIn } from "../artefact/documents.ts";
import { Looked, RagBadge, SourceMarks, StateBadge } from "../marks.tsx";
import type { WatchedProject } from "../views.ts";
import { troubleWords } from "../watch-words.ts";
import { Decide } from "./decide.tsx";
import { Milestones } from "./milestones.tsx";
import classes from "./now.module.css";
import { useDocument } from "./use-documents.ts";
import { Pressing } from "./pressing.tsx";
import { Since } from "./since.tsx";
import { Way } from "./way.tsx";

/** A project lead's morning page: how it stands and why, what to decide, what has happened, who looks. */
export function Now({ watch }: { watch: WatchedProject }): ReactElement {
  const { project, state, rag, level, sources } = watch;
  const delivery = useDocument(project, "delivery_state");
  const trouble = troubleWords(watch);
  return (
    <Stack>
      <Paper withBorder p="md" component="section" aria-label="How it stands">
        <Group align="flex-start" gap="md" wrap="nowrap" className={classes["stands"]}>
          <RagBadge rag={rag} size="lg" />
          <div className={classes["why"]}>
            <Text fw={600}>{deliveryWhy(delivery)}</Text>
            <Group gap="xs" mt={6}>
              <StateBadge state={state} />
              <Text size="sm" c="dimmed">
                <Looked of={watch} />
              </Text>
            </Group>
            {trouble !== null && (
              <Text size="sm" mt={4}>
                {trouble}
              </Text>
            )}
          </div>
        </Group>
      </Paper>
      <div className={classes["columns"]}>
        <Stack miw={0}>
          <Decide watch={watch} />
          <Since project={project} />
        </Stack>
        <Stack miw={0}>
          <Milestones project={project} />
          <Pressing project={project} />
          <Panel title="Who looks" actions={<Way project={project} tab="sources" words="Sources" />}>
            <SimpleGrid cols={1} spacing="xs">
              <SourceMarks sources={sources} />
              <Text size="sm">
                Level {levelWords[level].name}: it {levelWords[level].means}.{" "}
                <Way project={project} tab="autonomy" words="What speaks for more" />
              </Text>
            </SimpleGrid>
          </Panel>
        </Stack>
      </div>
    </Stack>
  );
}

/** Why it stands as it does, as the delivery state has it. */
function deliveryWhy(delivery: Document | undefined): string {
  if (delivery === undefined) return "…";
  const why = entryIn(delivery, headId)?.fields["why"];
  return typeof why === "string" && why !== "" ? why : "Nothing has been said about its delivery yet.";
}
