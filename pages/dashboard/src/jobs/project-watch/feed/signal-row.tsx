import { Text, UnstyledButton } from "@mantine/core";
import type { ReactElement } from "react";
import { When } from "../../../parts/when.tsx";
import type { Signal } from "../views.ts";
import { happened, stateWords } from "./feed-words.ts";
import { ReviewButtons } from "./review-buttons.tsx";
import { SignalBadges } from "./signal-badges.tsx";
import classes from "./signal.module.css";
import type { useReview } from "./use-review.tsx";

/** One signal of the feed: what happened, what was thought of it, and whether that was right. */
export function SignalRow({
  signal,
  review,
  onOpen,
}: {
  signal: Signal;
  review: ReturnType<typeof useReview>;
  onOpen: () => void;
}): ReactElement {
  const { id, title, author, at, state, why, reason, flag } = signal;
  return (
    <li className={classes["row"]} data-signal={id} data-importance={signal.importance ?? undefined}>
      <div className={classes["what"]}>
        <UnstyledButton className={classes["open"]} onClick={onOpen} aria-haspopup="dialog">
          <Text component="span" size="sm" fw={600}>
            {title}
          </Text>
          <Text component="span" size="sm" c="dimmed">
            {happened(signal)}, {author}
          </Text>
        </UnstyledButton>
        {flag !== null && <Flag words={flag} />}
        {(why ?? reason) !== null && (
          <Text size="sm" mt={2} style={{ overflowWrap: "anywhere" }}>
            {why ?? reason}
          </Text>
        )}
      </div>
      <div className={classes["thought"]}>
        <SignalBadges signal={signal} />
        {state !== "done" && (
          <Text size="xs" c="dimmed">
            {stateWords[state]}
          </Text>
        )}
        <ReviewButtons signal={signal} review={review} />
      </div>
      <Text size="sm" c="dimmed" className={classes["when"]}>
        <When at={at} />
      </Text>
    </li>
  );
}

/** Says plainly that somebody tried to tell the crew what to do. */
export function Flag({ words }: { words: string }): ReactElement {
  return (
    <p className={classes["flag"]}>
      <strong>Tries to instruct the crew:</strong> {words}
    </p>
  );
}
