import {
  Button,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type ReactElement, useState } from "react";
import { priorities } from "../../../../../../shared/domain/delivery/requirement.ts";
import { useSend } from "../../../api/use-api.ts";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import type { DeliveryView } from "../use-delivery.ts";
import { blankStory, type StoryDraft, storyOf } from "./story-draft.ts";

/** Where somebody writes a story by hand. */
export function AddStory({
  delivery: { taskId, requirements },
  onClose,
}: {
  delivery: DeliveryView;
  onClose: () => void;
}): ReactElement {
  const [draft, setDraft] = useState<StoryDraft>(blankStory);
  const [isTried, setTried] = useState(false);
  const send = useSend("POST /api/deliveries/{id}/stories", {
    onAnswer: ({ story }) => {
      tellDone(`It is ${story}, and asked about with the plan before a further story begins.`);
      onClose();
    },
  });
  const read = storyOf(draft);
  const problems = isTried ? (read.problems ?? {}) : {};
  const text = (field: "title" | "narrative" | "criteria" | "tests" | "code") => ({
    value: draft[field],
    error: problems[field],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setDraft((before) => ({ ...before, [field]: value })),
  });
  return (
    <Modal opened onClose={onClose} title="Add a story" size="lg" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (read.story !== null && !send.isPending)
            send.mutate({ params: { id: taskId }, body: read.story });
        }}
      >
        <Stack>
          <Text size="sm">
            Your words are kept as a document of the project and stay as they are. Before a further story
            begins, the plan with it is designed and asked about; what is built stays.
          </Text>
          <TextInput label="Title" data-autofocus maxLength={120} {...text("title")} />
          <Textarea
            label="What is wanted"
            description="Who wants what, and what for."
            autosize
            minRows={2}
            {...text("narrative")}
          />
          <Textarea
            label="Done when"
            description="What can be seen when it is done, one a line: each becomes a test."
            autosize
            minRows={3}
            {...text("criteria")}
          />
          <Group grow align="flex-start">
            <NativeSelect
              label="Priority"
              data={priorities}
              value={draft.priority}
              onChange={({ currentTarget: { value } }) =>
                setDraft((before) => ({
                  ...before,
                  priority: priorities.find((one) => one === value) ?? before.priority,
                }))
              }
            />
            <MultiSelect
              label="After"
              description="Stories that have to be there before."
              data={(requirements?.stories ?? []).map(({ id, title }) => ({
                value: id,
                label: `${id} ${title}`,
              }))}
              value={draft.dependsOn}
              onChange={(dependsOn) => setDraft((before) => ({ ...before, dependsOn }))}
            />
          </Group>
          <Disclosure label="Where it goes">
            <Stack gap="xs">
              <Text size="sm" c="dimmed">
                Paths from the repository’s root, one a line. Empty: the design says it.
              </Text>
              <Textarea label="Files of its tests" autosize {...text("tests")} />
              <Textarea label="Files of its code" autosize {...text("code")} />
            </Stack>
          </Disclosure>
          {send.error !== null && <Failure error={send.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={send.isPending}>
              Add it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
