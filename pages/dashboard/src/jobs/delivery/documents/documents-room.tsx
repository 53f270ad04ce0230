import { Button, NativeSelect, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useLocation, useParams } from "wouter";
import { defaultProject } from "../../../../../../shared/policy/rules.ts";
import { call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import { useProjects } from "../../../rooms/tasks/use-projects.ts";
import { useSession } from "../../../session/session.tsx";
import { documentsAddress } from "../addresses.ts";
import { DocumentTable } from "./document-table.tsx";
import { DropZone } from "./drop-zone.tsx";
import { UploadList } from "./upload-list.tsx";
import { useUploads } from "./use-uploads.ts";

/** A project's documents: bringing them, and what is there. */
export function DocumentsRoom(): ReactElement {
  const { project = defaultProject } = useParams<{ project?: string }>();
  const [, go] = useLocation();
  const projects = useProjects();
  const { may } = useSession();
  const actions = (
    <>
      <NativeSelect
        aria-label="Project"
        value={project}
        onChange={({ currentTarget }) => go(documentsAddress(currentTarget.value))}
        data={[...new Set([...projects, project])]}
      />
      {may("approver") && (
        <Button component={Link} href={`/deliveries/new/${encodeURIComponent(project)}`}>
          Start a delivery
        </Button>
      )}
    </>
  );
  return (
    <Room
      title="Documents"
      lead="What a project is made from: briefs, calls, mails, chats. Each is kept as it came and as text, by version."
      actions={actions}
    >
      <ProjectDocuments project={project} key={project} />
    </Room>
  );
}

function ProjectDocuments({ project }: { project: string }): ReactElement {
  const { may } = useSession();
  const { uploads, add, again, remove } = useUploads(project);
  const key = "GET /api/projects/{project}/documents";
  const list = useList([key, project], async (cursor, signal) =>
    call(key, { params: { project }, query: { cursor } }, signal),
  );
  const documents = list.data?.pages.flatMap((page) => page.documents);
  return (
    <Stack>
      {may("approver") && <DropZone onFiles={add} />}
      <UploadList uploads={uploads} onAgain={again} onRemove={remove} />
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {documents === undefined && list.error === null && <Loading lines={6} />}
      {documents?.length === 0 && (
        <Empty title="No documents yet">
          {may("approver")
            ? "Drop a brief, a call's transcript or a mail above, or mail them to an address that the rules give the project."
            : "An approver of the project can bring them."}
        </Empty>
      )}
      {documents !== undefined && documents.length > 0 && (
        <DocumentTable project={project} documents={documents} />
      )}
      <LoadMore list={list} />
    </Stack>
  );
}
