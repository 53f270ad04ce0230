import { Badge, NavLink, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useLocation } from "wouter";
import { useBoard } from "../live/board.tsx";
import { roomGroups } from "./rooms.ts";

export function Nav({ onGo }: { onGo: () => void }): ReactElement {
  const [location] = useLocation();
  const { state } = useBoard();
  return (
    <Stack gap="md" component="nav" aria-label="Rooms">
      {roomGroups.map(({ title, rooms }) => (
        <div key={title}>
          <Text size="xs" fw={600} c="dimmed" px="sm" pb={4} id={`group-${title}`}>
            {title}
          </Text>
          <Stack gap={2} role="group" aria-labelledby={`group-${title}`}>
            {rooms.map(({ href, label, count }) => {
              const isHere = href === "/" ? location === "/" : location.startsWith(href);
              const waiting = state === null ? 0 : (count?.(state.waiting) ?? 0);
              return (
                <NavLink
                  key={href}
                  component={Link}
                  href={href}
                  label={label}
                  active={isHere}
                  aria-current={isHere ? "page" : undefined}
                  onClick={onGo}
                  style={{ borderRadius: "var(--mantine-radius-md)" }}
                  rightSection={
                    waiting > 0 && (
                      <Badge
                        circle={waiting < 10}
                        size="lg"
                        variant="filled"
                        color="#bf4509"
                        aria-label={`${waiting} waiting`}
                      >
                        {waiting}
                      </Badge>
                    )
                  }
                />
              );
            })}
          </Stack>
        </div>
      ))}
    </Stack>
  );
}
