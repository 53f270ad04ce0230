import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { Difference } from "../../../parts/diff/difference.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Person } from "../../../parts/person.tsx";
import rows from "../../../parts/rows.module.css";
import { When } from "../../../parts/when.tsx";
import { documentAddress } from "../addresses.ts";
import { StateBadge } from "../documents/document-table.tsx";
import type { VersionView } from "../views.ts";

/** Longer texts aren't compared in the browser. Characters. */
const longestCompared = 200_000;

/** A document's versions, where there are several, and what changed between two that are read. */
export function Versions({
  project,
  id,
  versions,
  shown,
}: {
  project: string;
  id: string;
  versions: readonly VersionView[];
  shown: number;
}): ReactElement | null {
  const [compared, setCompared] = useState<number | null>(null);
  if (versions.length < 2) return null;
  const before = (version: number): VersionView | undefined =>
    versions.find((one) => one.version < version && one.state === "read");
  const old = compared === null ? undefined : before(compared);
  return (
    <Stack gap="xs">
      <ul className={rows["rows"]} aria-label="Versions">
        {versions.map((one) => {
          const { version, state, by, createdAt, characters } = one;
          const isComparable = state === "read" && before(version) !== undefined;
          return (
            <li key={version} style={{ padding: "0.45rem 0.9rem" }}>
              <Group gap="xs">
                <Anchor
                  component={Link}
                  href={documentAddress(project, id, { version })}
                  size="sm"
                  fw={version === shown ? 700 : 400}
                  aria-current={version === shown ? "page" : undefined}
                >
                  Version {version}
                </Anchor>
                <StateBadge state={state} />
                <Text size="xs" c="dimmed">
                  by <Person id={by} />, <When at={createdAt} />
                </Text>
                {isComparable && (characters ?? 0) <= longestCompared && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => setCompared(compared === version ? null : version)}
                  >
                    {compared === version ? "Hide what changed" : "What changed"}
                  </Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
      {compared !== null && old !== undefined && (
        <Changed project={project} id={id} from={old.version} to={compared} />
      )}
    </Stack>
  );
}

function Changed({
  project,
  id,
  from,
  to,
}: {
  project: string;
  id: string;
  from: number;
  to: number;
}): ReactElement {
  const route = "GET /api/projects/{project}/documents/{id}/text";
  const before = useApi(route, { params: { project, id }, query: { version: from } });
  const after = useApi(route, { params: { project, id }, query: { version: to } });
  const error = before.error ?? after.error;
  if (error !== null) return <Failure error={error} />;
  if (before.data?.version !== from || after.data?.version !== to) return <Loading lines={4} />;
  return <Difference before={before.data.text} after={after.data.text} isList />;
}
