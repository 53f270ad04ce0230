import { Checkbox, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useLocation, useParams } from "wouter";
import { defaultProject } from "../../../../../../shared/policy/rules.ts";
import { useApi, useSend } from "../../../api/use-api.ts";
import { ChannelField } from "../../../parts/draft/channel-field.tsx";
import { DraftForm } from "../../../parts/draft/draft-form.tsx";
import { useDraft } from "../../../parts/draft/use-draft.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Room } from "../../../parts/room.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useProjects } from "../../../rooms/tasks/use-projects.ts";
import { useSession } from "../../../session/session.tsx";
import { blankStart, chosenIn, startProblems } from "./start-draft.ts";

/** Where somebody has software made of a project's documents. */
export function StartDelivery(): ReactElement {
  const { may } = useSession();
  const { project = defaultProject } = useParams<{ project?: string }>();
  return (
    <Room
      title="Start a delivery"
      lead="What the documents ask for is read, what is open is asked, and a plan is shown. Nothing is built without a yes."
    >
      {may("approver") ? (
        <StartForm project={project} key={project} />
      ) : (
        <Empty title="Approvers start deliveries here">You can look at those that there are.</Empty>
      )}
    </Room>
  );
}

const arrived = {
  already: "It is on its way already",
  another: "another delivery",
  sendAnother: "Start it as another one",
};

function StartForm({ project }: { project: string }): ReactElement {
  const form = useDraft(`delivery:${project}`, blankStart);
  const { draft, change, forget } = form;
  const [, go] = useLocation();
  const projects = useProjects();
  const [isTried, setTried] = useState(false);
  const titleField = useRef<HTMLInputElement>(null);
  const repositoryField = useRef<HTMLInputElement>(null);
  const channelField = useRef<HTMLInputElement>(null);
  const settings = useApi("GET /api/settings");
  const known = Object.keys(settings.data?.rules.value.repositories ?? {});
  const sending = useSend("POST /api/deliveries");
  const problems = startProblems(draft);
  const shown = isTried ? problems : {};
  const repository = draft.repository.trim();
  const isNew = !known.some((name) => name.toLowerCase() === repository.toLowerCase());
  const send = (onceKey: string): void => {
    setTried(true);
    if (sending.isPending) return;
    if (problems.title !== undefined) return titleField.current?.focus();
    if (problems.repository !== undefined) return repositoryField.current?.focus();
    if (problems.channel !== undefined) return channelField.current?.focus();
    if (problems.documents !== undefined) return;
    const channel = draft.channel.trim();
    sending.mutate(
      {
        body: {
          title: draft.title.trim(),
          project,
          documents: chosenIn(draft),
          repository: { name: repository, isNew },
          ...(channel === "" ? {} : { channel }),
        },
        onceKey,
      },
      {
        onSuccess: ({ taskId, duplicate }) => {
          forget();
          tellDone(
            duplicate ? "It had arrived already. This is its task." : "It has begun. This is its task.",
          );
          go(`/tasks/${encodeURIComponent(taskId)}`);
        },
      },
    );
  };
  return (
    <DraftForm
      room="deliveries"
      form={form}
      send={send}
      sending={sending}
      submit="Start it"
      arrived={arrived}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          ref={titleField}
          label="What it is to be"
          description="In a line"
          placeholder="Room booking"
          value={draft.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={shown.title}
          maxLength={120}
          required
        />
        <NativeSelect
          label="Project"
          description="Whose documents, and who decides"
          value={project}
          onChange={({ currentTarget }) => go(`/deliveries/new/${encodeURIComponent(currentTarget.value)}`)}
          data={[...new Set([...projects, project])]}
        />
        <TextInput
          ref={repositoryField}
          label="Repository"
          description={
            repository === "" || problems.repository !== undefined
              ? "One that the rules name, or one that is to be made"
              : isNew
                ? "It is to be made"
                : "It is there; its code is not read for the plan"
          }
          placeholder="acme/room-booking"
          value={draft.repository}
          onChange={(event) => change({ repository: event.currentTarget.value })}
          error={shown.repository}
          maxLength={140}
          required
        />
        <ChannelField ref={channelField} channel={draft.channel} change={change} error={shown.channel} />
      </SimpleGrid>
      <Documents
        project={project}
        chosen={chosenIn(draft)}
        error={shown.documents}
        choose={(ids) => change({ documents: ids.join(" ") })}
      />
    </DraftForm>
  );
}

function Documents({
  project,
  chosen,
  error,
  choose,
}: {
  project: string;
  chosen: readonly string[];
  error: string | undefined;
  choose: (ids: string[]) => void;
}): ReactElement {
  const { data, error: failure } = useApi("GET /api/projects/{project}/documents", {
    params: { project },
    query: { limit: 100 },
  });
  const readable = data?.documents.filter(({ newest }) => newest.state === "read") ?? [];
  return (
    <Checkbox.Group
      label="Documents"
      description="Read in the order in which you choose them"
      value={[...chosen]}
      onChange={choose}
      error={failure?.message ?? error}
      required
    >
      <Stack gap={6} my="xs">
        {readable.map(({ id, name, newest }) => (
          <Checkbox
            key={id}
            value={id}
            label={chosen.length > 1 && chosen.includes(id) ? `${name} (${chosen.indexOf(id) + 1})` : name}
            description={newest.version > 1 ? `version ${newest.version}` : undefined}
          />
        ))}
        {data !== undefined && readable.length === 0 && (
          <Text size="sm" c="dimmed">
            This project has no document that is read. Bring one in the documents’ room first.
          </Text>
        )}
      </Stack>
    </Checkbox.Group>
  );
}
