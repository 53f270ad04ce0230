import { Alert, Button, Group } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Told } from "../../../parts/told.tsx";

/** Said when a report began nothing new, as its bug is known already. */
export function ReportLinked({
  taskId,
  reason,
  onLeave,
}: {
  taskId: string;
  /** Why nothing new is begun, in the Worker's words. */
  reason: string;
  /** They go to the task: what they have written is on record there. */
  onLeave: () => void;
}): ReactElement {
  return (
    <Alert color="orange" variant="light" role="alert" title="This bug is known already">
      <Told text={`No new fix is begun: ${reason}.`} /> Your report stands on record with it. If you mean
      another bug, say what is different, and report that.
      <Group mt="sm">
        <Button
          size="xs"
          variant="default"
          component={Link}
          href={`/tasks/${encodeURIComponent(taskId)}`}
          onClick={onLeave}
        >
          Go to its task
        </Button>
      </Group>
    </Alert>
  );
}
