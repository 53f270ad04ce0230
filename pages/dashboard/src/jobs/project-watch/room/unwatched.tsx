import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Empty } from "../../../parts/empty.tsx";
import { levelWords } from "../../../parts/level-words.ts";
import { useSession } from "../../../session/session.tsx";
import { projectAddress } from "../tabs.ts";
import type { WatchedProject } from "../views.ts";

/** Invites to watch a project that nobody watches. */
export function Unwatched({ watch: { project, level } }: { watch: WatchedProject }): ReactElement {
  const { may } = useSession();
  return (
    <Empty title="Nobody watches this project yet">
      Connect its board and its mailbox: what changes there is read, and the RAID log, the milestones and the
      decisions are kept from it. What it may do by itself, the level of autonomy says: this project is at
      level {levelWords[level].name}.
      <br />
      {may("operator") ? (
        <Button component={Link} href={projectAddress(project, "settings")} size="xs" mt="sm">
          Set up the watch
        </Button>
      ) : (
        "An operator sets it up."
      )}
    </Empty>
  );
}
