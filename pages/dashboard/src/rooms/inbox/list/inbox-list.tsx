import { Stack, Text, Title } from "@mantine/core";
import { type ReactElement, type ReactNode, useState } from "react";
import { kindWords } from "../../../actions/registry.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Merges } from "../../../parts/merges.tsx";
import { useNameOf } from "../../../parts/person.tsx";
import { taskName } from "../../../parts/task-name.ts";
import { useSession } from "../../../session/session.tsx";
import { slugOf } from "../items.ts";
import { placeId, placeWords } from "../place-words.ts";
import type { InboxList as Listed } from "../use-inbox.ts";
import { ApprovalRow } from "./approval-row.tsx";
import { BundleRow } from "./bundle-row.tsx";
import { Bulk } from "./bulk.tsx";
import { HouseWaiting } from "./house-waiting.tsx";
import { PlainRow } from "./plain-row.tsx";

/** What waits, in its sections. */
export function InboxList({
  inbox,
  selected,
}: {
  inbox: Listed;
  selected: string | undefined;
}): ReactElement {
  const { list, asked, approvals, rows, effects, questions, merges, undelivered, total } = inbox;
  // What is asked about together is decided on its own page.
  const alone = approvals.filter(({ bundle }) => bundle === null);
  const { may } = useSession();
  const nameOf = useNameOf();
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  if (list.error && !list.data) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={8} />;
  const mark = (id: string, isOn: boolean): void => {
    const next = new Set(checked);
    if (isOn) next.add(id);
    else next.delete(id);
    setChecked(next);
  };
  const isEmpty =
    approvals.length + effects.length + questions.length + merges.length + undelivered.length === 0;
  return (
    <Stack gap="lg" data-key-list>
      <HouseWaiting />
      {may("approver") && <Bulk approvals={alone} checked={checked} onChecked={setChecked} />}
      {approvals.length > 0 && (
        <Section title="To decide" count={total - approvals.length + rows.length}>
          {rows.map((row) =>
            row.bundle === null ? (
              <ApprovalRow
                key={row.slug}
                approval={row.approvals[0]}
                isSelected={selected === row.slug}
                isChecked={checked.has(row.slug)}
                onChecked={may("approver") && alone.length > 1 ? (isOn) => mark(row.slug, isOn) : null}
              />
            ) : (
              <BundleRow key={row.slug} row={row} isSelected={selected === row.slug} />
            ),
          )}
          <LoadMore list={list} words="Show more" />
        </Section>
      )}
      {effects.length > 0 && (
        <Section title="Did it happen?" count={effects.length}>
          {effects.map(({ actionId, kind, target, error }) => (
            <PlainRow
              key={actionId}
              slug={slugOf({ kind: "effect", id: actionId })}
              selected={selected}
              title={`${kindWords(kind)} for ${target}`}
              more={error ?? "Its answer was lost."}
            />
          ))}
        </Section>
      )}
      {questions.length > 0 && (
        <Section title="Questions" count={questions.length}>
          {questions.map(({ id, title, kind, requestedBy, updatedAt }) => (
            <PlainRow
              key={id}
              slug={slugOf({ kind: "question", id })}
              selected={selected}
              title={taskName({ title, kind })}
              more={`asked by ${nameOf(requestedBy)}`}
              at={updatedAt}
            />
          ))}
        </Section>
      )}
      {merges.length > 0 && (
        <Section title="To merge on GitHub" count={merges.length}>
          <Merges merges={merges} />
        </Section>
      )}
      {undelivered.length > 0 && (
        <Section title="Could not be told" count={undelivered.length}>
          {undelivered.map(({ where, reason, at }) => (
            <PlainRow
              key={where}
              slug={slugOf({ kind: "notice", id: placeId(where) })}
              selected={selected}
              title={placeWords(where)}
              more={reason}
              at={at}
            />
          ))}
        </Section>
      )}
      {asked.error && !asked.data && <Failure error={asked.error} onRetry={() => void asked.refetch()} />}
      {isEmpty && asked.data && (
        <Empty title="Nothing waits for you">
          When policy wants a person’s yes, when the crew has a question, or when nobody can tell whether
          something happened, it shows here at once.
        </Empty>
      )}
    </Stack>
  );
}

function Section({
  title,
  count,
  children,
}: {
  title: string;
  count: number;
  children: ReactNode;
}): ReactElement {
  return (
    <section aria-label={title}>
      <Title order={2} size="sm" mb={6}>
        {title}{" "}
        <Text component="span" inherit c="dimmed" fw={500} style={{ fontVariantNumeric: "tabular-nums" }}>
          {count}
        </Text>
      </Title>
      <Stack gap={6}>{children}</Stack>
    </section>
  );
}
