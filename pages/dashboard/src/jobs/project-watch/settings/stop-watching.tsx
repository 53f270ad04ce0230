import { Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { tellDone } from "../../../parts/tell.ts";
import type { RulesSetting } from "../../../rooms/settings/setting.ts";
import { withWatch } from "./use-watch-edit.ts";

/** Ends a project's watch, after a second look; only from what the reader saw. */
export function StopWatching({ rules, project }: { rules: RulesSetting; project: string }): ReactElement {
  const [seen, setSeen] = useState<RulesSetting | null>(null);
  const { mutate, error, isPending } = useSend("PUT /api/settings/rules");
  return (
    <div>
      <Button size="xs" variant="default" onClick={() => setSeen(rules)}>
        Stop watching…
      </Button>
      {seen !== null && (
        <Confirm
          title={`Stop watching ${project}`}
          verb="Stop"
          error={error}
          isSending={isPending}
          onClose={() => setSeen(null)}
          onConfirm={() =>
            mutate(
              { body: { rules: withWatch(seen.value, project, null), version: seen.version } },
              {
                onSuccess: () => {
                  tellDone(`${project} is not watched any more.`);
                  setSeen(null);
                },
              },
            )
          }
        >
          Nothing is read any more, and no digest is sent. Documents, what was recorded, and what waits in the
          inbox stay.
        </Confirm>
      )}
    </div>
  );
}
