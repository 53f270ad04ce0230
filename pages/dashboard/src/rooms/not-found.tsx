import { Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Empty } from "../parts/empty.tsx";
import { Room } from "../parts/room.tsx";

export function NotFound(): ReactElement {
  return (
    <Room title="Nothing here">
      <Empty title="There is no such page">
        <Anchor component={Link} href="/">
          Back to the overview
        </Anchor>
      </Empty>
    </Room>
  );
}
