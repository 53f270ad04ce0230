import { Checkbox, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { RiskBadge } from "../../../parts/badges.tsx";
import { When } from "../../../parts/when.tsx";
import { addressOfItem } from "../items.ts";
import type { WaitingApproval } from "../use-inbox.ts";
import classes from "./row.module.css";

/** An approval in the list; with a box to decide on several at once. */
export function ApprovalRow({
  approval: { id, title, risk, kind, target, createdAt, revision, rule, votes, mine },
  isSelected,
  isChecked,
  onChecked,
}: {
  approval: WaitingApproval;
  isSelected: boolean;
  isChecked: boolean;
  onChecked: ((isOn: boolean) => void) | null;
}): ReactElement {
  return (
    <div className={classes["row"]} data-selected={isSelected}>
      {onChecked && (
        <Checkbox
          checked={isChecked}
          onChange={(event) => onChecked(event.currentTarget.checked)}
          aria-label={`Mark ${title}`}
          size="sm"
          className={classes["box"]}
        />
      )}
      <Link
        href={addressOfItem(id)}
        className={classes["link"]}
        data-slug={id}
        aria-current={isSelected ? "true" : undefined}
      >
        <Text component="span" className={classes["title"]}>
          {title}
        </Text>
        <Group gap={6} mt={4} wrap="nowrap">
          <RiskBadge risk={risk} />
          <Text component="span" size="xs" c="dimmed" className={classes["facts"]}>
            <When at={createdAt} />
            {revision > 1 && ` · version ${revision}`}
          </Text>
        </Group>
        <Text component="span" size="xs" c="dimmed" className={classes["facts"]} mt={4} title={target}>
          {kindWords(kind)} · {target}
        </Text>
        {(rule.people > 1 || !mine.allowed) && (
          <Text component="span" size="xs" c="dimmed" className={classes["why"]} mt={2}>
            {[
              rule.people > 1 ? `${votes.length} of ${rule.people} have said yes` : null,
              mine.allowed ? null : mine.why,
            ]
              .filter((one) => one !== null)
              .join("; ")}
          </Text>
        )}
      </Link>
    </div>
  );
}
