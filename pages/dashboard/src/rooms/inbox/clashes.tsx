import { Alert, List } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../api/client.ts";
import { useApi } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { fullTime } from "../../parts/when.tsx";

type Clash = Answer<"GET /api/approvals/{id}/clashes">["clashes"][number];

/** What something gets in the way of where it goes, and what was said there before. */
export function Clashes({ approval: { id } }: { approval: { id: string } }): ReactElement | null {
  const { data, error } = useApi("GET /api/approvals/{id}/clashes", { params: { id } });
  if (error && !data) return <Failure error={error} />;
  if (data === undefined || data.clashes.length === 0) return null;
  return (
    <Alert color="orange" variant="light" py="xs" title="Look twice">
      <List size="sm" spacing={4}>
        {data.clashes.map((clash) => (
          <List.Item key={`${clash.sort} ${clash.actionId}`}>{clashWords(clash)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** A clash in a sentence. */
function clashWords({ sort, at, isOut, likeness, begins }: Clash): string {
  const when = at === null ? "as soon as it is approved" : fullTime(at);
  if (sort === "due")
    return `Another ${isOut ? "went" : "goes"} out here within an hour, ${when}: “${begins}”`;
  const where = isOut ? `went out here ${when}` : `goes out here ${when}`;
  return sort === "same"
    ? `Exactly this ${where}.`
    : `${Math.round(likeness * 100)} % of this ${where}: “${begins}”`;
}
