import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { backlogHead, deliveryHead } from "../../../../../../shared/domain/artefacts/forms.ts";
import { Panel } from "../../../parts/panel.tsx";
import { useSession } from "../../../session/session.tsx";
import { RagBadge } from "../marks.tsx";
import { type Document, entryIn } from "./documents.ts";
import { EntryForm } from "./entry-form.tsx";
import classes from "./document-head.module.css";
import { Suggestion } from "./suggestion.tsx";

/** What is true of a document as a whole, with what is suggested for it. */
export function DocumentHead({ project, document }: { project: string; document: Document }): ReactElement {
  const { may } = useSession();
  const [isEdited, setEdited] = useState(false);
  const { kind } = document;
  const head = entryIn(document, headId);
  const suggestions = document.suggestions.filter(({ entryId }) => entryId === headId);
  return (
    <Panel
      title={kind === "delivery_state" ? "How it stands" : "In short"}
      actions={
        may("approver") && (
          <Button size="xs" variant="default" onClick={() => setEdited(true)} aria-haspopup="dialog">
            {head === undefined ? "Write it" : "Edit"}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {head === undefined ? (
          <Text size="sm" c="dimmed">
            Nothing is said yet.
          </Text>
        ) : kind === "delivery_state" ? (
          <Delivery fields={head.fields} />
        ) : (
          <Backlog fields={head.fields} />
        )}
        {suggestions.map((one) => (
          <Suggestion key={one.id} project={project} suggestion={one} entry={head ?? null} />
        ))}
        {isEdited && (
          <EntryForm project={project} document={document} id={headId} onClose={() => setEdited(false)} />
        )}
      </Stack>
    </Panel>
  );
}

export function Delivery({ fields }: { fields: object }): ReactElement {
  const { data } = deliveryHead.safeParse(fields);
  if (data === undefined) return <Text size="sm">It can’t be read.</Text>;
  const { rag, why, done, total, sprint } = data;
  const share = total === 0 ? 0 : Math.min(100, (done / total) * 100);
  return (
    <>
      <Group gap="sm" align="baseline" wrap="nowrap">
        <RagBadge rag={rag} size="lg" />
        <Text style={{ overflowWrap: "anywhere" }}>{why}</Text>
      </Group>
      {total > 0 && (
        <div>
          <Text size="sm" mb={4}>
            {sprint === null ? "" : `Sprint ${sprint}: `}
            {done} of {total} done
          </Text>
          <Progress value={share} size="sm" aria-hidden="true" />
        </div>
      )}
    </>
  );
}

const figures = [
  ["open", "to do"],
  ["inProgress", "in progress"],
  ["done", "done"],
  ["blocked", "blocked"],
  ["overdue", "overdue"],
] as const;

function Backlog({ fields }: { fields: object }): ReactElement {
  const { data } = backlogHead.safeParse(fields);
  if (data === undefined) return <Text size="sm">It can’t be read.</Text>;
  return (
    <>
      {data.summary !== "" && <Text style={{ overflowWrap: "anywhere" }}>{data.summary}</Text>}
      <ul className={classes["figures"]}>
        {figures.map(([name, words]) => (
          <li
            key={name}
            data-bad={((name === "blocked" || name === "overdue") && data[name] > 0) || undefined}
          >
            <strong>{data[name]}</strong> {words}
          </li>
        ))}
      </ul>
    </>
  );
}
