import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { redoStages } from "../../../../../../shared/domain/delivery/stage.ts";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";

type Stage = (typeof redoStages)[number];

const words: Record<Stage, { label: string; description: string }> = {
  requirements: {
    label: "Requirements",
    description: "All documents are read once more, and stories and design are made of them. Answers stand.",
  },
  design: {
    label: "Design",
    description: "Requirements and stories stay; parts, files and decisions are made once more.",
  },
};

/** Asks which stage of a delivery is done once more. */
export function MakeAnew({ taskId, onClose }: { taskId: string; onClose: () => void }): ReactElement {
  const [stage, setStage] = useState<Stage>("design");
  const send = useSend("POST /api/deliveries/{id}/again", {
    onAnswer: () => {
      tellDone("It is made anew before a further story begins.");
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Make a stage anew" centered>
      <Stack>
        <Text size="sm">
          What is built stays built. The plan is asked about anew if anything in it is another then; else the
          yes holds.
        </Text>
        <Radio.Group
          label="Stage"
          value={stage}
          onChange={(value) => setStage(redoStages.find((one) => one === value) ?? stage)}
        >
          <Stack gap="xs" mt="xs">
            {redoStages.map((one) => (
              <Radio key={one} value={one} {...words[one]} />
            ))}
          </Stack>
        </Radio.Group>
        {send.error !== null && <Failure error={send.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Back
          </Button>
          <Button
            loading={send.isPending}
            onClick={() => send.mutate({ params: { id: taskId }, body: { stage } })}
          >
            Make it anew
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
