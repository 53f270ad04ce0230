import { Button, Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { useSession } from "../../../session/session.tsx";
import { Looked } from "../marks.tsx";
import marks from "../marks.module.css";
import type { SourceView, WatchedProject } from "../views.ts";
import { sourceLooks, troubleWords } from "../watch-words.ts";
import { CheckResults } from "./check-results.tsx";

/** Where a project is watched, and whether each of these tells anything. */
export function Sources({ watch }: { watch: WatchedProject }): ReactElement {
  const { may } = useSession();
  const { project, sources, rules } = watch;
  const check = useSend("POST /api/projects/{project}/check");
  const wake = useSend("POST /api/projects/{project}/wake", {
    onAnswer: () => tellDone("It looks within a minute."),
    onRefusal: tellFailure,
  });
  return (
    <Stack>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text size="sm" flex="1 1 18rem">
          <Looked of={watch} /> {troubleWords(watch)}
        </Text>
        {may("operator") && rules !== null && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              loading={wake.isPending}
              onClick={() => wake.mutate({ params: { project } })}
            >
              Look now
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={check.isPending}
              onClick={() => check.mutate({ params: { project }, body: { rules } })}
            >
              Check now
            </Button>
          </Group>
        )}
      </Group>
      {check.error !== null && <Failure error={check.error} />}
      {check.data !== undefined && <CheckResults sources={check.data.sources} />}
      <SimpleGrid
        cols={{ base: 1, md: 2 }}
        component="ul"
        p={0}
        m={0}
        style={{ listStyle: "none" }}
        aria-label="Sources"
      >
        {sources.map((source) => (
          <Source source={source} key={source.name} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Source({ source }: { source: SourceView }): ReactElement {
  const { label, state, error, failures, okAt, watermark } = source;
  const { words, look } = sourceLooks[state];
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap={4}>
        <Group gap={8} wrap="nowrap">
          <span className={marks["lamp"]} data-look={look} aria-hidden="true" />
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {label}
          </Text>
          <Text size="sm" c="dimmed">
            {words}
          </Text>
        </Group>
        <Text size="sm">
          Newest thing that it told of: {watermark === null ? "nothing yet" : <When at={watermark} />}
        </Text>
        <Text size="sm">Last answer: {okAt === null ? "none yet" : <When at={okAt} />}</Text>
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
            {failures > 0 && `${counted(failures, "failure")} in a row: `}
            {error}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
