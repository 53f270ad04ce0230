import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useSend } from "../../../api/use-api.ts";
import { FieldChanges } from "../../../parts/artefact/change-list.tsx";
import { readableChange } from "../../../parts/artefact/readable-change.ts";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { counted } from "../../../parts/words.ts";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { When } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import type { Entry, Suggestion as SuggestionView } from "./documents.ts";
import { Source } from "./sources.tsx";
import classes from "./entry-table.module.css";

/** What the crew would change and may not: against what stands there, with its reason and the two answers. */
export function Suggestion({
  project,
  suggestion: { id, kind, entryId, change, reason, at },
  entry,
}: {
  project: string;
  suggestion: SuggestionView;
  /** What it would change; null: it would be new. */
  entry: Entry | null;
}): ReactElement {
  const { may } = useSession();
  const readable = readableChange(kind, change, { [entryId]: entry });
  const name = `${entry === null ? "" : `${entryId} `}${readable.title}`;
  const sources = change.op === "remove" ? [] : change.sources;
  const send = useSend("POST /api/projects/{project}/suggestions/{id}", {
    onAnswer: ({ kind: decided }) =>
      tellDone(
        decided === "accepted" ? `“${name}” is taken in.` : `The suggestion for “${name}” is dismissed.`,
      ),
    onRefusal: tellFailure,
  });
  const decide = (decision: "accepted" | "dismissed"): void =>
    send.mutate({ params: { project, id }, body: { decision } });
  return (
    <div className={classes["suggestion"]} role="group" aria-label={`Suggestion for ${name}`}>
      <div>
        <Text size="sm" fw={600}>
          {
            { add: "Suggested as new: ", set: "Suggested instead", remove: "Suggested: take it out" }[
              change.op
            ]
          }
          {change.op === "add" && readable.title}
        </Text>
        <FieldChanges
          fields={readable.fields.filter(({ name: field }) => change.op !== "add" || field !== "title")}
          isNew={change.op === "add"}
        />
        <Text size="sm" c="dimmed" mt={4} style={{ overflowWrap: "anywhere" }}>
          {reason} <When at={at} />
        </Text>
        {sources.length > 0 && (
          <Disclosure label={`From ${counted(sources.length, "signal")}`}>
            {sources.map((source) => (
              <Source key={source} project={project} id={source} />
            ))}
          </Disclosure>
        )}
      </div>
      {may("approver") && (
        <Group gap="xs" wrap="nowrap">
          <Button
            size="xs"
            onClick={() => decide("accepted")}
            loading={send.isPending}
            aria-label={`Accept: ${name}`}
          >
            Accept
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => decide("dismissed")}
            disabled={send.isPending}
            aria-label={`Dismiss: ${name}`}
          >
            Dismiss
          </Button>
        </Group>
      )}
    </div>
  );
}
