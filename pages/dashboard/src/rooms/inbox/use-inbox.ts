import { type Answer, call } from "../../api/client.ts";
import { useApi, useList } from "../../api/use-api.ts";
import { slugOf } from "./items.ts";
import { rowsOf } from "./list/rows-of.ts";

type Page = Answer<"GET /api/approvals">;
export type FoundApproval = Answer<"GET /api/approvals/{id}">;
export type WaitingApproval = Page["approvals"][number];

/** Everything that waits for people, and in which order the keys walk through it. */
export function useInbox() {
  const list = useList(["inbox"], async (cursor, signal) =>
    call("GET /api/approvals", { query: { held: "false", limit: 50, cursor } }, signal),
  );
  const asked = useApi("GET /api/tasks", { query: { status: "waiting_reply", limit: 100 } });
  const pages = list.data?.pages;
  const approvals = pages?.flatMap((page) => page.approvals) ?? [];
  const effects = pages?.[0]?.unknownEffects ?? [];
  const undelivered = pages?.[0]?.undelivered ?? [];
  const questions = asked.data?.tasks.filter((task) => task.status === "waiting_reply") ?? [];
  const rows = rowsOf(approvals);
  const slugs = [
    ...rows.map(({ slug }) => slug),
    ...effects.map(({ actionId }) => slugOf({ kind: "effect", id: actionId })),
    ...questions.map(({ id }) => slugOf({ kind: "question", id })),
    ...undelivered.map(({ where }) => slugOf({ kind: "notice", id: where })),
  ];
  return {
    list,
    asked,
    approvals,
    rows,
    effects,
    questions,
    undelivered,
    slugs,
    total: pages?.[0]?.total ?? 0,
  };
}

export type InboxList = ReturnType<typeof useInbox>;
