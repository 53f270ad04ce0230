import { Button, Menu, Text, useMantineColorScheme } from "@mantine/core";
import type { ReactElement } from "react";
import { tellFailure } from "../parts/tell.ts";
import { ApiError } from "../api/client.ts";
import { useSession } from "../session/session.tsx";

const schemes = [
  ["auto", "As the system has it"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

/** Who is signed in, how it looks, and the way out. */
export function PersonMenu(): ReactElement {
  const { person, via, signOut } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = (): void => {
    signOut().catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      tellFailure(error);
    });
  };
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-md">
          {person.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.id}, {person.role}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>Colors</Menu.Label>
        {schemes.map(([value, label]) => (
          <Menu.Item
            key={value}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? <Text size="xs">now</Text> : null}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {via === "session" ? (
          <Menu.Item onClick={leave}>Sign out</Menu.Item>
        ) : (
          // Access keeps its own session, and ends it at its own address.
          <Menu.Item component="a" href="/cdn-cgi/access/logout">
            Sign out
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
