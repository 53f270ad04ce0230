import { Stack } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { call } from "../../api/client.ts";
import { useList, useSend } from "../../api/use-api.ts";
import { AskReason, type Question } from "../../parts/ask-reason.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { Hold, type HeldApproval } from "./hold.tsx";
import { useGone } from "./use-gone.ts";

/** What happens by itself when its window is over, unless somebody cancels. */
export function Holds(): ReactElement {
  const list = useList(["holds"], async (cursor, signal) =>
    call("GET /api/approvals", { query: { held: "true", limit: 100, cursor } }, signal),
  );
  const [question, setQuestion] = useState<Question | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const holds = soonestFirst(list.data?.pages.flatMap((page) => page.approvals));
  const byMe = useGone(holds);
  const send = useSend("POST /api/approvals/{id}/decisions", {
    onAnswer: (_decided, { params, body }) => {
      const title = holds?.find(({ id }) => id === params?.id)?.title ?? "It";
      tellDone(
        body?.decision === "approved"
          ? `“${title}” is released and goes out now.`
          : `“${title}” is cancelled.`,
      );
    },
    onRefusal: tellFailure,
  });
  const decide = (
    { id, digest }: HeldApproval,
    decision: "approved" | "rejected",
    reason: string | null,
  ): void => {
    setBusy(id);
    byMe.add(id);
    send.mutate(
      { params: { id }, body: { digest, decision, reason } },
      { onError: () => byMe.delete(id), onSettled: () => setBusy(null) },
    );
  };
  const cancel = (hold: HeldApproval): void =>
    setQuestion({
      title: "Cancel it",
      label: `Why should “${hold.title}” not go out? You may leave it empty.`,
      verb: "Cancel it",
      color: "red.9",
      optional: true,
      onAnswer: (reason) => decide(hold, "rejected", reason === "" ? null : reason),
    });
  return (
    <Room title="Holds" lead="What happens by itself when its window is over, unless somebody cancels.">
      {list.error && !list.data && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Loading lines={6} />}
      {holds?.length === 0 && (
        <Empty title="Nothing is held right now">
          Some kinds of action, such as a mail to a stakeholder, need no yes but wait for a while, so that
          people can stop them. While they wait they are here, each with its countdown.
        </Empty>
      )}
      {holds && holds.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label="What is held">
          {holds.map((hold) => (
            <Hold
              key={hold.id}
              hold={hold}
              isBusy={busy === hold.id}
              onCancel={() => cancel(hold)}
              onRelease={() => decide(hold, "approved", null)}
            />
          ))}
        </Stack>
      )}
      <LoadMore list={list} words="Show more" />
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </Room>
  );
}

function soonestFirst(holds: readonly HeldApproval[] | undefined): HeldApproval[] | undefined {
  const at = ({ holdUntil }: HeldApproval): number => (holdUntil === null ? 0 : Date.parse(holdUntil));
  return holds?.toSorted((a, b) => at(a) - at(b));
}
