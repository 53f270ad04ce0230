import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Moment } from "../../parts/when.tsx";
import { Person } from "../../parts/person.tsx";
import type { LetterView } from "./letter-view.ts";

/** Who closed a letter, when and why; nothing while it is open. */
export function Closed({
  letter: { state, closedBy, closedAt, closedWhy },
}: {
  letter: LetterView;
}): ReactElement | null {
  if (state === "open") return null;
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {state === "replayed" ? "Sent again" : "Discarded"}
      {closedBy !== null && (
        <>
          {" by "}
          <Person id={closedBy} />
        </>
      )}
      {closedAt !== null && (
        <>
          , <Moment at={closedAt} />
        </>
      )}
      {closedWhy !== null && `: ${closedWhy}`}
    </Text>
  );
}
