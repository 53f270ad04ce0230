import { Anchor, Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import { useApi, useSend } from "../../../api/use-api.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { useSession } from "../../../session/session.tsx";
import { Way } from "../now/way.tsx";
import { Proposals } from "../proposals/proposals.tsx";
import type { Cycle } from "../views.ts";

const daysAtFirst = 30;
const mostDays = 90;

/** Reads the last days and says what it would have done: the proof before it is let do anything. */
export function LookBack({ project, isWatched }: { project: string; isWatched: boolean }): ReactElement {
  const { may } = useSession();
  const [days, setDays] = useState(daysAtFirst);
  const cycles = useApi(
    "GET /api/projects/{project}/cycles",
    { params: { project }, query: { limit: 100 } },
    isWatched,
  );
  const last = isWatched ? cycles.data?.cycles.find(({ rehearsal }) => rehearsal) : undefined;
  const begin = useSend("POST /api/projects/{project}/look-back", {
    onAnswer: ({ taskId, signals }) =>
      tellDone(
        taskId === null
          ? "Nothing happened in these days that has not been read already."
          : `It reads ${counted(signals, "signal")}. What comes of it stands here.`,
      ),
    onRefusal: tellFailure,
  });
  const isDays = Number.isInteger(days) && days >= 1 && days <= mostDays;
  return (
    <Panel
      title={isWatched ? "Look back" : "4. Look back"}
      lead="Reads the last days and says what it would have done. Nothing goes out, and no document is changed."
    >
      {!isWatched && (
        <Text size="sm" c="dimmed">
          Comes once the watch is saved.
        </Text>
      )}
      {isWatched && may("operator") && (
        <Group gap="xs" align="flex-end">
          <NumberInput
            label="Days"
            value={days}
            onChange={(value) => setDays(Number(value))}
            min={1}
            max={mostDays}
            allowDecimal={false}
            w={110}
            error={isDays ? undefined : `1 to ${mostDays}`}
          />
          <Button
            variant="default"
            loading={begin.isPending}
            disabled={!isDays}
            onClick={() =>
              begin.mutate({ params: { project }, body: { days }, onceKey: crypto.randomUUID() })
            }
          >
            Look back
          </Button>
        </Group>
      )}
      {isWatched && last !== undefined && <Rehearsed project={project} cycle={last} />}
    </Panel>
  );
}

/** What came of the last look back. */
function Rehearsed({ project, cycle }: { project: string; cycle: Cycle }): ReactElement {
  const { taskId, status, outcome, signals, createdAt } = cycle;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {status !== null && <StatusBadge status={status} />}
        <Text size="sm">
          The last look back, <When at={createdAt} />: {counted(signals, "signal")}
          {outcome !== null && `; ${outcome}`}.
        </Text>
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
          Its task
        </Anchor>
      </Group>
      <Text size="sm" fw={600}>
        What it would have done
      </Text>
      <Proposals project={project} taskId={taskId} />
      <Text size="sm">
        Entries that it would have written stand as suggestions in the{" "}
        <Way project={project} tab="raid" words="RAID log" />.
      </Text>
    </Stack>
  );
}
