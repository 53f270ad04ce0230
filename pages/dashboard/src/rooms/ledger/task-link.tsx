import { Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";

/** A fact's task, by its id. */
export function TaskLink({ id }: { id: string }): ReactElement {
  return (
    <Anchor component={Link} href={`/tasks/${encodeURIComponent(id)}`} size="xs" ff="monospace">
      {id}
    </Anchor>
  );
}
