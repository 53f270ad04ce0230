import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { rulesSchema } from "../../../../../../shared/jobs/rules.ts";
import { problemsIn } from "../../../parts/form/problems.ts";
import type { Rules } from "../setting.ts";

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

const repositories = rulesSchema.shape.repositories.unwrap();

/** What can be said of a repository. */
export const repositoryFields = Object.keys(repositories.valueType.shape);

/** What somebody has typed as JSON: repositories by their names, or what is wrong with it in words. */
export function repositoriesFrom(json: string): { value: Rules["repositories"] } | { problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return { problem: `It is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { data, success } = repositories.safeParse(parsed);
  if (success) return { value: data };
  const problems = Object.entries(problemsIn(repositories, parsed));
  return { problem: problems.map(([path, words]) => (path === "" ? words : `${path}: ${words}`)).join(" ") };
}
