import { Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import type { ScheduleView } from "./schedule-words.ts";

/** What whoever decides in its project can do with a schedule. */
export function ScheduleButtons({
  schedule: { id, name, paused },
  onEdit,
}: {
  schedule: ScheduleView;
  onEdit: () => void;
}): ReactElement {
  const [isDeleting, setDeleting] = useState(false);
  // A second click before the first is answered is the same request.
  const [onceKey, setOnceKey] = useState(() => crypto.randomUUID());
  const run = useSend("POST /api/schedules/{id}/run");
  const pause = useSend("POST /api/schedules/{id}/pause");
  const remove = useSend("DELETE /api/schedules/{id}");
  const params = { id };
  const button = { size: "compact-sm", variant: "default" } as const;
  return (
    <>
      <Button
        {...button}
        loading={run.isPending}
        aria-label={`Run ${name} now`}
        onClick={() =>
          run.mutate(
            { params, onceKey },
            {
              onSuccess: () => {
                setOnceKey(crypto.randomUUID());
                tellDone(`${name} runs. Its planned times stay.`);
              },
              onError: tellFailure,
            },
          )
        }
      >
        Run now
      </Button>
      <Button
        {...button}
        loading={pause.isPending}
        aria-label={`${paused ? "Resume" : "Pause"} ${name}`}
        onClick={() => pause.mutate({ params, body: { paused: !paused } }, { onError: tellFailure })}
      >
        {paused ? "Resume" : "Pause"}
      </Button>
      <Button {...button} aria-label={`Edit ${name}`} onClick={onEdit}>
        Edit
      </Button>
      <Button {...button} aria-label={`Delete ${name}`} onClick={() => setDeleting(true)}>
        Delete
      </Button>
      {isDeleting && (
        <Confirm
          title={`Delete ${name}?`}
          verb="Delete"
          error={remove.error}
          isSending={remove.isPending}
          onConfirm={() => remove.mutate({ params }, { onSuccess: () => tellDone(`${name} is deleted.`) })}
          onClose={() => setDeleting(false)}
        >
          It will not ask for anything any more. What it has asked for stays.
        </Confirm>
      )}
    </>
  );
}
