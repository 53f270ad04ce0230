import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../../api/types.ts";
import { webAddress } from "../../../parts/address.ts";
import { Moment } from "../../../parts/when.tsx";
import classes from "./signal.module.css";
import { sourceNames } from "./feed-words.ts";

export type WholeSignal = Answer<"GET /api/projects/{project}/signals/{id}">;

/**
 * What somebody wrote, as text: whatever stands in it is neither markup nor a link here. The way to the ticket or mail
 * is the one that its service names.
 */
export function SignalWords({
  signal: { source, author, to, at, text, attachments, url },
}: {
  signal: WholeSignal;
}): ReactElement {
  const address = url === null ? null : webAddress(url);
  return (
    <div className={classes["words"]}>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {author}
        {to.length > 0 && ` to ${to.join(", ")}`}, <Moment at={at} />
      </Text>
      {text === null ? (
        <Text size="sm" c="dimmed">
          It has no words of its own.
        </Text>
      ) : (
        // What scrolls must be reachable by keyboard.
        <div className={classes["text"]} tabIndex={0} role="region" aria-label={`What ${author} wrote`}>
          {text}
        </div>
      )}
      {attachments.length > 0 && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          Attached: {attachments.join(", ")}
        </Text>
      )}
      {address !== null && (
        <Anchor href={address} target="_blank" rel="noreferrer noopener" size="sm">
          Open it in {sourceNames[source] === "Mail" ? "the mailbox" : sourceNames[source]}
        </Anchor>
      )}
    </div>
  );
}
