import { Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { useApi } from "../../../api/use-api.ts";
import { RiskBadge } from "../../../parts/badges.tsx";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { addressOfItem } from "../items.ts";
import type { WaitingApproval } from "../use-inbox.ts";
import classes from "./row.module.css";
import type { InboxRow } from "./rows-of.ts";

/** What is asked about together, as one item of the list. */
export function BundleRow({
  row: { slug, approvals },
  isSelected,
}: {
  row: InboxRow<WaitingApproval>;
  isSelected: boolean;
}): ReactElement {
  const [first] = approvals;
  const { data } = useApi("GET /api/tasks/{id}", { params: { id: first.taskId } });
  return (
    <div className={classes["row"]} data-selected={isSelected}>
      <Link
        href={addressOfItem(slug)}
        className={classes["link"]}
        data-slug={slug}
        aria-current={isSelected ? "true" : undefined}
      >
        <Text component="span" className={classes["title"]}>
          {data?.task.title ?? first.title}
        </Text>
        <Group gap={6} mt={4} wrap="nowrap">
          <RiskBadge risk={first.risk} />
          <Text component="span" size="xs" c="dimmed" className={classes["facts"]}>
            {counted(approvals.length, "piece")} · <When at={first.createdAt} />
          </Text>
        </Group>
        <Text component="span" size="xs" c="dimmed" className={classes["facts"]} mt={4}>
          {approvals.map(({ kind }) => kindWords(kind)).join(", ")}
        </Text>
      </Link>
    </div>
  );
}
