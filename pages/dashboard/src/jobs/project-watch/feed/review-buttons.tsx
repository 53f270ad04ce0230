import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Person } from "../../../parts/person.tsx";
import { useSession } from "../../../session/session.tsx";
import type { Signal } from "../views.ts";
import type { useReview } from "./use-review.tsx";

/** Asks whether a signal was read right; says who has answered, who may change their mind. */
export function ReviewButtons({
  signal,
  review,
}: {
  signal: Signal;
  review: ReturnType<typeof useReview>;
}): ReactElement | null {
  const { may } = useSession();
  // Nothing has been thought of it that could be right or wrong.
  if (signal.category === null) return null;
  const { review: said, reviewedBy, title } = signal;
  const isBusy = review.busy === signal.id;
  return (
    <Group gap={6}>
      <Text component="span" size="xs" c="dimmed" flex={said === null ? undefined : "1 0 100%"}>
        {said === null ? (
          "Was this right?"
        ) : (
          <>
            {said === "right" ? "Read right" : "Read wrong"}
            {reviewedBy !== null && (
              <>
                , says <Person id={reviewedBy} />
              </>
            )}
          </>
        )}
      </Text>
      {may("approver") && (
        <>
          <Button
            size="compact-xs"
            variant={said === "right" ? "light" : "default"}
            onClick={() => review.right(signal)}
            loading={isBusy}
            aria-pressed={said === "right"}
            aria-label={`Right: ${title}`}
          >
            Right
          </Button>
          <Button
            size="compact-xs"
            variant={said === "wrong" ? "light" : "default"}
            onClick={() => review.wrong(signal)}
            disabled={isBusy}
            aria-pressed={said === "wrong"}
            aria-label={`Wrong: ${title}`}
          >
            Wrong
          </Button>
        </>
      )}
    </Group>
  );
}
