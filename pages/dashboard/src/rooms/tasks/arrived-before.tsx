import { Alert, Anchor, Button, Group } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";

/** Said when words were changed after a send whose answer was lost, and that had arrived after all. */
export function ArrivedBefore({ onSend }: { onSend: () => void }): ReactElement {
  return (
    <Alert color="orange" variant="light" role="alert" title="What you sent before has arrived">
      It is a task already, with the words as they were then:{" "}
      <Anchor component={Link} href="/tasks" inherit>
        look at the tasks
      </Anchor>
      . What stands here now would be another one.
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={onSend}>
          Run it as another task
        </Button>
      </Group>
    </Alert>
  );
}
