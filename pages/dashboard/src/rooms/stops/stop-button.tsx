import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactElement } from "react";
import { useSession } from "../../session/session.tsx";
import { StopDialog } from "./stop-dialog.tsx";

/** The switch, at hand in every room for whoever may. */
export function StopButton(): ReactElement | null {
  const { may } = useSession();
  const [isOpen, dialog] = useDisclosure(false);
  if (!may("approver")) return null;
  return (
    <>
      <Button size="compact-md" color="#b3261e" onClick={dialog.open}>
        Stop
      </Button>
      {isOpen && <StopDialog onClose={dialog.close} />}
    </>
  );
}
