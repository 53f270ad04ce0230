import { Button, Center, Drawer, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { artefactForms } from "../../../../../../shared/domain/artefacts/forms.ts";
import { useApi, useSend } from "../../../api/use-api.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import rows from "../../../parts/rows.module.css";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import type { Document } from "./documents.ts";
import { Version } from "./version.tsx";

interface Shown {
  project: string;
  document: Document;
}

/** How a document came to be as it is, version by version, with the way back to each. */
export function History({
  isOpen,
  onClose,
  ...shown
}: Shown & { isOpen: boolean; onClose: () => void }): ReactElement {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="xl"
      title={`History: ${artefactForms[shown.document.kind].label}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isOpen && <Versions {...shown} />}
    </Drawer>
  );
}

const step = 20;
const most = 100;

function Versions({ project, document }: Shown): ReactElement {
  const { kind, version: now } = document;
  const [limit, setLimit] = useState(step);
  const { data, error, refetch } = useApi("GET /api/projects/{project}/artefacts/{kind}/versions", {
    params: { project, kind },
    query: { limit },
  });
  const [question, setQuestion] = useState<Question | null>(null);
  const { mutate, isPending } = useSend("POST /api/projects/{project}/artefacts/{kind}/restore", {
    onRefusal: tellFailure,
  });
  const restore = (to: number): void =>
    setQuestion({
      title: `Back to version ${to}`,
      label: `All that came after version ${to} is undone, in a new version. Nothing is lost: you can come back. Why?`,
      verb: "Restore it",
      onAnswer: (reason) =>
        mutate(
          { params: { project, kind }, body: { version: now, to, reason } },
          {
            onSuccess: ({ version }) =>
              tellDone(`It is as in version ${to} again; that is version ${version}.`),
          },
        ),
    });
  if (data === undefined)
    return error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />;
  if (data.versions.length === 0) return <Text size="sm">Nothing has been written yet.</Text>;
  return (
    <Stack>
      <ol className={rows["rows"]} aria-label="Versions, newest first">
        {data.versions.map((one) => (
          <Version
            key={one.version}
            kind={kind}
            version={one}
            isNow={one.version === now}
            isBusy={isPending}
            onRestore={() => restore(one.version)}
          />
        ))}
      </ol>
      {data.next !== null && limit < most && (
        <Center>
          <Button variant="default" onClick={() => setLimit((before) => Math.min(most, before + 2 * step))}>
            Show older
          </Button>
        </Center>
      )}
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </Stack>
  );
}
