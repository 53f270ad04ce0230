import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { tellFailure } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import type { WaitingApproval } from "../use-inbox.ts";
import { ApproveMany } from "./approve-many.tsx";
import { type BulkResult, BulkResults } from "./bulk-results.tsx";
import { splitForBulk } from "./split-for-bulk.ts";

/** Decides on all that are marked, each bound to its own digest. */
export function Bulk({
  approvals,
  checked,
  onChecked,
}: {
  approvals: readonly WaitingApproval[];
  checked: ReadonlySet<string>;
  onChecked: (checked: ReadonlySet<string>) => void;
}): ReactElement {
  const { person } = useSession();
  const send = useSend("POST /api/approvals/decisions", {
    onAnswer: (answer, { body }) => {
      setResults(
        answer.results.map((one) => ({
          ...one,
          title: titles.current.get(one.id) ?? one.id,
          decision: body?.decisions.find(({ id }) => id === one.id)?.decision ?? "approved",
        })),
      );
      onChecked(new Set());
    },
    onRefusal: tellFailure,
  });
  const titles = useRef<ReadonlyMap<string, string>>(new Map());
  const [question, setQuestion] = useState<Question | null>(null);
  const [confirmed, setConfirmed] = useState<readonly WaitingApproval[] | null>(null);
  const [results, setResults] = useState<readonly BulkResult[] | null>(null);
  const marked = approvals.filter(({ id }) => checked.has(id));
  const { approvable, refusable, leftOut } = splitForBulk(marked, person.id);

  const decide = (
    those: readonly WaitingApproval[],
    decision: "approved" | "rejected",
    reason: string | null,
  ): void => {
    titles.current = new Map(those.map(({ id, title }) => [id, title]));
    send.mutate({
      body: { decisions: those.map(({ id, digest }) => ({ id, digest, decision, reason })) },
    });
  };
  const askWhy = (): void =>
    setQuestion({
      title: `Reject ${refusable.length}`,
      label: "Why? Each of them gets this reason.",
      verb: `Reject ${refusable.length}`,
      color: "red.9",
      onAnswer: (reason) => decide(refusable, "rejected", reason),
    });
  return (
    <Stack gap={6} display={approvals.length < 2 ? "none" : undefined}>
      <Group justify="space-between" gap="xs" mih={30}>
        <Checkbox
          size="sm"
          label={marked.length === 0 ? "Mark all" : `${marked.length} marked`}
          checked={marked.length === approvals.length}
          indeterminate={marked.length > 0 && marked.length < approvals.length}
          onChange={() =>
            onChecked(
              new Set(marked.length === approvals.length ? [] : approvals.map(({ id }) => id).slice(0, 100)),
            )
          }
        />
        {marked.length > 0 && (
          <Group gap={6}>
            <Button
              size="xs"
              disabled={approvable.length === 0}
              loading={send.isPending}
              onClick={() => setConfirmed(approvable)}
            >
              Approve {approvable.length}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={refusable.length === 0 || send.isPending}
              onClick={askWhy}
            >
              Reject {refusable.length}
            </Button>
          </Group>
        )}
      </Group>
      {leftOut !== null && marked.length > 0 && (
        <Text size="xs" c="dimmed" role="status">
          {leftOut}
        </Text>
      )}
      <ApproveMany
        those={confirmed}
        onClose={() => setConfirmed(null)}
        onYes={(those) => decide(those, "approved", null)}
      />
      <AskReason question={question} onClose={() => setQuestion(null)} />
      <BulkResults results={results} onClose={() => setResults(null)} />
    </Stack>
  );
}
