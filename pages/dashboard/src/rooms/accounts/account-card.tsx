import { Alert, Badge, Code, Group, List, Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Panel } from "../../parts/panel.tsx";
import { Person } from "../../parts/person.tsx";
import { useNow } from "../../parts/use-now.ts";
import { Moment, When } from "../../parts/when.tsx";
import { AccountButtons } from "./account-buttons.tsx";
import { type Connection, stateOf } from "./account-words.ts";

/** One service: whose account is connected, how it stands, and what can be done about it. */
export function AccountCard({ connection }: { connection: Connection }): ReactElement {
  const { title, account, missing, place, byPerson, redirectUri } = connection;
  const state = stateOf(connection, useNow(60_000));
  return (
    <Panel
      title={title}
      lead={place === "sandbox" ? "The sandbox's, not the real one" : undefined}
      actions={
        <Badge color={state.color} variant="light" tt="none" fw={600} style={{ minWidth: "max-content" }}>
          {state.words}
        </Badge>
      }
    >
      {missing.length > 0 && (
        <Text size="sm">
          Without{" "}
          {missing.map((name, n) => (
            <span key={name}>
              {n > 0 && ", "}
              <Code>{name}</Code>
            </span>
          ))}{" "}
          it can't be connected.
        </Text>
      )}
      {account !== null && account.error !== null && (
        <Alert
          color={account.state === "broken" ? "red" : "orange"}
          variant="light"
          title={account.state === "broken" ? "It can't be used" : "It doesn't renew itself any more"}
        >
          {account.error}
        </Alert>
      )}
      {account !== null && account.warning !== null && (
        <Alert color="orange" variant="light" title="It has to be seen to">
          {account.warning}
        </Alert>
      )}
      {account !== null && <Facts connection={connection} account={account} />}
      {account === null && missing.length === 0 && (
        <Text size="sm" c="dimmed">
          {byPerson
            ? `You are sent to ${title}, sign in there as whoever is to publish, and come back.`
            : "The settings connect it as soon as something is sent there."}
        </Text>
      )}
      {byPerson && account === null && redirectUri !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {title} has to know this redirect URL: <Code>{redirectUri}</Code>
        </Text>
      )}
      <Group gap="xs">
        <AccountButtons connection={connection} />
      </Group>
    </Panel>
  );
}

function Facts({
  connection: { version, pkce, byPerson },
  account,
}: {
  connection: Connection;
  account: NonNullable<Connection["account"]>;
}): ReactElement {
  const { id, name, brokenSince, renewBy, expiresAt, checkedAt, by, connectedAt, oldKey } = account;
  return (
    <List size="sm" listStyleType="none" spacing={4} style={{ overflowWrap: "anywhere" }}>
      <Fact name="As">
        <strong>{name || id}</strong>
        {name !== "" && <> ({id})</>}
      </Fact>
      <Fact name="Connected">
        <Moment at={connectedAt} />
        {by !== null && (
          <>
            {" "}
            by <Person id={by} />
          </>
        )}
        {byPerson && (pkce ? ", with state and PKCE" : ", with a state (it takes no PKCE)")}
      </Fact>
      {brokenSince !== null && (
        <Fact name="Broken since">
          <Moment at={brokenSince} />
        </Fact>
      )}
      {expiresAt !== null && brokenSince === null && (
        <Fact name="Access until">
          <Moment at={expiresAt} />
          {renewBy !== expiresAt && ", renewed by itself before"}
        </Fact>
      )}
      {renewBy !== null && brokenSince === null && (
        <Fact name="To be renewed by">
          <Moment at={renewBy} />
        </Fact>
      )}
      <Fact name="Last look">{checkedAt === null ? "none yet" : <When at={checkedAt} />}</Fact>
      {version !== null && <Fact name="Version of its API">{version}</Fact>}
      {oldKey && <Fact name="Sealed with">the key before: TOKEN_KEY_OLD is still needed</Fact>}
    </List>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <List.Item>
      <Text span inherit c="dimmed">
        {name}:
      </Text>{" "}
      {children}
    </List.Item>
  );
}
