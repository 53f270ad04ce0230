import type { ReactElement } from "react";
import { Empty } from "../../../parts/empty.tsx";
import { Room } from "../../../parts/room.tsx";
import { useSession } from "../../../session/session.tsx";
import { ReportForm } from "./report-form.tsx";

/** Where somebody reports a bug by hand. */
export function Report(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Report a bug"
      lead="It is looked into, and a plan to fix it is shown. Nothing is changed without a yes."
    >
      {may("approver") ? (
        <ReportForm />
      ) : (
        <Empty title="Approvers and operators report bugs here">
          You are a viewer. In Slack and Jira you can report one all the same.
        </Empty>
      )}
    </Room>
  );
}
