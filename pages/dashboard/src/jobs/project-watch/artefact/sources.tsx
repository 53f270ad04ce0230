import { Button, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useApi } from "../../../api/use-api.ts";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { SignalWords } from "../feed/signal-words.tsx";
import { sourceNames } from "../feed/feed-words.ts";

const atFirst = 5;

/** The signals that a row comes from, the newest first, each with its words for whoever opens it. */
export function Sources({ project, ids }: { project: string; ids: readonly string[] }): ReactElement {
  const [isWhole, setWhole] = useState(false);
  const all = ids.toReversed();
  const shown = isWhole ? all : all.slice(0, atFirst);
  return (
    <Stack gap="xs" component="section" aria-label="Where it comes from">
      <Title order={3} size="sm">
        Where it comes from
      </Title>
      {ids.length === 0 && (
        <Text size="sm" c="dimmed">
          A person wrote it; no signal tells of it.
        </Text>
      )}
      {shown.map((id) => (
        <Source key={id} project={project} id={id} />
      ))}
      {shown.length < all.length && (
        <div>
          <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
            Show all {all.length}
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** One signal by its title, with its words for whoever opens it. */
export function Source({ project, id }: { project: string; id: string }): ReactElement {
  const { data, error } = useApi("GET /api/projects/{project}/signals/{id}", { params: { project, id } });
  if (data?.id !== id)
    return (
      <Text size="sm" c="dimmed">
        {error === null
          ? "…"
          : error.code === "not_found"
            ? "A signal that is no longer kept."
            : error.message}
      </Text>
    );
  return (
    <Disclosure label={`${sourceNames[data.source]}: ${data.title}`}>
      <SignalWords signal={data} />
    </Disclosure>
  );
}
