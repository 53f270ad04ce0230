import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { ChangeList } from "../../../parts/artefact/change-list.tsx";
import { changesWords, readableChange } from "../../../parts/artefact/readable-change.ts";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { Moment } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import { AuthorName } from "./author-name.tsx";
import type { Document, Version as VersionView } from "./documents.ts";

/** One version: who made it, why, what it changed, and the way back to it. */
export function Version({
  kind,
  version: { version, author, reason, at, changes, before },
  isNow,
  isBusy,
  onRestore,
}: {
  kind: Document["kind"];
  version: VersionView;
  isNow: boolean;
  isBusy: boolean;
  onRestore: () => void;
}): ReactElement {
  const { may } = useSession();
  return (
    <li style={{ padding: "0.7rem 0.9rem" }}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600}>
            Version {version}
            {isNow && (
              <Text component="span" inherit fw={400} c="dimmed">
                {" "}
                (as it is now)
              </Text>
            )}
          </Text>
          <Text size="sm" c="dimmed">
            <AuthorName id={author} />, <Moment at={at} />
          </Text>
          {reason !== "" && (
            <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
              {reason}
            </Text>
          )}
        </div>
        {may("approver") && !isNow && (
          <Button
            size="compact-xs"
            variant="default"
            miw="max-content"
            disabled={isBusy}
            onClick={onRestore}
            aria-label={`Restore version ${version}`}
          >
            Restore…
          </Button>
        )}
      </Group>
      <Disclosure label={changesWords(changes)}>
        <ChangeList changes={changes.map((change) => readableChange(kind, change, before))} />
      </Disclosure>
    </li>
  );
}
