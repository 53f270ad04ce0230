import { Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import type { WholeMeeting } from "./meeting-words.ts";

/** Calls a meeting's bot back, by whoever may. */
export function CallBack({ meeting: { id, project } }: { meeting: WholeMeeting }): ReactElement | null {
  const { may } = useSession();
  const [onceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", { onAnswer: () => tellDone("The bot is called back.") });
  if (!may("approver")) return null;
  return (
    <div>
      {send.error !== null && <Failure error={send.error} />}
      <Button
        size="xs"
        variant="default"
        loading={send.isPending}
        disabled={send.isSuccess}
        onClick={() =>
          send.mutate({ onceKey, body: { kind: "meeting_bot_cancel", project, payload: { meeting: id } } })
        }
      >
        Call the bot back
      </Button>
    </div>
  );
}
