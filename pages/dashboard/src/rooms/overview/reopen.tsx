import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useSend } from "../../api/use-api.ts";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { type Integration, integrationName } from "./integration-words.ts";

/** Opens the door of a service that is held shut, before its time. */
export function Reopen({ service }: { service: Integration["name"] }): ReactElement {
  const { mutate, isPending } = useSend("POST /api/services/{service}/reopen", {
    onAnswer: () => tellDone(`${integrationName(service)} is tried again now.`),
    onRefusal: tellFailure,
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={isPending}
      onClick={() => mutate({ params: { service } })}
    >
      Try again now
    </Button>
  );
}
