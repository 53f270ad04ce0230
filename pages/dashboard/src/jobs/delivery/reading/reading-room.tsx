import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useParams } from "wouter";
import { addressOf } from "../../../api/client.ts";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Person } from "../../../parts/person.tsx";
import { Room } from "../../../parts/room.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { documentsAddress } from "../addresses.ts";
import { StateBadge } from "../documents/document-table.tsx";
import { sizeWords, typeWords } from "../document-words.ts";
import type { VersionView } from "../views.ts";
import { placeWords } from "./lines.ts";
import { TextView } from "./text-view.tsx";
import { Versions } from "./versions.tsx";

/** One document: its text by line, page and speaker, the words that a link leads to, and its versions. */
export function ReadingRoom(): ReactElement {
  const { project, id } = useParams<{ project: string; id: string }>();
  const { get } = useAddress();
  const { data, error, refetch } = useApi("GET /api/projects/{project}/documents/{id}", {
    params: { project, id },
  });
  const back = (
    <Anchor component={Link} href={documentsAddress(project)} size="sm">
      All documents of {project}
    </Anchor>
  );
  if (data?.id !== id)
    return (
      <Room title="Document" actions={back}>
        {error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />}
      </Room>
    );
  const asked = Number(get("version"));
  const newestRead = data.versions.find(({ state }) => state === "read");
  const version = data.versions.find((one) => one.version === asked) ?? newestRead ?? data.newest;
  return (
    <Room title={data.name} actions={back}>
      <Head project={project} id={id} version={version} isNewest={version.version === data.newest.version} />
      <Versions project={project} id={id} versions={data.versions} shown={version.version} />
      {version.state === "read" && (
        <ReadText
          key={`${id}/${version.version}`}
          project={project}
          id={id}
          version={version.version}
          from={offsetOf(get("from"))}
          to={offsetOf(get("to"))}
        />
      )}
    </Room>
  );
}

const offsetOf = (value: string | null): number => Math.max(0, Math.trunc(Number(value)) || 0);

function Head({
  project,
  id,
  version,
  isNewest,
}: {
  project: string;
  id: string;
  version: VersionView;
  isNewest: boolean;
}): ReactElement {
  const { state, reason, type, bytes, pages, characters, by, createdAt } = version;
  const raw = addressOf("GET /api/projects/{project}/documents/{id}/raw", {
    params: { project, id },
    query: { version: version.version },
  });
  const about = [
    type === null ? null : typeWords[type],
    sizeWords(bytes),
    pages === null ? null : counted(pages, "page"),
    characters === null ? null : counted(characters, "character"),
  ].filter((one) => one !== null);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <StateBadge state={state} />
        <Text size="sm">
          Version {version.version}
          {isNewest ? "" : ", not the newest"}: {about.join(", ")}
        </Text>
        <Text size="sm" c="dimmed">
          by <Person id={by} />, <When at={createdAt} />
        </Text>
        <Button component="a" href={raw} download size="compact-sm" variant="default">
          Download as it came
        </Button>
      </Group>
      {reason !== null && (
        <Alert
          color={state === "refused" ? "red" : "orange"}
          title={state === "refused" ? "It is not read" : state === "waiting" ? "It waits" : "To be known"}
        >
          {reason}
        </Alert>
      )}
    </Stack>
  );
}

/** The words, and which of them a delivery rests on; where there are several deliveries, that which is chosen. */
function ReadText({
  project,
  id,
  version,
  from,
  to,
}: {
  project: string;
  id: string;
  version: number;
  from: number;
  to: number;
}): ReactElement {
  const { data, error, refetch } = useApi("GET /api/projects/{project}/documents/{id}/text", {
    params: { project, id },
    query: { version },
  });
  const { get, set } = useAddress();
  const citations = useApi("GET /api/projects/{project}/documents/{id}/citations", {
    params: { project, id },
    query: { version },
  });
  const deliveries = citations.data?.version === version ? citations.data.deliveries : [];
  const citing = deliveries.find(({ taskId }) => taskId === get("of")) ?? deliveries[0] ?? null;
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data?.version !== version) return <Loading lines={12} />;
  return (
    <Stack gap="xs">
      {from < to && (
        <Text size="sm">
          {from < data.characters
            ? `What the link leads to: ${placeWords(data.text, data.marks, from)}.`
            : "The link leads behind the end of this version."}
        </Text>
      )}
      {citations.error !== null && <Failure error={citations.error} />}
      {citing !== null && (
        <Group gap="xs" align="flex-end">
          {deliveries.length > 1 ? (
            <NativeSelect
              label="What rests on it, in"
              size="xs"
              value={citing.taskId}
              onChange={({ currentTarget }) => set({ of: currentTarget.value }, { replace: true })}
              data={deliveries.map(({ taskId, title }) => ({ value: taskId, label: title ?? taskId }))}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {counted(
                new Set(citing.citations.map((one) => one.id)).size,
                "requirement or question",
                "requirements and questions",
              )}{" "}
              of{" "}
              <Anchor
                component={Link}
                href={`/tasks/${encodeURIComponent(citing.taskId)}`}
                inherit
                underline="always"
              >
                {citing.title ?? "a delivery"}
              </Anchor>{" "}
              rest on the words that are underlined.
            </Text>
          )}
        </Group>
      )}
      <TextView key={`${from}-${to}`} text={data} from={from} to={to} citing={citing} />
    </Stack>
  );
}
