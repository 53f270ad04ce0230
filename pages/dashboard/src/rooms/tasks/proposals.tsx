import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { viewOf } from "../../actions/registry.ts";
import { Disclosure } from "../../parts/disclosure.tsx";
import { Empty } from "../../parts/empty.tsx";
import { counted } from "../../parts/words.ts";
import { Proposal } from "./proposal.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";

/** All actions of the task, the newest first: what was proposed, what policy said, who decided and what became of it. */
export function Proposals({ dossier }: { dossier: Dossier }): ReactElement {
  const newest = dossier.actions.toReversed();
  const deeds = newest.filter(isDeed);
  const messages = newest.filter((action) => !isDeed(action));
  return (
    <Stack>
      {deeds.length === 0 && (
        <Empty title="Nothing is proposed yet">
          What the task wants to do outside stands here, with what policy said of it.
        </Empty>
      )}
      {deeds.map((action) => (
        <Proposal action={action} dossier={dossier} key={action.id} />
      ))}
      {messages.length > 0 && (
        <Disclosure label={`${counted(messages.length, "message")} of its own in the thread`}>
          <Stack gap="sm">
            {messages.map((action) => (
              <Proposal action={action} dossier={dossier} key={action.id} />
            ))}
          </Stack>
        </Disclosure>
      )}
    </Stack>
  );
}

/** Whether a task does something by it, and not only talks in its thread. */
export function isDeed({ kind }: { kind: string }): boolean {
  return viewOf(kind).isTalk !== true;
}
