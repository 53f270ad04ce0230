import { Alert, Anchor, Button, Group } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";

export interface ArrivedWords {
  /** What became of the words that arrived: "It is a task already". */
  already: string;
  /** What the words of now would be: "another one". */
  another: string;
  /** What sends them as that. */
  sendAnother: string;
}

/** Said when words were changed after a send whose answer was lost, and that had arrived after all. */
export function ArrivedBefore({
  room,
  words: { already, another, sendAnother },
  onSend,
}: {
  room: string;
  words: ArrivedWords;
  onSend: () => void;
}): ReactElement {
  return (
    <Alert color="orange" variant="light" role="alert" title="What you sent before has arrived">
      {already}, with the words as they were then:{" "}
      <Anchor component={Link} href={`/${room}`} inherit>
        look at the {room}
      </Anchor>
      . What stands here now would be {another}.
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={onSend}>
          {sendAnother}
        </Button>
      </Group>
    </Alert>
  );
}
