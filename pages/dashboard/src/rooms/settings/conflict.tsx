import { Alert, Button, Group, Stack } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Person } from "../../parts/person.tsx";
import { When } from "../../parts/when.tsx";
import type { Origin } from "./setting.ts";

/** Says that somebody was faster, and who; theirs is loaded only when the reader wants it, and takes nothing away. */
export function Conflict({
  what,
  latest: { changedBy, changedAt },
  onLoad,
}: {
  /** "people", "rules". */
  what: string;
  latest: Origin;
  onLoad: () => void;
}): ReactElement {
  return (
    <Alert color="orange" variant="light" title={`The ${what} have changed meanwhile`} role="alert">
      <Stack gap="xs">
        <span>
          {changedBy === null ? "Somebody" : <Person id={changedBy} />} changed them
          {changedAt !== null && (
            <>
              {" "}
              <When at={changedAt} />
            </>
          )}
          , while you were editing. Load theirs: your entries stay, on top of it. Then look and save.
        </span>
        <Group>
          <Button size="xs" variant="default" onClick={onLoad}>
            Load theirs, keep my entries
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** What the other one made of the same entry, once theirs is loaded. */
export function Loaded({ children }: { children: ReactNode }): ReactElement {
  return (
    <Alert color="rail" variant="light" role="status">
      {children}
    </Alert>
  );
}
