import { Text } from "@mantine/core";
import type { ReactElement } from "react";

/** A question as it was put in Slack's own form, where asterisks mean emphasis. */
export function Asked({ words }: { words: string }): ReactElement {
  return (
    <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }} maw="70ch">
      {words.split(/\*([^*\n]+)\*/).map((part, n) => (n % 2 === 1 ? <strong key={n}>{part}</strong> : part))}
    </Text>
  );
}
