import { Button, SimpleGrid, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { memoryKinds } from "../../../../../shared/domain/memory.ts";
import { type Answer, call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { oneOf } from "../../parts/address.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Filter } from "../../parts/filter.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { useSession } from "../../session/session.tsx";
import { SearchBox } from "../tasks/search-box.tsx";
import { useProjects } from "../tasks/use-projects.ts";
import { HouseRules } from "./house-rules.tsx";
import { MemoryCard } from "./memory-card.tsx";
import { memoryWords } from "./memory-words.ts";
import { NoteDialog } from "./note-dialog.tsx";

/** What the crew remembers: looked through, looked for, added to, and forgotten. */
export function Memory(): ReactElement {
  const { get } = useAddress();
  const { may } = useSession();
  const projects = useProjects();
  const [isNoting, setIsNoting] = useState(false);
  const query = {
    q: get("q") ?? undefined,
    kind: oneOf(get("kind"), memoryKinds),
    project: get("project") ?? undefined,
  };
  const list = useList(["GET /api/memories", query], async (cursor, signal) =>
    call("GET /api/memories", { query: { ...query, cursor } }, signal),
  );
  return (
    <Room
      title="Memory"
      lead="What was published, decided, answered and asked for. Texts and plans about the like draw on it, and say so."
      actions={may("approver") && <Button onClick={() => setIsNoting(true)}>Write something down</Button>}
    >
      <SimpleGrid cols={{ base: 1, xs: 3 }} maw={780} spacing="sm" role="search">
        <SearchBox hint="What was said about …" />
        <Filter
          name="kind"
          label="Kind"
          all="Any kind"
          options={memoryKinds.map((value) => ({ value, label: memoryWords[value] }))}
        />
        <Filter
          name="project"
          label="Project"
          all="Any project"
          options={projects.map((value) => ({ value, label: value }))}
        />
      </SimpleGrid>
      <HouseRules />
      <Found list={list} isNarrowed={Object.values(query).some((one) => one !== undefined)} />
      {isNoting && <NoteDialog onClose={() => setIsNoting(false)} />}
    </Room>
  );
}

function Found({
  list,
  isNarrowed,
}: {
  list: ReturnType<typeof useList<Answer<"GET /api/memories">>>;
  isNarrowed: boolean;
}): ReactElement {
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={8} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const memories = list.data.pages.flatMap((page) => page.memories);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data.pages[0]?.semantic === false && (
        <Text size="sm" c="dimmed">
          What is alike is told by words here, not by meaning: no embedder is set.
        </Text>
      )}
      {memories.length === 0 && (
        <Empty title={isNarrowed ? "Nothing like it is remembered" : "Nothing is remembered yet"}>
          {isNarrowed
            ? "Try other words, or take a filter away."
            : "What is published and decided is remembered within a minute."}
        </Empty>
      )}
      {memories.map((memory) => (
        <MemoryCard memory={memory} key={memory.id} />
      ))}
      <LoadMore list={list} />
    </Stack>
  );
}
