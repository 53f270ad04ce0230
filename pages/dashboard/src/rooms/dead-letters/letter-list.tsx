import { Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { useSession } from "../../session/session.tsx";
import { Letter } from "./letter.tsx";
import { Refusals } from "./refusals.tsx";
import { ReplayBar } from "./replay-bar.tsx";
import { useReplay } from "./use-replay.ts";
import type { LetterView } from "./letter-view.ts";

const emptiness: Record<LetterView["state"], { title: string; more: string }> = {
  open: { title: "No dead letters", more: "As it should be: every message has been handled." },
  replayed: { title: "None was sent again", more: "What an operator sends again stands here afterwards." },
  discarded: {
    title: "None was discarded",
    more: "What an operator closes unsent stands here, with the reason.",
  },
};

/** The letters of one state, and what an operator can do with those that are open. */
export function LetterList({ state }: Pick<LetterView, "state">): ReactElement {
  const { may } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const replay = useReplay(() => setChosen(new Set()));
  const list = useList(["GET /api/dead-letters", state], async (cursor, signal) =>
    call("GET /api/dead-letters", { query: { state, cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const letters = list.data.pages.flatMap((page) => page.deadLetters);
  // What somebody else has closed meanwhile is chosen no more.
  const ids = letters.map(({ id }) => id).filter((id) => chosen.has(id));
  const canAct = state === "open" && may("operator");
  const choose = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      <Refusals refused={replay.refused} onClose={replay.dismiss} />
      {letters.length === 0 && <Empty title={emptiness[state].title}>{emptiness[state].more}</Empty>}
      {canAct && letters.length > 0 && (
        <ReplayBar
          chosen={ids}
          shown={letters}
          isMore={list.hasNextPage}
          replay={replay}
          onChoose={(next) => setChosen(new Set(next))}
        />
      )}
      {state === "open" && letters.length > 0 && !canAct && (
        <Text size="sm" c="dimmed">
          Operators send these again or discard them. You can look.
        </Text>
      )}
      {letters.map((letter) => (
        <Letter
          letter={letter}
          key={letter.id}
          act={canAct ? { isChosen: chosen.has(letter.id), choose, replay } : null}
        />
      ))}
      <LoadMore list={list} />
    </Stack>
  );
}
