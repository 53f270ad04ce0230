import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Change } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { formOf } from "../../../../../../shared/domain/artefacts/forms.ts";
import { useSend } from "../../../api/use-api.ts";
import { specsOf, valueText } from "../../../parts/artefact/field-specs.ts";
import { titleOf } from "../../../parts/artefact/readable-change.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { Person } from "../../../parts/person.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { When } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import { AuthorName } from "./author-name.tsx";
import { endVerbs } from "./columns.tsx";
import { type Document, type Entry, isOver } from "./documents.ts";
import classes from "./entry-detail.module.css";
import { EntryForm } from "./entry-form.tsx";
import { Sources } from "./sources.tsx";
import { Suggestion } from "./suggestion.tsx";

/** A row, its fields with who wrote them, what is suggested, and the signals that it comes from. */
export function EntryDetail({
  project,
  document,
  entry,
  onGone,
}: {
  project: string;
  document: Document;
  entry: Entry;
  onGone: () => void;
}): ReactElement {
  const { kind } = document;
  const { id, fields, written, createdBy, createdAt, updatedAt } = entry;
  return (
    <Stack>
      <Title order={2} size="h3" style={{ overflowWrap: "anywhere" }}>
        {titleOf(kind, id, fields)}
      </Title>
      <Deeds project={project} document={document} entry={entry} onGone={onGone} />
      {document.suggestions
        .filter(({ entryId }) => entryId === id)
        .map((one) => (
          <Suggestion key={one.id} project={project} suggestion={one} entry={entry} />
        ))}
      <dl className={classes["fields"]}>
        {specsOf(kind, id)
          .filter(({ name }) => name !== "title")
          .map((spec) => (
            <div key={spec.name}>
              <dt>{spec.label}</dt>
              <dd>
                <span className={classes["value"]}>{valueText(spec, fields[spec.name]) || "–"}</span>
                {written[spec.name] !== undefined && (
                  <Text component="span" size="xs" c="dimmed">
                    {" "}
                    written by <Person id={written[spec.name] ?? ""} />
                  </Text>
                )}
              </dd>
            </div>
          ))}
      </dl>
      <Sources project={project} ids={entry.sources} />
      <Text size="sm" c="dimmed">
        Noted by <AuthorName id={createdBy} /> <When at={createdAt} />
        {updatedAt !== createdAt && (
          <>
            , changed <When at={updatedAt} />
          </>
        )}
      </Text>
    </Stack>
  );
}

/** What can be done with a row. */
function Deeds({
  project,
  document: { kind, version },
  document,
  entry,
  onGone,
}: Parameters<typeof EntryDetail>[0]): ReactElement | null {
  const { may } = useSession();
  const [isEdited, setEdited] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const { id } = entry;
  const { mutate, isPending } = useSend("PUT /api/projects/{project}/artefacts/{kind}", {
    onRefusal: tellFailure,
  });
  const change = (one: Change, reason: string, done: string): void =>
    mutate(
      { params: { project, kind }, body: { version, changes: [one], reason } },
      {
        onSuccess: () => {
          tellDone(`${id} ${done}.`);
          if (one.op === "remove") onGone();
        },
      },
    );
  if (!may("approver")) return null;
  const { over } = formOf(kind);
  const endVerb = endVerbs[kind];
  const end = (status: string, verb: string): void =>
    setQuestion({
      title: verb,
      label: "Why? You may leave it empty.",
      verb,
      optional: true,
      onAnswer: (reason) =>
        change({ op: "set", id, fields: { status }, sources: [] }, reason, `is ${status} now`),
    });
  const remove = (): void =>
    setQuestion({
      title: `Take ${id} out`,
      label: "Why does it not belong here? The history keeps it.",
      verb: "Take it out",
      color: "red.9",
      onAnswer: (reason) => change({ op: "remove", id }, reason, "is taken out"),
    });
  return (
    <Group gap="xs">
      <Button size="xs" onClick={() => setEdited(true)} aria-haspopup="dialog">
        Edit
      </Button>
      {over !== null && endVerb !== undefined && !isOver(kind, entry) && (
        <Button size="xs" variant="default" onClick={() => end(over, endVerb)} loading={isPending}>
          {endVerb}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={remove} disabled={isPending}>
        Take it out…
      </Button>
      {isEdited && (
        <EntryForm project={project} document={document} id={id} onClose={() => setEdited(false)} />
      )}
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </Group>
  );
}
