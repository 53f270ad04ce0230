import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { type ReactElement, useCallback, useState } from "react";
import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../../shared/domain/artefacts/forms.ts";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { ReadAloud } from "../../../parts/voice/read-aloud.tsx";
import { VoicesOf } from "../../../parts/voice/voices-of.tsx";
import { When } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import type { Document } from "./documents.ts";
import { DocumentHead } from "./document-head.tsx";
import { DocumentRows } from "./document-rows.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { EntryForm } from "./entry-form.tsx";
import { ExportLinks } from "./export-links.tsx";
import { spokenDocument } from "./spoken-document.ts";
import { History } from "./history.tsx";
import { AuthorName } from "./author-name.tsx";

/** One of a project's documents: to read, to correct, to look at how it came to be. */
export function DocumentTab({ project, kind }: { project: string; kind: ArtefactKind }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/projects/{project}/artefacts/{kind}", {
    params: { project, kind },
  });
  // While another one is read, the one before is still at hand: it must not stand under this name.
  if (data?.kind !== kind)
    return error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <Stack>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <Opened project={project} document={data} />
    </Stack>
  );
}

function Opened({ project, document }: { project: string; document: Document }): ReactElement {
  const { kind } = document;
  const { may } = useSession();
  const { get, set } = useAddress();
  const [isAdding, setAdding] = useState(false);
  const onOpen = useCallback((id: string) => set({ entry: id }), [set]);
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          <Origin document={document} />
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => set({ history: "open" })} aria-haspopup="dialog">
            History
          </Button>
          <ExportLinks project={project} kind={kind} />
          {document.version > 0 && (
            <ReadAloud
              from={{
                project,
                about: { of: "artefact", kind, version: document.version },
                title: `${artefactForms[kind].label} of ${project}`,
              }}
              draft={() => spokenDocument(project, document)}
            />
          )}
          {may("approver") && (
            <Button size="xs" onClick={() => setAdding(true)} aria-haspopup="dialog">
              Add {artefactForms[kind].row === "entry" ? "an entry" : `a ${artefactForms[kind].row}`}
            </Button>
          )}
        </Group>
      </Group>
      <VoicesOf about={`artefact:${project}:${kind}`} />
      {document.problems.length > 0 && (
        <Alert color="orange" variant="light" title="Some of it is not in today’s form, and kept as it is">
          {document.problems.map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </Alert>
      )}
      {artefactForms[kind].head !== null && <DocumentHead project={project} document={document} />}
      <DocumentRows project={project} document={document} onOpen={onOpen} />
      <EntryDrawer
        project={project}
        document={document}
        id={get("entry")}
        onClose={() => set({ entry: null }, { replace: true })}
      />
      {isAdding && (
        <EntryForm project={project} document={document} id={null} onClose={() => setAdding(false)} />
      )}
      <History
        project={project}
        document={document}
        isOpen={get("history") !== null}
        onClose={() => set({ history: null }, { replace: true })}
      />
    </>
  );
}

/** Which version it is, and whose. */
function Origin({ document: { version, updatedAt, updatedBy } }: { document: Document }): ReactElement {
  if (version === 0 || updatedAt === null || updatedBy === null) return <>Nothing is written yet.</>;
  return (
    <>
      Version {version}, changed <When at={updatedAt} /> by <AuthorName id={updatedBy} />
    </>
  );
}
