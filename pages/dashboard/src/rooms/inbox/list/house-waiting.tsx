import { Alert, Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";

/** That house rules are proposed, where some are: they are decided where memory is. */
export function HouseWaiting(): ReactElement | null {
  const { data } = useApi("GET /api/house-rules", { query: { state: "proposed" } });
  const count = data?.proposals.length ?? 0;
  if (count === 0) return null;
  return (
    <Alert
      color="gray"
      p="sm"
      title={count === 1 ? "A house rule is proposed" : `${count} house rules are proposed`}
    >
      People keep asking for the same in texts.{" "}
      <Anchor component={Link} href="/memory" size="sm">
        Decide in Memory
      </Anchor>
    </Alert>
  );
}
