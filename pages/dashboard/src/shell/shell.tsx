import { AppShell, Burger, Container, Group, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";
import { TroubleBanner } from "../rooms/overview/trouble-banner.tsx";
import { StopBanner } from "../rooms/stops/stop-banner.tsx";
import { StopButton } from "../rooms/stops/stop-button.tsx";
import { ConnectionState } from "./connection.tsx";
import { Nav } from "./nav.tsx";
import { PersonMenu } from "./person-menu.tsx";
import classes from "./shell.module.css";
import { Wordmark } from "./wordmark.tsx";

/** The frame around every room. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <AppShell.Header>
        <a href="#main" className={classes["skip"]}>
          Skip to the content
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Rooms" />
            <UnstyledButton component={Link} href="/" aria-label="Signalbox, overview">
              <Wordmark isShort />
            </UnstyledButton>
          </Group>
          <Group gap="md" wrap="nowrap">
            <ConnectionState />
            <StopButton />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm">
        <Nav onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main">
        <Container size="xl" px={0}>
          <StopBanner />
          <TroubleBanner />
          {children}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
