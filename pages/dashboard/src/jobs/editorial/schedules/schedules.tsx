import { Button, Stack } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useApi } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import { useSession } from "../../../session/session.tsx";
import { ScheduleCard } from "./schedule-card.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import type { ScheduleView } from "./schedule-words.ts";

/** What is asked for by the clock: each with its next times and what came of its last run. */
export function Schedules(): ReactElement {
  const { may } = useSession();
  const { data, error, refetch } = useApi("GET /api/schedules");
  const [edited, setEdited] = useState<{ schedule: ScheduleView | null } | null>(null);
  const add = may("approver") && <Button onClick={() => setEdited({ schedule: null })}>New schedule</Button>;
  return (
    <Room
      title="Schedules"
      lead="What is asked for by the clock. Each run is a task like any other: nothing goes out unapproved."
      actions={add}
    >
      {data === undefined &&
        (error === null ? <Loading lines={6} /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data?.schedules.length === 0 && (
        <Empty title="Nothing is scheduled">
          A weekly report or a post at a certain hour can be asked for once, and come by itself from then on.
        </Empty>
      )}
      <Stack>
        {data?.schedules.map((schedule) => (
          <ScheduleCard key={schedule.id} schedule={schedule} onEdit={() => setEdited({ schedule })} />
        ))}
      </Stack>
      {edited !== null && <ScheduleDialog schedule={edited.schedule} onClose={() => setEdited(null)} />}
    </Room>
  );
}
