import { Badge } from "@mantine/core";
import type { ReactElement } from "react";
import type { DeliveryView } from "../use-delivery.ts";

export type QuestionView = NonNullable<DeliveryView["requirements"]>["questions"][number];

const kinds: Record<QuestionView["kind"], { words: string; color: string }> = {
  open: { words: "open", color: "orange" },
  conflict: { words: "contradiction", color: "red" },
  no_source: { words: "without a source", color: "orange" },
};

/** What sort of question it is, in a word. */
export function QuestionKind({ kind }: { kind: QuestionView["kind"] }): ReactElement {
  const { words, color } = kinds[kind];
  return (
    <Badge size="sm" variant="light" tt="none" color={color} miw="max-content">
      {words}
    </Badge>
  );
}
