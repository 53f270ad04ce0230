import { Button, Paper, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";

const brief = `Please write a blog post about our new queue inspector.
Audience: backend engineers who run queues in production
Tone: calm and practical
Key points:
- what went wrong the night nobody saw a failed job
- how the inspector shows messages that are stuck
- what we would do differently`;

/** What a good brief looks like. */
export function Example({
  isBlank,
  onUse,
}: {
  /** Whether taking it would overwrite nothing. */
  isBlank: boolean;
  onUse: (text: string) => void;
}): ReactElement {
  return (
    <Paper withBorder p="sm" component="aside" aria-label="An example of a good brief">
      <Stack gap={6} align="flex-start">
        <Text size="sm" fw={600}>
          A good brief says what it is about, for whom, and what must be in it
        </Text>
        <Text size="sm" c="dimmed" style={{ whiteSpace: "pre-line" }}>
          {brief}
        </Text>
        {isBlank && (
          <Button size="compact-sm" variant="default" onClick={() => onUse(brief)}>
            Begin with this
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
