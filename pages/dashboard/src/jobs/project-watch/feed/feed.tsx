import { Kbd, Stack, Text } from "@mantine/core";
import { type ReactElement, useRef } from "react";
import { importances, watchSignalStates } from "../../../../../../shared/domain/watch/thought.ts";
import { watchSources } from "../../../../../../shared/domain/watch/watch-signal.ts";
import { call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { oneOf } from "../../../parts/address.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { useKeys } from "../../../parts/keys/use-keys.ts";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import rows from "../../../parts/rows.module.css";
import { useAddress } from "../../../parts/use-address.ts";
import { useSession } from "../../../session/session.tsx";
import { feedCommand } from "./feed-keys.ts";
import { FeedFilters } from "./feed-filters.tsx";
import { SignalDrawer } from "./signal-drawer.tsx";
import { SignalRow } from "./signal-row.tsx";
import { useReview } from "./use-review.tsx";

/** What has happened in a project, newest first, and what was thought of it; all of it, or what one cycle took up. */
export function Feed({ project, taskId }: { project: string; taskId?: string }): ReactElement {
  const { get, set } = useAddress();
  const { may } = useSession();
  const query = {
    task: taskId,
    state: oneOf(get("state"), watchSignalStates),
    source: oneOf(get("source"), watchSources),
    importance: oneOf(get("importance"), importances),
    ...(get("flagged") === null ? {} : { flagged: "true" as const }),
    ...(get("unreviewed") === null ? {} : { unreviewed: "true" as const }),
  };
  const key = "GET /api/projects/{project}/signals";
  const list = useList([key, project, query], async (cursor, signal) =>
    call(key, { params: { project }, query: { ...query, cursor } }, signal),
  );
  const signals = list.data?.pages.flatMap((page) => page.signals);
  const review = useReview(project);
  const box = useRef<HTMLUListElement>(null);
  const walk = (step: 1 | -1): void => focusRow(box.current, step);
  const chosen = () =>
    signals?.find(({ id, category }) => category !== null && id === focusedId(box.current));
  const sayOf = (say: (signal: NonNullable<ReturnType<typeof chosen>>) => void) => () => {
    const signal = chosen();
    if (signal !== undefined) say(signal);
  };
  useKeys(feedCommand, {
    next: () => walk(1),
    previous: () => walk(-1),
    ...(may("approver") ? { right: sayOf(review.right), wrong: sayOf(review.wrong) } : {}),
  });
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <Stack>
      {taskId === undefined && <FeedFilters />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {signals === undefined && list.error === null && <Loading lines={8} />}
      {signals?.length === 0 && (
        <Empty title={isNarrowed ? "No signal fits" : "Nothing has come in yet"}>
          {isNarrowed
            ? "Take a filter away to see the others."
            : "What changes in the project's tickets and mail stands here, each with what was thought of it."}
        </Empty>
      )}
      {signals !== undefined && signals.length > 0 && (
        <>
          {may("approver") && (
            <Text size="xs" c="dimmed" visibleFrom="sm">
              <Kbd size="xs">j</Kbd> and <Kbd size="xs">k</Kbd> walk through the list, <Kbd size="xs">y</Kbd>{" "}
              says that one was read right, <Kbd size="xs">n</Kbd> that it was not.
            </Text>
          )}
          <ul
            className={rows["rows"]}
            aria-label="Signals"
            aria-busy={list.isPlaceholderData}
            ref={box}
            data-key-list
          >
            {signals.map((signal) => (
              <SignalRow
                key={signal.id}
                signal={signal}
                review={review}
                onOpen={() => set({ signal: signal.id })}
              />
            ))}
          </ul>
        </>
      )}
      <LoadMore list={list} />
      {review.dialog}
      <SignalDrawer
        project={project}
        id={get("signal")}
        onClose={() => set({ signal: null }, { replace: true })}
      />
    </Stack>
  );
}

/** The signal of the row that has the focus. */
function focusedId(list: HTMLElement | null): string | null {
  const row = list?.contains(document.activeElement)
    ? document.activeElement?.closest("[data-signal]")
    : null;
  return row?.getAttribute("data-signal") ?? null;
}

/** Moves the focus to the row before or after; to the first one, if none has it. */
function focusRow(list: HTMLElement | null, step: 1 | -1): void {
  const all = [...(list?.querySelectorAll("[data-signal]") ?? [])];
  const now = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[now === -1 ? 0 : now + step]?.querySelector("button");
  next?.focus();
}
