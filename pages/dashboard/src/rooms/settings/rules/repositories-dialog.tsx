import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Rules } from "../setting.ts";
import { repositoriesFrom, repositoryFields } from "./repositories-json.ts";

/** The repositories as JSON. What is taken stands in the form of the rules, and counts when that is saved. */
export function RepositoriesDialog({
  repositories,
  onTake,
  onClose,
}: {
  repositories: Rules["repositories"];
  onTake: (repositories: Rules["repositories"]) => void;
  onClose: () => void;
}): ReactElement {
  const [json, setJson] = useState(() => JSON.stringify(repositories, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  const take = (): void => {
    const read = repositoriesFrom(json);
    if ("problem" in read) return setProblem(read.problem);
    onTake(read.value);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Repositories" size="xl" centered>
      <Stack>
        <Textarea
          label="Repositories, by their names"
          description={`Each with ${repositoryFields.join(", ")}, all of them optional.`}
          value={json}
          onChange={(event) => {
            setJson(event.currentTarget.value);
            setProblem(null);
          }}
          error={problem}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.8rem" } }}
          autosize
          minRows={12}
          maxRows={26}
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button onClick={take}>Take it over</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
