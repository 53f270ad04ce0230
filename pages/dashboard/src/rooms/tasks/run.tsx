import type { ReactElement } from "react";
import { Empty } from "../../parts/empty.tsx";
import { Room } from "../../parts/room.tsx";
import { useSession } from "../../session/session.tsx";
import { RunForm } from "./run-form.tsx";

/** Where somebody asks for something without Slack. */
export function Run(): ReactElement {
  const { may } = useSession();
  return (
    <Room title="Run a task" lead="Ask for something, as a message in Slack would.">
      {may("approver") ? (
        <RunForm />
      ) : (
        <Empty title="Approvers and operators run tasks">
          You are a viewer. In Slack you can ask by mentioning Signalbox.
        </Empty>
      )}
    </Room>
  );
}
