import { CopyButton, Button, Group, NativeSelect, Stack, Table, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useApi } from "../../../api/use-api.ts";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { counted } from "../../../parts/words.ts";
import classes from "../trace.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { fateOf, fates, type Fate, narrowedTrace } from "./trace-rows.ts";
import { TraceRow } from "./trace-row.tsx";

const fateWords: Record<Fate, string> = {
  done: "Done",
  under_way: "Under way",
  open: "Not built",
  gone: "No longer wanted",
};

/** Each requirement with its stories, their code, tests and pull requests; and the report in words. */
export function TraceabilityTab({ delivery }: { delivery: DeliveryView }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/deliveries/{id}/report", {
    params: { id: delivery.taskId },
  });
  const [fate, setFate] = useState<Fate | null>(null);
  const [words, setWords] = useState("");
  if (data === undefined)
    return error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />;
  const { trace, markdown } = data;
  if (trace.length === 0)
    return <Empty title="Nothing to trace yet">It begins with the first requirement that is read.</Empty>;
  const shown = narrowedTrace(trace, { fate, words });
  const count = (which: Fate): number => trace.filter((one) => fateOf(one) === which).length;
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <TextInput
          label="Find"
          size="xs"
          placeholder="A word, a file, a story"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <NativeSelect
          label="What became of it"
          size="xs"
          value={fate ?? ""}
          onChange={({ currentTarget }) => setFate(fates.find((one) => one === currentTarget.value) ?? null)}
          data={[
            { value: "", label: `All (${trace.length})` },
            ...fates.map((one) => ({ value: one, label: `${fateWords[one]} (${count(one)})` })),
          ]}
        />
        <Text size="sm" c="dimmed" role="status">
          {counted(shown.length, "requirement")}
        </Text>
      </Group>
      <div className={classes["matrix"]} role="group" aria-label="Traceability" tabIndex={0}>
        <Table fz="sm" verticalSpacing={6} miw={860}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Requirement</Table.Th>
              <Table.Th>Story</Table.Th>
              <Table.Th>Code</Table.Th>
              <Table.Th>Tests</Table.Th>
              <Table.Th>Pull request</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {shown.map((one) => (
            <TraceRow key={one.requirement} traced={one} fate={fateWords[fateOf(one)]} delivery={delivery} />
          ))}
        </Table>
      </div>
      {shown.length === 0 && <Empty title="No requirement is like that" />}
      <Disclosure label="The report in words">
        <Stack gap="xs" align="flex-start">
          <CopyButton value={markdown}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy as Markdown"}
              </Button>
            )}
          </CopyButton>
          <pre className={classes["report"]} tabIndex={0} role="region" aria-label="Report">
            {markdown}
          </pre>
        </Stack>
      </Disclosure>
    </Stack>
  );
}
