import { Stack, Table, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { type Answer, ApiError, call } from "../../api/client.ts";
import { kindWords } from "../../actions/registry.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { dollars, Money } from "../../parts/money.tsx";
import { headlineOf } from "./costs.ts";
import classes from "./overview.module.css";
import { WideTable } from "../../parts/wide-table.tsx";

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** What an accepted outcome costs: the one figure that says whether the work is worth its money. */
export function CostHeadline({ projects }: { projects: readonly string[] }): ReactElement {
  const { costs, error, retry } = useCosts(projects);
  if (error !== null) return <Failure error={error} onRetry={retry} />;
  if (costs === null) return <Loading lines={2} />;
  const { usdPerAccepted, usd, accepted, from, work } = headlineOf(costs);
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" c="dimmed">
          Cost per accepted outcome
        </Text>
        <Text className={classes["figure"]}>{usdPerAccepted === null ? "–" : dollars(usdPerAccepted)}</Text>
        <Text size="sm" c="dimmed">
          {usdPerAccepted === null ? "Nothing accepted yet, " : `${accepted} accepted, `}
          <Money usd={usd} /> spent
          {from !== null && ` since ${day.format(Date.parse(from))}`}
        </Text>
      </div>
      {work.length > 0 && (
        <WideTable label="Costs by kind of work" minWidth={280}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Work</Table.Th>
              <Table.Th scope="col" ta="right">
                Accepted
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Spent
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Each
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {work.map((one) => (
              <Table.Tr key={one.work}>
                <Table.Th scope="row" fw={400}>
                  {kindWords(one.work)}
                </Table.Th>
                <Table.Td ta="right">{one.accepted}</Table.Td>
                <Table.Td ta="right">{dollars(one.usd)}</Table.Td>
                <Table.Td ta="right">
                  {one.usdPerAccepted === null ? "–" : dollars(one.usdPerAccepted)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
    </Stack>
  );
}

/** The costs of each project; null until all of them are there. */
function useCosts(projects: readonly string[]) {
  return useQueries({
    queries: projects.map((project) => ({
      queryKey: ["GET /api/costs", { query: { project } }],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        call("GET /api/costs", { query: { project } }, signal),
    })),
    combine: (results) => {
      const found = results.flatMap<Answer<"GET /api/costs">>(({ data }) => data ?? []);
      const failed = results.find(({ data, error }) => error !== null && data === undefined);
      const error = failed?.error instanceof ApiError ? failed.error : null;
      const retry = (): void => results.forEach(({ refetch }) => void refetch());
      return { costs: found.length === results.length ? found : null, error, retry };
    },
  });
}
