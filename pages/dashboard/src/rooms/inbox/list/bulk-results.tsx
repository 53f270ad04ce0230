import { Button, Group, List, Modal, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../../api/client.ts";

type Result = Answer<"POST /api/approvals/decisions">["results"][number];

export interface BulkResult extends Result {
  title: string;
  decision: "approved" | "rejected" | "revised";
}

/** What became of each. */
export function BulkResults({
  results,
  onClose,
}: {
  results: readonly BulkResult[] | null;
  onClose: () => void;
}): ReactElement {
  const refused = results?.filter(({ kind }) => kind === "refused").length ?? 0;
  const counted = (results?.length ?? 0) - refused;
  return (
    <Modal
      opened={results !== null}
      onClose={onClose}
      title={refused === 0 ? `All ${counted} counted` : `${counted} counted, ${refused} did not`}
      centered
    >
      <List size="sm" spacing={8}>
        {results?.map((one) => (
          <List.Item key={one.id}>
            {one.title}
            <Text size="sm" c={one.kind === "refused" ? "red" : "dimmed"}>
              {wordsOf(one)}
            </Text>
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Modal>
  );
}

const decided = {
  approved: "Approved.",
  rejected: "Rejected.",
  revised: "A revision is asked for.",
} as const;

function wordsOf({ kind, decision, reason }: BulkResult): string {
  switch (kind) {
    case "decided":
      return decided[decision];
    case "voted":
      return "Your yes counts; it needs a second person.";
    case "refused":
      return `Refused: ${reason ?? "the Worker did not say why"}.`;
  }
}
