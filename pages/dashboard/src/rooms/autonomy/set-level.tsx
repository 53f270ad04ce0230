import { Alert, Button, Checkbox, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { tellDone } from "../../parts/tell.ts";
import { kindWords } from "../../actions/registry.ts";
import { levels, levelWords } from "../../parts/level-words.ts";
import { evidenceWords, type Standing, wholeProject } from "./evidence-words.ts";

/** Sets a level by hand. Lowering it takes a reason; raising it, a second look as well. */
export function SetLevel({
  standing: { project, kind, level, evidence },
  onClose,
}: {
  standing: Standing;
  onClose: () => void;
}): ReactElement {
  const [wanted, setWanted] = useState(level);
  const [reason, setReason] = useState("");
  const [isSure, setSure] = useState(false);
  const { mutate, error, isPending } = useSend("PUT /api/autonomy");
  const isRaised = wanted > level;
  const isReady = wanted !== level && reason.trim() !== "" && (!isRaised || isSure);
  const what = kind === wholeProject ? `project ${project}` : `${kindWords(kind)}, project ${project}`;
  const send = (): void =>
    mutate(
      { body: { project, kind, level: wanted, reason: reason.trim() } },
      {
        onSuccess: () => {
          tellDone(`Level ${levelWords[wanted].name}: ${what}.`);
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={`Level of ${what}`} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) send();
        }}
      >
        <Stack>
          <Radio.Group
            label="Level"
            value={String(wanted)}
            onChange={(value) => setWanted(levels.find((one) => String(one) === value) ?? level)}
          >
            <Stack gap="xs" mt="xs">
              {levels.map((one) => (
                <Radio
                  key={one}
                  value={String(one)}
                  label={`${levelWords[one].name}${one === level ? " (as it is)" : ""}`}
                  description={levelWords[one].means}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="Reason"
            description="It goes into the ledger with your name."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={2000}
            required
          />
          {isRaised && (
            <Alert color="orange" variant="light" title="This raises the level by hand">
              <Stack gap="xs">
                <span>The evidence so far: {evidenceWords(evidence)}.</span>
                <Checkbox
                  checked={isSure}
                  onChange={(event) => setSure(event.currentTarget.checked)}
                  label="It may do this without asking"
                />
              </Stack>
            </Alert>
          )}
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" disabled={!isReady} loading={isPending}>
              {wanted < level ? "Lower" : isRaised ? "Raise" : "Set"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
