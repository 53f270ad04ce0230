import { Alert, Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Answer } from "../../../api/types.ts";
import { useApi } from "../../../api/use-api.ts";
import { fullTime } from "../../../parts/when.tsx";

type Clash = Answer<"GET /api/approvals/{id}/clashes">["clashes"][number];

/** What a text gets in the way of where it goes, and what was said there before; nothing, for most. */
export function ClashNotice({ approvalId }: { approvalId: string }): ReactElement | null {
  const { data } = useApi("GET /api/approvals/{id}/clashes", { params: { id: approvalId } });
  if (data === undefined || data.clashes.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title="Look at these first" py="xs">
      {data.clashes.map((clash) => (
        <Text size="sm" key={`${clash.sort} ${clash.actionId}`} style={{ overflowWrap: "anywhere" }}>
          {wordsOf(clash)}:{" "}
          <Anchor component={Link} href={`/tasks/${encodeURIComponent(clash.taskId)}`} inherit>
            {clash.begins}
          </Anchor>
        </Text>
      ))}
    </Alert>
  );
}

function wordsOf({ sort, at, isOut, likeness }: Clash): string {
  const when = at === null ? "as soon as it is approved" : fullTime(at);
  const goes = `${isOut ? "went" : "goes"} out ${when}`;
  if (sort === "due") return `Within an hour of another that ${goes}`;
  return sort === "same" ? `Exactly this ${goes}` : `${Math.round(likeness * 100)} % of this ${goes}`;
}
