import { Alert, Button, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { dollars } from "../../../parts/money.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import type { DeliveryView } from "../use-delivery.ts";
import { AddStory } from "./add-story.tsx";
import { MakeAnew } from "./make-anew.tsx";
import { costOf } from "./pipeline.ts";
import { ReadAgain } from "./read-again.tsx";

/** What holds for all stories together: what they cost, the pause, and documents that are to be read again. */
export function Steering({
  delivery,
  isSteered,
}: {
  delivery: DeliveryView;
  isSteered: boolean;
}): ReactElement {
  const { taskId, paused, again, redo } = delivery;
  const [opened, setOpened] = useState<"read" | "anew" | "add" | null>(null);
  const close = (): void => setOpened(null);
  const pause = useSend("POST /api/deliveries/{id}/pause", {
    onAnswer: () => tellDone("Paused: no further story begins."),
    onRefusal: tellFailure,
  });
  const resume = useSend("POST /api/deliveries/{id}/resume", {
    onAnswer: () => tellDone("It goes on."),
    onRefusal: tellFailure,
  });
  const { spent, estimated } = costOf(delivery);
  return (
    <>
      {again.length > 0 && (
        <Alert color="orange" variant="light" title="Documents are read again">
          {again.map(({ name, version }) => `${name} (version ${version})`).join(", ")}: before a further
          story begins. Then the plan is asked about anew.
        </Alert>
      )}
      {redo !== null && (
        <Alert color="orange" variant="light" title="Made anew">
          The {redo}: before a further story begins. The plan is asked about if it is another then.
        </Alert>
      )}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {paused ? "Paused: what is being built goes on, and no further story begins. " : ""}
          {dollars(spent / 1_000_000)} of about {dollars(estimated / 1_000_000)}
        </Text>
        {isSteered && (
          <Group gap="xs">
            <Button variant="default" size="xs" onClick={() => setOpened("add")}>
              Add a story
            </Button>
            <Button variant="default" size="xs" onClick={() => setOpened("read")}>
              Read documents again
            </Button>
            <Button variant="default" size="xs" onClick={() => setOpened("anew")}>
              Make a stage anew
            </Button>
            <Button
              variant={paused ? "filled" : "default"}
              size="xs"
              loading={pause.isPending || resume.isPending}
              onClick={() => (paused ? resume : pause).mutate({ params: { id: taskId } })}
            >
              {paused ? "Let it go on" : "Pause"}
            </Button>
          </Group>
        )}
      </Group>
      {opened === "read" && <ReadAgain delivery={delivery} onClose={close} />}
      {opened === "anew" && <MakeAnew taskId={taskId} onClose={close} />}
      {opened === "add" && <AddStory delivery={delivery} onClose={close} />}
    </>
  );
}
