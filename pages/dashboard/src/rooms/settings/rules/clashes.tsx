import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Loaded } from "../conflict.tsx";
import type { Rules } from "../setting.ts";
import { valueWords } from "../theirs-words.ts";
import { ruleNames } from "./rules-words.ts";

/** What both have changed: the form has the reader's own, and theirs can be taken instead. */
export function Clashes({
  clashes,
  theirs,
  onTake,
}: {
  clashes: readonly (keyof Rules)[];
  theirs: Rules;
  onTake: (key: keyof Rules) => void;
}): ReactElement | null {
  if (clashes.length === 0) return null;
  return (
    <Loaded>
      <Stack gap="xs">
        {clashes.map((key) => (
          <Group key={key} justify="space-between" gap="xs">
            <Text size="sm">
              Both of you changed: {ruleNames[key]}. Yours stands in the form. Theirs is:{" "}
              {valueWords(theirs[key])}
            </Text>
            <Button size="compact-xs" variant="default" onClick={() => onTake(key)}>
              Take theirs
            </Button>
          </Group>
        ))}
      </Stack>
    </Loaded>
  );
}
